import { compareCell, contextOf, withoutGaps } from './cell';
import { failed } from './error';
import { sumHits } from './hits';
import { acceptLateText } from './late';
import { isSame } from './severity';
import { printsLate } from './streams';
import { largestDeviation, tellCounts } from './summary';
import type {
  ICellComparison,
  ICellRun,
  ICompareRules,
  INotebookComparison,
  IOutputComparison,
  Verdict
} from './types';
import { usedRules } from './used';

/** What is compared unless a person chose otherwise. */
export const DEFAULT_RULES: ICompareRules = {
  stderr: 'remark',
  tolerance: 1e-9
};

/** Compares all code cells of a clean run, in document order. Never throws. */
export function compareNotebook(
  cells: ICellRun[],
  rules: ICompareRules
): INotebookComparison {
  const sources = withoutGaps(cells.map(cell => cell.source).join('\n'));
  const each = cells.map(cell => compareCell(cell, rules, sources));
  // Elsewhere text that moved to another cell is another result of both.
  const compared = printsLate(sources)
    ? acceptLateText(cells, each, cell => contextOf(cell, rules, sources))
    : each;
  const counts = countVerdicts(compared);
  return {
    ...judge(cells, compared, rules),
    counts,
    cells: compared,
    rules: usedRules(rules),
    masks: sumHits(compared.map(({ masks }) => masks)),
    deviation: largestDeviation(compared),
    summary: tellCounts({ counts, cells: compared })
  };
}

type Judgement = Pick<INotebookComparison, 'verdict' | 'reason'>;

function judge(
  cells: ICellRun[],
  compared: ICellComparison[],
  rules: ICompareRules
): Judgement {
  const couldNot = (reason: string): Judgement => ({
    verdict: 'could-not-verify',
    reason
  });
  if (cells.some(failed)) {
    return { verdict: 'failed', reason: null };
  }
  const broken = brokenOff(cells);
  if (broken !== null) {
    return couldNot(broken);
  }
  if (!cells.some(cell => cell.outcome.status !== 'not-run')) {
    return couldNot('nothing to compare: no cell was run');
  }
  if (!cells.some(cell => cell.old !== null && cell.old.length > 0)) {
    return couldNot('nothing to compare with: no cell had stored outputs');
  }
  const outputs = compared.flatMap(cell => cell.outputs);
  if (outputs.some(isChanged)) {
    return { verdict: 'not-reproduced', reason: null };
  }
  if (!outputs.some(isCompared)) {
    return couldNot(nothingCompared(outputs));
  }
  const cut = compared.find(cell => cell.outputs.some(isCut));
  if (cut) {
    return couldNot(
      `outputs of cell ${cut.index + 1} were cut off by the server`
    );
  }
  const remarks =
    cells.some(isSkipped) || outputs.some(output => isRemark(output, rules));
  return { verdict: remarks ? 'remarks' : 'verified', reason: null };
}

/** Why the run did not come to its end, or null. */
function brokenOff(cells: ICellRun[]): string | null {
  for (const [reason, words] of BROKEN_OFF) {
    const cell = cells.find(
      ({ outcome }) => outcome.status === 'not-run' && outcome.reason === reason
    );
    if (cell) {
      return words(cell.index);
    }
  }
  return null;
}

const BROKEN_OFF: [string, (index: number) => string][] = [
  ['kernel-died', index => `the kernel died at cell ${index + 1}`],
  ['interrupted', index => `the run was interrupted at cell ${index + 1}`],
  ['lost', index => `the reply of cell ${index + 1} was lost`],
  ['after-stop', index => `cell ${index + 1} was not run`]
];

function nothingCompared(outputs: IOutputComparison[]): string {
  if (outputs.every(output => output.verdict === 'ignored')) {
    return 'nothing to compare: all stored outputs are left out';
  }
  const reason = outputs.find(output => output.verdict === 'uncomparable');
  return reason
    ? `no stored output could be compared: ${reason.message.toLowerCase()}`
    : 'nothing to compare: no cell that was run had stored outputs';
}

/** Whether a stored output did not come out again. */
function isChanged({ verdict, old }: IOutputComparison): boolean {
  return (
    CHANGED.includes(verdict) ||
    // A tag that announces an error which the stored outputs lack as well.
    (verdict === 'expected-error-missing' && old !== null)
  );
}

const CHANGED: Verdict[] = [
  'failed',
  'missing',
  'error-gone',
  'different',
  'unexpected'
];

function isRemark(output: IOutputComparison, rules: ICompareRules): boolean {
  return (
    (!isSame(output.verdict) || isAntiAliased(output)) &&
    !(output.kind === 'stderr' && rules.stderr === 'ignore')
  );
}

/** Whether the server left out a part of what the cell gave. */
function isCut({ verdict, message }: IOutputComparison): boolean {
  return verdict === 'uncomparable' && message === 'Cut off by the server';
}

/** Whether a stored output was found again, if in another order. */
function isCompared({ verdict }: IOutputComparison): boolean {
  return isSame(verdict) || verdict === 'reordered';
}

/** Edges of a picture that look alike may still hide a small change. */
function isAntiAliased({ verdict, cause }: IOutputComparison): boolean {
  return verdict === 'close' && cause === 'appearance';
}

function isSkipped({ outcome }: ICellRun): boolean {
  return outcome.status === 'not-run' && outcome.reason === 'skipped';
}

/** By output verdict; cells without a run count once, as `not-run`. */
function countVerdicts(cells: ICellComparison[]): {
  [verdict: string]: number;
} {
  const counts: { [verdict: string]: number } = {};
  for (const cell of cells) {
    const verdicts =
      cell.verdict === 'not-run'
        ? ['not-run']
        : cell.outputs.map(output => output.verdict);
    for (const verdict of verdicts) {
      counts[verdict] = (counts[verdict] ?? 0) + 1;
    }
  }
  return counts;
}
