import type { Contents } from '@jupyterlab/services';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { ActivityMonitor } from '@jupyterlab/coreutils';
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { ExecutionLog } from '../kernel/execution-log';

/** How long typing must pause before it counts as an edit, in ms. */
const PAUSE = 250;

export interface IEventsOptions {
  panel: NotebookPanel;
  contents: Contents.IManager;
  runs: ExecutionLog;
}

/**
 * What happens around an open notebook that a report may depend on, as few signals as possible.
 *
 * #### Notes
 * The notebook must be loaded.
 */
export class NotebookEvents implements IDisposable {
  constructor(options: IEventsOptions) {
    const { context, content } = options.panel;
    this._context = context;
    this._path = context.path;
    const { model } = content;
    this._monitors = [
      new ActivityMonitor<unknown, unknown>({
        signal: model!.contentChanged,
        timeout: PAUSE
      }),
      new ActivityMonitor<unknown, unknown>({
        signal: options.runs.changed,
        timeout: PAUSE
      })
    ];
    for (const monitor of this._monitors) {
      monitor.activityStopped.connect(this._onEdited, this);
    }
    model!.metadataChanged.connect(this._onEdited, this);
    const { sessionContext } = context;
    sessionContext.statusChanged.connect(this._onKernel, this);
    sessionContext.kernelChanged.connect(this._onKernel, this);
    sessionContext.connectionStatusChanged.connect(this._onKernel, this);
    context.pathChanged.connect(this._onPath, this);
    context.saveState.connect(this._onSave, this);
    options.contents.fileChanged.connect(this._onFile, this);
  }

  /** Cells or metadata changed, or cells were run; a pause after the last change. */
  get edited(): ISignal<this, void> {
    return this._edited;
  }

  /** The kernel is another one, or in another state. */
  get kernel(): ISignal<this, void> {
    return this._kernel;
  }

  /** The notebook has another path; the argument is the one it had. */
  get renamed(): ISignal<this, string> {
    return this._renamed;
  }

  /** The notebook was saved. */
  get saved(): ISignal<this, void> {
    return this._saved;
  }

  /** Another file was made, saved, renamed or deleted; the argument is a path that it has or had. */
  get file(): ISignal<this, string> {
    return this._file;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._monitors.forEach(monitor => monitor.dispose());
      Signal.clearData(this);
    }
  }

  private _onEdited(): void {
    this._edited.emit();
  }

  private _onKernel(): void {
    this._kernel.emit();
  }

  private _onPath(): void {
    const before = this._path;
    this._path = this._context.path;
    this._renamed.emit(before);
  }

  private _onSave(_: unknown, state: string): void {
    if (state === 'completed') {
      this._saved.emit();
    }
  }

  private _onFile(_: unknown, change: Contents.IChangedArgs): void {
    for (const path of [change.newValue?.path, change.oldValue?.path]) {
      if (path !== undefined && path !== this._context.path) {
        this._file.emit(path);
      }
    }
  }

  private _context: NotebookPanel['context'];
  private _path: string;
  private _monitors: ActivityMonitor<unknown, unknown>[];
  private _isDisposed = false;
  private _edited = new Signal<this, void>(this);
  private _kernel = new Signal<this, void>(this);
  private _renamed = new Signal<this, string>(this);
  private _saved = new Signal<this, void>(this);
  private _file = new Signal<this, string>(this);
}
