import type { TranslationBundle } from '@jupyterlab/translation';
import type { ICellOutputs, INotebookState } from '../lab/view';

/** One of the two ways to settle a difference: what it is called, and why it cannot be done now. */
export interface IChoice {
  label: string;
  reason: string | null;
}

/** Whether there is anything to choose: not after a run that gave the stored outputs. */
export function isOpen(state: INotebookState): boolean {
  return (
    state.result !== null && state.result.comparison.verdict !== 'verified'
  );
}

/** Whether there may be outputs from before the run: after the first run of a notebook there are none to restore. */
export function hasOld(cells: readonly ICellOutputs[]): boolean {
  return cells
    .filter(({ ran }) => ran)
    .some(({ old, hadOutputs }) => hadOutputs ?? old?.length !== 0);
}

/**
 * Which outputs a person may put into the notebook after a run, for one cell or (without `cell`) for all.
 *
 * After a run in place, "keep" may be chosen even where the notebook shows the new outputs already: it lets the old
 * ones go.
 */
export function choices(
  state: INotebookState,
  trans: TranslationBundle,
  cell?: ICellOutputs
): { keep: IChoice; restore: IChoice } {
  const cells = (cell ? [cell] : (state.result?.cells ?? [])).filter(
    ({ ran }) => ran
  );
  const fresh = state.result?.mode === 'fresh-kernel';
  const running = state.progress ? trans.__('A clean run is under way') : null;
  const readOnly = state.readOnly
    ? trans.__('The file is read-only: new outputs could not be saved')
    : null;
  const none =
    cells.length === 0
      ? trans.__('There are no new outputs: the run did not get there')
      : null;
  const allNew = cells.every(({ shown }) => shown === 'new');
  const allOld = cells.every(({ shown }) => shown === 'old');
  return {
    keep: {
      label: cell
        ? fresh
          ? trans.__('Apply new')
          : trans.__('Keep new')
        : fresh
          ? trans.__('Apply new outputs')
          : trans.__('Keep new outputs'),
      reason:
        running ??
        none ??
        readOnly ??
        (allNew && (fresh || cell)
          ? trans.__('The notebook holds the new outputs already')
          : null)
    },
    restore: {
      label: cell ? trans.__('Restore old') : trans.__('Restore the old ones'),
      reason:
        running ??
        none ??
        (allOld ? trans.__('The notebook holds the old outputs already') : null)
    }
  };
}
