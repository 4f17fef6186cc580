import type { Notebook } from '@jupyterlab/notebook';
import type { IFix } from '../core/notebook/finding';

/** A cell as it was when a fix was thought of. */
export interface ISeenCell {
  id: string | null;
  source: string;
}

/**
 * Whether a fix still means what it meant: the same cells in the same order, and those that it touches unchanged.
 *
 * @param seen - the cells that the fix was thought of for
 * @param now - the cells of the notebook
 */
export function stillFits(
  fix: IFix,
  seen: ISeenCell[],
  now: ISeenCell[]
): boolean {
  return (
    seen.length === now.length &&
    seen.every(({ id }, index) => id === now[index].id) &&
    touched(fix).every(
      index =>
        // A cell may be put below the last one.
        index === seen.length || seen[index]?.source === now[index]?.source
    ) &&
    touched(fix).every(index => index >= 0 && index <= seen.length)
  );
}

/**
 * Makes the edit as one undo step of the notebook; moving keeps a cell's id and outputs. Not for `run-cells`, which edits
 * nothing.
 *
 * @returns the index of the cell that was moved, inserted or changed
 */
export function applyEdit(
  notebook: Notebook,
  fix: Exclude<IFix, { kind: 'run-cells' }>
): number {
  const { sharedModel } = notebook.model!;
  // Changes within half a second of each other would else be undone together.
  const history = (sharedModel as { undoManager?: { stopCapturing(): void } })
    .undoManager;
  history?.stopCapturing();
  let index: number;
  switch (fix.kind) {
    case 'move-cell':
      index = fix.before > fix.from ? fix.before - 1 : fix.before;
      // Of the notebook, not of its model, so that a rendered cell stays rendered.
      notebook.moveCell(fix.from, index);
      break;
    case 'insert-cell':
      index = fix.before;
      sharedModel.insertCell(index, {
        cell_type: 'code',
        source: fix.source,
        metadata: { trusted: true }
      });
      break;
    case 'replace-source': {
      index = fix.cell;
      const cell = sharedModel.getCell(index);
      // In a transaction of the notebook: a cell's own belongs to its editor.
      sharedModel.transact(() => cell.setSource(fix.source));
      break;
    }
  }
  history?.stopCapturing();
  return index;
}

function touched(fix: IFix): number[] {
  switch (fix.kind) {
    case 'move-cell':
      return [fix.from, fix.before];
    case 'insert-cell':
      return [fix.before];
    case 'replace-source':
      return [fix.cell];
    case 'run-cells':
      return fix.cells;
  }
}
