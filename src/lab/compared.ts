import type {
  ICellRun,
  ICompareRules,
  INotebookComparison
} from '../core/outputs/types';

/** What compares the outputs of a run. */
export interface IComparer {
  compare(
    cells: ICellRun[],
    rules: ICompareRules
  ): Promise<INotebookComparison>;
}

/**
 * Compares the outputs of a run, or says why that could not be done. Never rejects: the run is over, and its outputs and
 * those from before it are to be had all the same.
 */
export async function compareAnyway(
  comparer: IComparer,
  cells: ICellRun[],
  rules: ICompareRules
): Promise<INotebookComparison> {
  try {
    return await comparer.compare(cells, rules);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return {
      verdict: 'could-not-verify',
      reason: `the outputs could not be compared: ${words}`,
      counts: {},
      cells: cells.map(({ index, outcome }) => ({
        index,
        verdict: outcome.status === 'not-run' ? 'not-run' : 'uncomparable',
        cause: null,
        outputs: []
      }))
    };
  }
}
