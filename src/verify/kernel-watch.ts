import type { ISessionContext } from '@jupyterlab/apputils';
import type { Notebook } from '@jupyterlab/notebook';
import type { Kernel, KernelMessage } from '@jupyterlab/services';
import { Signal, type ISignal } from '@lumino/signaling';
import type { IEnd } from './ends';

/** How long an event waits for what explains it, in milliseconds. */
const EXPLAIN = 300;
/** The same for a closed connection. */
const LOST = 3000;

/**
 * Watches a notebook and its kernel while a clean run goes on: what ends the
 * run from outside, output, and typed input that a cell waits for.
 *
 * #### Notes
 * Created after the restart, whose own events would end the run.
 */
export class KernelWatch {
  constructor(notebook: Notebook, context: ISessionContext) {
    this._notebook = notebook;
    this._context = context;
    this._kernelId = context.session?.kernel?.id ?? null;
    context.statusChanged.connect(this._onStatus, this);
    context.connectionStatusChanged.connect(this._onConnection, this);
    context.kernelChanged.connect(this._onGone, this);
    context.session?.pendingInput.connect(this._onPendingInput, this);
    context.iopubMessage.connect(this._onMessage, this);
    notebook.model?.contentChanged.connect(this._onOutput, this);
    notebook.disposed.connect(this._onClosed, this);
  }

  /** Emitted when something ends the run; `kernel-died` names no cell. */
  get ended(): ISignal<this, IEnd> {
    return this._ended;
  }

  /** Emitted for each output, and for other changes of the notebook. */
  get output(): ISignal<this, void> {
    return this._output;
  }

  /** Emitted when a cell begins or ends to wait for typed input. */
  get pendingInput(): ISignal<this, boolean> {
    return this._pendingInput;
  }

  dispose(): void {
    clearTimeout(this._timer);
    Signal.clearData(this);
  }

  private _onStatus(_: unknown, status: Kernel.Status): void {
    switch (status) {
      case 'autorestarting':
      case 'dead':
        this._ended.emit({ ending: 'kernel-died', code: 'kernel-died' });
        break;
      case 'restarting':
        // A kernel that died says so before `autorestarting`, too.
        if (this._context.isRestarting) {
          this._onGone();
        }
        break;
      case 'terminating':
        this._onGone();
        break;
    }
  }

  private _onConnection(_: unknown, status: Kernel.ConnectionStatus): void {
    if (status === 'disconnected') {
      // So begins a change of kernel and the end of a notebook, too.
      this._later(LOST, () =>
        this._ended.emit({ ending: 'disconnected', code: 'disconnected' })
      );
    }
  }

  /** A restart, a shutdown, another kernel, or the end of the notebook. */
  private _onGone(): void {
    // Which one it was shows when all who listen have been told.
    this._later(EXPLAIN, () => {
      const id = this._context.session?.kernel?.id ?? null;
      this._ended.emit(
        this._notebook.isDisposed
          ? { ending: 'cancelled', code: 'notebook-closed' }
          : id !== null && id !== this._kernelId
            ? { ending: 'kernel-changed', code: 'kernel-changed' }
            : { ending: 'interrupted', code: 'kernel-restarted' }
      );
    });
  }

  private _later(milliseconds: number, act: () => void): void {
    clearTimeout(this._timer);
    this._timer = setTimeout(act, milliseconds);
  }

  private _onClosed(): void {
    this._ended.emit({ ending: 'cancelled', code: 'notebook-closed' });
  }

  private _onPendingInput(_: unknown, pending: boolean): void {
    this._pendingInput.emit(pending);
  }

  /** Text that is added to a stream changes no model that tells of it. */
  private _onMessage(_: unknown, { header }: KernelMessage.IMessage): void {
    if (header.msg_type !== 'status') {
      this._onOutput();
    }
  }

  private _onOutput(): void {
    this._output.emit();
  }

  private _notebook: Notebook;
  private _context: ISessionContext;
  private _kernelId: string | null;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _ended = new Signal<this, IEnd>(this);
  private _output = new Signal<this, void>(this);
  private _pendingInput = new Signal<this, boolean>(this);
}
