import type { IOutput } from '../notebook/facts';
import { canonicalOutputs } from './canonical';
import { acceptCut } from './cut';
import { failed } from './error';
import { sumHits } from './hits';
import { comparison, itemsOf, pairItems } from './items';
import type { IItem } from './items';
import type { IContext } from './match';
import { maskOutput } from './own/masked';
import { compareErrors, comparePair } from './pairs';
import { isChange, worst } from './severity';
import { acceptMovedText } from './streams';
import { acceptSwapped } from './swapped';
import { isIgnored } from './tags';
import { instantOf } from './text/rules/instant';
import type {
  ICellComparison,
  ICellRun,
  ICompareRules,
  IOutputComparison,
  Verdict
} from './types';

/**
 * Compares what one cell gave with what was stored. Never throws.
 *
 * @param notebook - Sources of all cells of the notebook, joined, by `withoutGaps`.
 */
export function compareCell(
  cell: ICellRun,
  rules: ICompareRules,
  notebook = withoutGaps(cell.source)
): ICellComparison {
  if (cell.outcome.status === 'not-run') {
    return verdictOf(cell, [], 'not-run');
  }
  const now = canonicalOutputs(cell.new);
  const old = canonicalOutputs(cell.old ?? []);
  const context = contextOf(cell, rules, notebook);
  const errors = compareErrors(old, now, cell, context);
  if (cell.old === null) {
    return verdictOf(cell, [...newOutputs(now, rules, cell), ...errors], 'new');
  }
  if (isIgnored(cell)) {
    // A tag may hide outputs but not that the run stopped.
    const stop = failed(cell) ? errors.slice(-1) : [];
    return verdictOf(cell, [...ignoredOutputs(old, now), ...stop], 'ignored');
  }
  const outputs = compareOutputs(old, now, cell, context);
  return verdictOf(cell, [...acceptCut(outputs, old, now), ...errors]);
}

const AS_BEFORE: Verdict = 'failed-as-before';

/** The verdict of a cell is the worst of its outputs, or at best `best`. */
function verdictOf(
  cell: ICellRun,
  outputs: IOutputComparison[],
  best: Verdict = 'identical'
): ICellComparison {
  const found = outputs.map(output => output.verdict);
  // The error that stopped the run says more than what is uncomparable above it, but not than what changed there.
  const verdict =
    failed(cell) && found.includes(AS_BEFORE) && !found.some(isChange)
      ? AS_BEFORE
      : worst([best, ...found]);
  const deciding = outputs.find(output => output.verdict === verdict);
  const masks = sumHits(outputs.map(output => output.masks));
  const deviation = outputs.reduce(
    (most, each) => Math.max(most, each.deviation ?? 0),
    0
  );
  return {
    index: cell.index,
    verdict,
    cause: deciding?.cause ?? null,
    outputs,
    ...(masks.length > 0 ? { masks } : {}),
    ...(deviation > 0 ? { deviation } : {})
  };
}

/** All but the errors. */
function compareOutputs(
  oldOutputs: IOutput[],
  newOutputs: IOutput[],
  { own }: ICellRun,
  context: IContext
): IOutputComparison[] {
  const old = itemsOf(oldOutputs);
  const now = itemsOf(newOutputs);
  const compare = (a: IItem | null, b: IItem | null) =>
    comparePair(a, b, context, own);
  const outputs = acceptSwapped(
    pairItems(old, now).map(([a, b]) => compare(a, b)),
    old,
    now,
    compare,
    context.source
  );
  const masked = (items: IItem[], side: 'old' | 'new') =>
    own
      ? items.map(item => ({
          ...item,
          output: maskOutput(item, side, own).output
        }))
      : items;
  return acceptMovedText(
    outputs,
    masked(old, 'old'),
    masked(now, 'new'),
    context
  );
}

function ignoredOutputs(old: IOutput[], now: IOutput[]): IOutputComparison[] {
  return pairItems(itemsOf(old), itemsOf(now)).map(([a, b]) =>
    comparison(a, b, {
      verdict: 'ignored',
      cause: null,
      message: 'Left out by a tag',
      detail: null
    })
  );
}

function newOutputs(
  now: IOutput[],
  rules: ICompareRules,
  cell: ICellRun
): IOutputComparison[] {
  return now
    .map((output, index) =>
      comparison(
        null,
        { index, output },
        {
          verdict: 'new',
          cause: null,
          message: 'Nothing to compare with',
          detail: 'The cell had not run as it is now'
        }
      )
    )
    .filter(
      ({ kind }) =>
        !(kind === 'stderr' && rules.stderr === 'ignore') &&
        !(kind === 'error' && failed(cell))
    );
}

/**
 * A source, or several, as evidence of what a cell does: without long stretches of blanks and empty lines, at which
 * expressions that look for a command at the start of a line take very long.
 */
export function withoutGaps(source: string): string {
  return source.replace(/\s{60,}/g, gap =>
    gap.includes('\n') ? '\n\n' : ' '.repeat(60)
  );
}

/** What comparers may know of a cell. */
export function contextOf(
  cell: ICellRun,
  rules: ICompareRules,
  notebook: string
): IContext {
  const shows = (outputs: IOutput[] | null) =>
    (outputs ?? []).some(output =>
      // A damaged file may hold anything in place of an output.
      Object.keys((output as IOutput | null)?.data ?? {}).some(mime =>
        mime.startsWith('image/')
      )
    );
  return {
    rules,
    source: withoutGaps(cell.source),
    notebook,
    picture: shows(cell.old) && shows(cell.new),
    started: instantOf(cell.started ?? ''),
    stream: false
  };
}
