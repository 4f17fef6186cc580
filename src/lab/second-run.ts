import type { ICellRun, INotebookComparison } from '../core/outputs/types';
import type { ICleanRunResult } from '../verify';

/** Two clean runs of one notebook, and what is known of the first. */
export interface ITwoRuns {
  /** The first run, compared with what was stored. */
  comparison: INotebookComparison;
  first: ICleanRunResult;
  second: ICleanRunResult;
}

/**
 * The comparison of the first run with what the second tells of it: random, stale, or neither.
 *
 * @param compare - compares by the rules that the first was compared by
 */
export async function judgeSecond(
  { comparison, first, second }: ITwoRuns,
  compare: (cells: ICellRun[]) => Promise<INotebookComparison>
): Promise<INotebookComparison> {
  const [{ judgeRepeat }, { pairRuns, whyTellsNothing }] = await Promise.all([
    import('../core/outputs/repeat'),
    import('../verify')
  ]);
  const cells = pairRuns(first.cells, second.cells);
  const { started, ended } = second;
  return judgeRepeat(comparison, {
    started,
    ended,
    reason: whyTellsNothing(second),
    cells,
    comparison: await compare(cells)
  });
}
