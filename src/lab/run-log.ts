import type { Cell } from '@jupyterlab/cells';
import { NotebookActions, type Notebook } from '@jupyterlab/notebook';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';

/**
 * Remembers the source with which each cell of one notebook was sent to the kernel, as long as the page lives.
 *
 * #### Notes
 * JupyterLab's own `isDirty` is no help: it is false after a file was opened and stays true when an edit is undone.
 */
export class RunLog implements IDisposable {
  constructor(private _notebook: Notebook) {
    NotebookActions.executionScheduled.connect(this._onScheduled, this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      Signal.clearData(this);
    }
  }

  /** The source that the cell last ran with; null when this page did not see it run. */
  sourceOf(cell: string | null): string | null {
    return cell === null ? null : (this._sources.get(cell) ?? null);
  }

  /** The outputs of that cell were replaced: what ran before says nothing of them any more. */
  forget(cell: string | null): void {
    if (cell !== null) {
      this._sources.delete(cell);
    }
  }

  private _onScheduled(
    _: unknown,
    { notebook, cell }: { notebook: Notebook; cell: Cell }
  ): void {
    if (notebook === this._notebook) {
      const { sharedModel } = cell.model;
      this._sources.set(sharedModel.getId(), sharedModel.getSource());
    }
  }

  private _isDisposed = false;
  private _sources = new Map<string, string>();
}
