import vm from 'node:vm';
import {
  ownTexts,
  withResults,
  type ICellRun,
  type ICompareRules,
  type OwnResult
} from '../core/outputs';
import { evaluateOwn, tellTooLong } from '../core/outputs/own';

/** How long the patterns may take in one text, in ms. */
const BUDGET = 1000;
/** After so many that took too long, the texts that are left are not looked at. */
const MOST_TIMEOUTS = 5;

/** The cells with what the person's own patterns came to. A pattern that takes too long is ended and told. */
export function applyPatterns(
  cells: ICellRun[],
  { ownPatterns = [] }: ICompareRules
): ICellRun[] {
  if (ownPatterns.length === 0) {
    return cells;
  }
  let left = MOST_TIMEOUTS;
  let last: OwnResult = { problem: 'it was not looked at' };
  const texts = ownTexts(cells);
  const results = texts.map(({ text }): OwnResult => {
    if (left <= 0) {
      return last;
    }
    let at = 0;
    const found = within(BUDGET, () =>
      evaluateOwn(text, ownPatterns, pattern => {
        at = pattern;
      })
    );
    if (found !== null) {
      return found;
    }
    left--;
    last = { problem: tellTooLong(ownPatterns[at]) };
    return last;
  });
  return withResults(cells, texts, results);
}

/** What a function gives; null when it takes longer than so many ms. Regular expressions are interrupted, too. */
function within<T>(timeout: number, work: () => T): T | null {
  try {
    return vm.runInNewContext('work()', { work }, { timeout }) as T;
  } catch (error) {
    if (
      (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
    ) {
      return null;
    }
    throw error;
  }
}
