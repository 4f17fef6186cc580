import type { ICellSummary } from '../python';
import { complete, type Steps } from '../steps';
import { explain, type IPrediction } from './causes';
import type { INotebook } from './facts';
import type { IFinding } from './finding';
import { isPython } from './language';
import { replay, type IReplay, type IReplayed } from './replay';
import type { IShown } from './symbolic/records';
import type { Terms } from './symbolic/terms';

export type { Cause, IPrediction } from './causes';

/**
 * Which stored outputs a clean run would change, and why, in document order.
 *
 * @param summarise - `summariseCell` of `core/python`.
 *
 * #### Notes
 * The notebook is run twice in terms, without running anything: as the log (or, where there is none, the counts) says
 * that it ran, and from the top. An output changes when its term does: the operation and all that went into it. Terms
 * that differ can have the same value, and a name can be changed in ways that no text shows; `bench/prediction` says
 * how often. Cells below one that would stop are told as if the run went on. Empty for other languages than Python.
 */
export function predictChanges(
  notebook: INotebook,
  summarise: (source: string) => ICellSummary
): IPrediction[] {
  if (!isPython(notebook)) {
    return [];
  }
  return complete(predictFrom(notebook, replay(notebook, summarise)));
}

function* predictFrom(notebook: INotebook, run: IReplay): Steps<IPrediction[]> {
  const found: IPrediction[] = [];
  for (const each of run.cells) {
    if (each.was && changes(each, run.terms)) {
      found.push(explain(each, each.was, notebook, run.terms));
      yield;
    }
  }
  return found;
}

/** A prediction, and the finding that tells it. */
export interface IChange {
  prediction: IPrediction;
  finding: IFinding;
}

/** The same as findings of rule `would-change`, from a replay that is at hand. */
export function* changesOf(
  notebook: INotebook,
  run: IReplay
): Steps<IChange[]> {
  let stop: number | null = null;
  return (yield* predictFrom(notebook, run)).map(prediction => {
    const { cell, cause, names, message, related } = prediction;
    const below = stop;
    stop ??= prediction.stops ? cell : null;
    return {
      prediction,
      finding: {
        rule: 'would-change',
        severity: cause === 'random' ? 'note' : 'warning',
        tier: 'recorded',
        cell: { index: cell, id: notebook.cells[cell].id },
        names,
        message: prediction.stops
          ? `A clean run would stop here: ${message}`
          : cause === 'random'
            ? `A clean run may change this output: ${message}`
            : `A clean run would change this output: ${message}`,
        ...(below === null
          ? {}
          : { detail: `If it gets past cell ${below + 1}` }),
        ...(related === undefined ? {} : { related })
      }
    };
  });
}

/** True if what a cell shows would be another, or rests on chance. */
function changes({ code, was, now }: IReplayed, terms: Terms): boolean {
  if (!was) {
    return false;
  }
  const { trace } = was;
  if (now.error) {
    return (
      trace.error?.term !== now.error.term || differ(trace.shown, now.shown)
    );
  }
  if (trace.error) {
    return true;
  }
  const before = trace.shown.filter(({ sure }) => sure);
  const after = now.shown.filter(({ sure }) => sure);
  if (code.cell.outputs.length === 0 && code.cell.outputsDigest === undefined) {
    return before.length === 0 && after.length > 0;
  }
  const [then, next] =
    before.length + after.length > 0
      ? [before, after]
      : [trace.shown, now.shown];
  return differ(then, next) || next.some(({ term }) => terms.isChance(term));
}

function differ(a: IShown[], b: IShown[]): boolean {
  return a.length !== b.length || a.some(({ term }, k) => term !== b[k].term);
}
