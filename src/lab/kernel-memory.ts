import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { IKernelName } from '../core/notebook/log';
import type { ExecutionLog } from '../kernel/execution-log';
import type { INotebookState } from './view';

/** What the kernel's memory needs of the notebook's model. */
export interface IAsking {
  readonly state: INotebookState;
  patch(part: Partial<INotebookState>): void;
  refresh(): Promise<unknown>;
}

export interface IKernelMemoryOptions {
  model: IAsking;
  panel: NotebookPanel;
  log: ExecutionLog;
  trans: TranslationBundle;
}

/**
 * What the kernel told when a person asked it; forgotten when the kernel is started anew.
 */
export class KernelMemory implements IDisposable {
  constructor(options: IKernelMemoryOptions) {
    this._options = options;
    options.log.changed.connect(this._onLogChanged, this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this.cancel();
      Signal.clearData(this);
    }
  }

  /** The names that lived in the kernel when it was asked; undefined when it was not. */
  get names(): IKernelName[] | undefined {
    return this._names ?? undefined;
  }

  /** Asks the kernel, and resolves with the report made again. A second call meanwhile resolves with the first. */
  ask(): Promise<void> {
    this._asking ??= this._ask().finally(() => {
      this._asking = null;
    });
    return this._asking;
  }

  cancel(): void {
    this._calledOff?.abort();
  }

  private async _ask(): Promise<void> {
    const { model, panel, log, trans } = this._options;
    const { askKernel } = await import('../kernel/ask');
    const kernel = panel.sessionContext.session?.kernel;
    const at = new Date().toISOString();
    if (!kernel) {
      const problem = trans.__('There is no kernel to ask.');
      model.patch({ asked: { at, problem, names: 0 } });
      return;
    }
    const calledOff = new AbortController();
    this._calledOff = calledOff;
    const start = log.start;
    model.patch({ asking: true });
    const answer = await askKernel(kernel, { trans, signal: calledOff.signal });
    this._calledOff = null;
    if (this._isDisposed) {
      return;
    }
    if (calledOff.signal.aborted || start !== log.start) {
      model.patch({ asking: false });
      return;
    }
    if ('problem' in answer) {
      model.patch({
        asking: false,
        asked: { at, problem: answer.problem, names: 0 }
      });
      return;
    }
    const { history, names, packages, problems } = answer;
    this._start = start;
    this._names = names;
    if (history) {
      log.merge(history);
    }
    await model.refresh();
    model.patch({
      asking: false,
      asked: {
        at,
        problem: problems.join(' ') || null,
        names: names?.length ?? 0,
        packages: packages ?? {}
      }
    });
  }

  private _onLogChanged(): void {
    const { model, log } = this._options;
    if (model.state.asked && this._start !== log.start) {
      this._names = null;
      this._start = log.start;
      model.patch({ asked: null });
    }
  }

  private _options: IKernelMemoryOptions;
  private _isDisposed = false;
  private _names: IKernelName[] | null = null;
  /** Which start of the kernel the names belong to. */
  private _start = -1;
  private _asking: Promise<void> | null = null;
  private _calledOff: AbortController | null = null;
}
