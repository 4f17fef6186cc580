import type { Notebook } from '@jupyterlab/notebook';
import type { RunOutcome } from '../core/outputs/types';
import { keyOf } from './base';
import type { IKeptCell } from './baseline';
import { delay } from './quiet';
import { detach, restoreOutputs } from './restore';

/**
 * Cells that did not run to their end. Blank cells lost their outputs at once, as in JupyterLab's own run; they stay so if
 * all others ran.
 */
export function unfinished(
  cells: readonly IKeptCell[],
  outcomes: ReadonlyMap<string, RunOutcome>
): IKeptCell[] {
  const whole = [...outcomes.values()].every(
    outcome => outcome.status !== 'not-run' || outcome.reason === 'blank'
  );
  return whole
    ? []
    : cells.filter(cell => outcomes.get(keyOf(cell))?.status === 'not-run');
}

/** Gives cells that a run left unfinished their old outputs back. */
export async function undo(
  notebook: Notebook,
  cells: readonly IKeptCell[]
): Promise<void> {
  if (cells.length === 0) {
    return;
  }
  const ids = new Set(cells.map(cell => cell.id));
  notebook.widgets.forEach((widget, index) => {
    if (ids.has(widget.model.id)) {
      detach(notebook, index);
    }
  });
  // JupyterLab writes to a cell once more when its future is gone.
  await delay(0);
  if (!notebook.isDisposed) {
    restoreOutputs(notebook, cells);
  }
}
