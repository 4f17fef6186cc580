import type { IOutput } from '../notebook/facts';
import { compareCellErrors } from './error';
import { comparison, oneSided } from './items';
import type { IItem } from './items';
import type { IContext } from './match';
import { compareBundles, kindOf } from './output';
import { maskOutput, ownHits, withOwnHits } from './own/masked';
import { partsOf } from './own/texts';
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
  return { ...comparison(a, b, bundle.match), kind: bundle.mime };
}

/** Compares the errors of a cell, with the person's own patterns applied to their values. */
export function compareErrors(
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
