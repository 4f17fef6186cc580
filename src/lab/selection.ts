import type { Cell } from '@jupyterlab/cells';
import type { Notebook } from '@jupyterlab/notebook';

/** Selects a part of a cell's source in its editor; offsets that the source no longer has are left alone. */
export function selectInCell(
  notebook: Notebook,
  cell: Cell,
  range: { from: number; to: number }
): void {
  const { editor } = cell;
  if (
    cell.isDisposed ||
    !editor ||
    notebook.activeCell !== cell ||
    cell.inputHidden ||
    range.to > editor.model.sharedModel.getSource().length
  ) {
    return;
  }
  const start = editor.getPositionAt(range.from);
  const end = editor.getPositionAt(range.to);
  if (start && end) {
    notebook.mode = 'edit';
    editor.setSelection({ start, end });
    editor.focus();
    editor.revealSelection({ start, end });
  }
}
