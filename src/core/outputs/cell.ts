import type { IOutput } from '../notebook/facts';
import { canonicalOutputs } from './canonical';
import { compareCellErrors, failed } from './error';
import { comparison, itemsOf, oneSided, pairItems } from './items';
import type { IContext } from './match';
import { compareBundles, kindOf } from './output';
import { worst } from './severity';
import { acceptMovedText, compareStderr, compareStreams } from './streams';
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
 * @param notebook - Sources of all cells of the notebook, joined.
 */
export function compareCell(
  cell: ICellRun,
  rules: ICompareRules,
  notebook = cell.source
): ICellComparison {
  if (cell.outcome.status === 'not-run') {
    return verdictOf(cell, [], 'not-run');
  }
  const now = canonicalOutputs(cell.new);
  const old = canonicalOutputs(cell.old ?? []);
  const context = contextOf(cell, rules, notebook);
  const errors = compareCellErrors(old, now, cell, context);
  if (cell.old === null) {
    return verdictOf(cell, [...newOutputs(now, rules, cell), ...errors], 'new');
  }
  if (isIgnored(cell)) {
    // A tag may hide outputs but not that the run stopped.
    const stop = failed(cell) ? errors : [];
    return verdictOf(cell, [...ignoredOutputs(old, now), ...stop], 'ignored');
  }
  return verdictOf(cell, [...compareOutputs(old, now, context), ...errors]);
}

/** The verdict of a cell is the worst of its outputs, or at best `best`. */
function verdictOf(
  cell: ICellRun,
  outputs: IOutputComparison[],
  best: Verdict = 'identical'
): ICellComparison {
  const stopped = outputs.find(
    output => output.verdict === 'failed-as-before' && failed(cell)
  );
  const verdict =
    stopped?.verdict ?? worst([best, ...outputs.map(output => output.verdict)]);
  const deciding = outputs.find(output => output.verdict === verdict);
  return {
    index: cell.index,
    verdict,
    cause: deciding?.cause ?? null,
    outputs
  };
}

/** All but the errors. */
function compareOutputs(
  oldOutputs: IOutput[],
  newOutputs: IOutput[],
  context: IContext
): IOutputComparison[] {
  const old = itemsOf(oldOutputs);
  const now = itemsOf(newOutputs);
  const outputs = pairItems(old, now).map(([a, b]) => {
    const kind = kindOf((a ?? b)!.output);
    if (kind === 'stderr') {
      return compareStderr(a, b, context);
    }
    if (a === null || b === null) {
      return comparison(a, b, oneSided(a !== null, kind));
    }
    if (kind === 'stdout' && kindOf(b.output) === 'stdout') {
      return comparison(a, b, compareStreams(a, b, context));
    }
    const bundle = compareBundles(a.output, b.output, context);
    return { ...comparison(a, b, bundle.match), kind: bundle.mime };
  });
  return acceptMovedText(outputs, old, now, context);
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

/** What comparers may know of a cell. */
export function contextOf(
  cell: ICellRun,
  rules: ICompareRules,
  notebook: string
): IContext {
  const shows = (outputs: IOutput[] | null) =>
    (outputs ?? []).some(output =>
      Object.keys((output.data as object) ?? {}).some(mime =>
        mime.startsWith('image/')
      )
    );
  return {
    rules,
    source: cell.source,
    notebook,
    picture: shows(cell.old) && shows(cell.new),
    started: instantOf(cell.started ?? ''),
    stream: false
  };
}
