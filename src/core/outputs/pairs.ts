import type { IOutput } from '../notebook/facts';
import { compareCellErrors } from './error';
import { orLostForm } from './forms';
import { comparison, oneSided } from './items';
import type { IItem } from './items';
import type { IContext } from './match';
import { compareBundles, kindOf } from './output';
import { maskOutput, ownHits, withOwnHits } from './own/masked';
import { partsOf } from './own/texts';
import { pairOutputs } from './pair';
import type { IPair } from './pair';
import { isSame } from './severity';
import { compareStderr, compareStreams } from './streams';
import type { ICellRun, IOutputComparison, IOwnResults } from './types';

/** Compares two outputs, of which one may be missing, with the person's own patterns applied to both. */
export function comparePair(
  a: IItem | null,
  b: IItem | null,
  context: IContext,
  own: IOwnResults | undefined
): IOutputComparison {
  const plain = comparePlain(a, b, context);
  if (!own || a === null || b === null || isSame(plain.verdict)) {
    // What is the same without the patterns needs none.
    return plain;
  }
  const old = maskOutput(a, 'old', own);
  const now = maskOutput(b, 'new', own);
  const problem = old.problem ?? now.problem;
  if (problem !== null) {
    return couldNotApply(plain, problem);
  }
  const found = comparePlain(
    { ...a, output: old.output },
    { ...b, output: now.output },
    context
  );
  const part = /^std/.test(found.kind) ? 'text' : found.kind;
  const hits = ownHits(part, old, now, context.rules);
  const left = (output: IOutput) => partsOf(output)[part] ?? '';
  return hits.length === 0
    ? plain
    : withOwnHits(found, hits, [left(old.output), left(now.output)]);
}

function couldNotApply(
  plain: IOutputComparison,
  problem: string
): IOutputComparison {
  return plain.verdict === 'ignored'
    ? plain
    : {
        ...plain,
        verdict: 'uncomparable',
        cause: null,
        message: 'Own patterns could not be applied',
        detail: problem
      };
}

function comparePlain(
  a: IItem | null,
  b: IItem | null,
  context: IContext
): IOutputComparison {
  const kind = kindOf((a ?? b)!.output);
  if (kind === 'stderr') {
    return compareStderr(a, b, context);
  }
  if (a === null || b === null) {
    return comparison(a, b, oneSided(a !== null, kind));
  }
  const other = kindOf(b.output);
  if (kind === 'stdout' && other === 'stdout') {
    return comparison(a, b, compareStreams(a, b, context));
  }
  if (isText(a) !== isText(b) && (a.output.data ?? b.output.data)) {
    return comparison(a, b, {
      verdict: 'different',
      cause: 'value',
      message: 'Another kind of output',
      detail: isText(a) ? 'printed before' : 'printed now'
    });
  }
  if (
    context.rules.images === 'ignore' &&
    kind.startsWith('image/') &&
    other.startsWith('image/')
  ) {
    return comparison(a, b, {
      verdict: 'ignored',
      cause: null,
      message: 'Pictures are left out',
      detail: null
    });
  }
  const bundle = compareBundles(a.output, b.output, context);
  const found = orLostForm(bundle, a.output, b.output);
  return { ...comparison(a, b, found), kind: bundle.mime };
}

/** Whether it is a stream, and nothing that is shown by itself. */
function isText({ output }: IItem): boolean {
  return output.output_type === 'stream';
}

/**
 * Compares the errors of a cell, each with its partner, with the person's own patterns applied to their values. The one
 * that ended the cell comes last; others are tracebacks that it showed on the way.
 */
export function compareErrors(
  old: IOutput[],
  now: IOutput[],
  cell: ICellRun,
  context: IContext
): IOutputComparison[] {
  const shown: ICellRun = {
    ...cell,
    tags: [],
    source: '',
    outcome: { status: 'ok' }
  };
  const { main, others } = pairErrors(old, now, cell);
  const compare = (pair: IPair, of: ICellRun) =>
    compareError(only(old, pair.old), only(now, pair.new), of, context);
  return [
    ...others.flatMap(pair => compare(pair, shown)),
    ...compare(main, cell)
  ];
}

/** Which error is held against which; the one that the cell ended in, or else the first, is `main`. */
function pairErrors(
  old: IOutput[],
  now: IOutput[],
  { outcome }: ICellRun
): { main: IPair; others: IPair[] } {
  const [a, b] = [errorsAt(old), errorsAt(now)];
  const ended =
    outcome.status === 'error'
      ? { old: a.pop() ?? null, new: b.pop() ?? null }
      : null;
  const pairs = pairOutputs(
    a.map(index => tell(old[index])),
    b.map(index => tell(now[index]))
  ).map(pair => ({
    old: pair.old === null ? null : a[pair.old],
    new: pair.new === null ? null : b[pair.new]
  }));
  return {
    main: ended ?? pairs.shift() ?? { old: null, new: null },
    others: pairs
  };
}

function errorsAt(outputs: IOutput[]): number[] {
  return outputs.flatMap(({ output_type }, index) =>
    output_type === 'error' ? [index] : []
  );
}

function tell({ ename, evalue }: IOutput): string {
  return `${String(ename)}\n${String(evalue)}`;
}

/** The outputs without all errors but one; places stay as they are. */
function only(outputs: IOutput[], kept: number | null): IOutput[] {
  return outputs.map((output, index) =>
    output.output_type === 'error' && index !== kept
      ? { output_type: '' }
      : output
  );
}

/** Compares one error with another, of which either may be missing. */
function compareError(
  old: IOutput[],
  now: IOutput[],
  cell: ICellRun,
  context: IContext
): IOutputComparison[] {
  const plain = compareCellErrors(old, now, cell, context);
  const [found] = plain;
  if (!cell.own || !found || found.old === null || found.new === null) {
    return plain;
  }
  const a = maskOutput(
    { index: found.old, output: old[found.old] },
    'old',
    cell.own
  );
  const b = maskOutput(
    { index: found.new, output: now[found.new] },
    'new',
    cell.own
  );
  const problem = a.problem ?? b.problem;
  const hits = ownHits('evalue', a, b, context.rules);
  if (found.verdict !== 'different' && found.verdict !== 'failed') {
    return plain;
  }
  if (problem !== null) {
    return found.verdict === 'failed' ? plain : [couldNotApply(found, problem)];
  }
  if (hits.length === 0) {
    return plain;
  }
  const { outcome } = cell;
  const evalue = String(b.output.evalue);
  return compareCellErrors(
    old.map((output, at) => (at === found.old ? a.output : output)),
    now.map((output, at) => (at === found.new ? b.output : output)),
    outcome.status === 'error'
      ? { ...cell, outcome: { ...outcome, evalue } }
      : cell,
    context
  ).map(each =>
    withOwnHits(each, hits, [
      `${String(a.output.ename)} ${String(a.output.evalue)}`,
      `${String(b.output.ename)} ${evalue}`
    ])
  );
}
