import type { IOutput } from '../core/notebook/facts';
import type { IBaseline, IKeptCell } from './baseline';
import { matchCells } from './matching';
import { same } from './restore';
import { writable } from './snapshot';

/** So many baselines of runs that ended are kept of one notebook. */
export const MOST_ENDED = 5;

/**
 * What may go of a notebook's baselines when another of its runs has ended: those of earlier runs whose outputs the newest
 * holds, too, so that nothing is lost with them. A run that failed, or that nobody decided about, is no reason to lose
 * what was there before it.
 *
 * #### Notes
 * Of more than `MOST_ENDED` the oldest stays, which has what was there before all of these runs, and the latest do.
 * Baselines of runs that never ended are not touched.
 */
export function superseded(
  kept: readonly IBaseline[],
  newest: IBaseline
): IBaseline[] {
  const earlier = kept
    .filter(({ state, key }) => state === 'ended' && key !== newest.key)
    .sort((one, other) => one.saved.localeCompare(other.saved));
  const gone = earlier.filter(({ cells }) => holdsOutputs(newest.cells, cells));
  const [, ...rest] = earlier.filter(one => !gone.includes(one));
  // The newest and the oldest count, too.
  return [...gone, ...rest.slice(0, Math.max(0, rest.length + 2 - MOST_ENDED))];
}

/** Whether all outputs of some cells are among those of others. */
function holdsOutputs(
  holding: readonly IKeptCell[],
  cells: readonly IKeptCell[]
): boolean {
  const partners = new Map(matchCells(cells, holding));
  return cells.every(({ outputs }, position) => {
    const partner = partners.get(position);
    return (
      outputs.length === 0 ||
      (partner !== undefined &&
        same(lasting(outputs), lasting(holding[partner].outputs)))
    );
  });
}

/** Outputs without what each run gives anew. */
function lasting(outputs: readonly IOutput[]): object[] {
  return writable(outputs).map(
    ({ execution_count, metadata, traceback, ...rest }) => rest
  );
}
