import { digestSource } from '../core/digest';
import type { ICellRun } from '../core/outputs/types';
import { matchCells } from './matching';
import type { ICleanRunCell, ICleanRunResult } from './runner';

/**
 * Holds a second clean run against the first: code cells with the index of the first run, what that gave as `old`, and what
 * the second gave as `new`. Cells that are not there twice with one source are left out.
 */
export function pairRuns(
  first: readonly ICleanRunCell[],
  second: readonly ICleanRunCell[]
): ICellRun[] {
  return matchCells(first, second).flatMap(([one, other]) => {
    const then = first[one];
    const now = second[other];
    return digestSource(then.source) === digestSource(now.source)
      ? [
          {
            index: then.index,
            id: then.id,
            tags: now.tags,
            source: now.source,
            outcome: now.outcome,
            old: then.new,
            new: now.new,
            started: now.started
          }
        ]
      : [];
  });
}

/**
 * Why a second run says nothing of any cell, a sentence; null when it came to its end, or to an error of its own.
 */
export function whyTellsNothing(result: ICleanRunResult): string | null {
  const orderly = result.ending === 'completed' || result.ending === 'stopped';
  const { text } = orderly && result.doubt ? result.doubt : result.reason;
  return orderly && !result.doubt ? null : text;
}
