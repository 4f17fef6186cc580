import type { ISessionContext } from '@jupyterlab/apputils';
import type {
  Cell,
  CodeCell,
  ICellModel,
  ICodeCellModel
} from '@jupyterlab/cells';
import {
  NotebookActions,
  type KernelError,
  type Notebook
} from '@jupyterlab/notebook';
import { Signal, type ISignal } from '@lumino/signaling';
import { delay, within } from './quiet';
import { codeCellsById, outputsOf } from './snapshot';
import type { Reply, RunTracker } from './tracker';

/** How often replies that nobody announces are looked for, in milliseconds. */
const POLL = 250;
/** How long the kernel is idle, with replies outstanding, before it is asked. */
const IDLE = 2000;
/** The same after an error, where kernels that drop their queue are common. */
const IDLE_AFTER_ERROR = 500;
/** How long the kernel may take to answer then. */
const ANSWER = 10000;

/** A reply for one cell, with the execution count that came with it. */
export interface ICellReply {
  key: string;
  reply: Reply;
  count: number | null;
}

/**
 * Gathers what became of the cells that JupyterLab was told to run.
 *
 * #### Notes
 * Most replies come by `NotebookActions.executed`. No signal tells of cells
 * that a server runs (the signal then only says that the request was taken),
 * of cells behind an error in a kernel that drops its queue (JupyterLite), of
 * deleted cells and of replies that were lost: these are looked for.
 */
export class Replies {
  constructor(
    notebook: Notebook,
    context: ISessionContext,
    tracker: RunTracker
  ) {
    this._notebook = notebook;
    this._context = context;
    this._tracker = tracker;
    NotebookActions.executed.connect(this._onExecuted, this);
    this._poll = setInterval(() => void this._look(), POLL);
  }

  /** Emitted for each reply. */
  get replied(): ISignal<this, ICellReply> {
    return this._replied;
  }

  /** Emitted when no reply can come for the cell at work. */
  get lost(): ISignal<this, void> {
    return this._lost;
  }

  /**
   * Notes which cells run without this page: those that have no future right
   * after they were sent. Only of these the model is believed, for a cell
   * that is loaded anew from the file looks finished, too.
   */
  noteSent(): void {
    for (const widget of this._notebook.widgets) {
      if (isCodeCell(widget) && !hasFuture(widget)) {
        this._remote.add(widget.model);
        // A short cell has begun and ended before it is looked at.
        widget.model.stateChanged.connect(this._onState, this);
      }
    }
  }

  dispose(): void {
    this._isDisposed = true;
    clearInterval(this._poll);
    Signal.clearData(this);
  }

  private _onExecuted(
    _: unknown,
    args: {
      notebook: Notebook;
      cell: Cell;
      success: boolean;
      error?: KernelError | null;
    }
  ): void {
    const { notebook, cell, success, error } = args;
    if (
      notebook !== this._notebook ||
      !isCodeCell(cell) ||
      cell.isDisposed ||
      !hasFuture(cell)
    ) {
      return;
    }
    if (success) {
      this._reply(cell.model, { status: 'ok' });
    } else if (error?.errorName !== undefined) {
      const { errorName: ename, errorValue: evalue } = error;
      this._reply(cell.model, { status: 'error', ename, evalue });
    } else {
      this._reply(cell.model, { status: 'aborted' });
    }
  }

  private _reply(cell: ICodeCellModel, reply: Reply): void {
    this._idle = 0;
    this._replied.emit({ key: cell.id, reply, count: cell.executionCount });
  }

  private async _look(): Promise<void> {
    this._lookAtModels();
    this._dropDeleted();
    const kernel = this._context.session?.kernel;
    if (this._isDisposed || this._asking || !kernel) {
      return;
    }
    const idle =
      kernel.status === 'idle' && kernel.connectionStatus === 'connected';
    this._idle = idle ? this._idle + POLL : 0;
    if (this._idle < (this._stopped ? IDLE_AFTER_ERROR : IDLE)) {
      return;
    }
    // A kernel that answers this has nothing queued before it.
    this._asking = true;
    const { done } = this._tracker;
    const answer = kernel.requestKernelInfo().then(
      () => true,
      () => false
    );
    const answered = await within(answer, ANSWER, false);
    await delay(POLL);
    this._asking = false;
    this._idle = 0;
    if (this._isDisposed || !answered || this._tracker.done !== done) {
      return;
    }
    this._lookAtModels();
    if (this._stopped) {
      this._abort(this._tracker.pending);
    } else if (this._tracker.current) {
      this._lost.emit();
    }
  }

  private _onState(cell: ICellModel): void {
    const model = cell as ICodeCellModel;
    if (isAtWork(model)) {
      this._begun.add(model);
    }
  }

  /** Takes the outcome from the model, for cells that a server runs. */
  private _lookAtModels(): void {
    for (const widget of this._notebook.widgets) {
      if (
        this._isDisposed ||
        !isCodeCell(widget) ||
        !this._remote.has(widget.model) ||
        this._tracker.reply(widget.model.id) !== null
      ) {
        continue;
      }
      const { model } = widget;
      if (isAtWork(model)) {
        this._begun.add(model);
      } else if (this._begun.has(model)) {
        this._reply(model, replyOf(model));
      }
    }
  }

  /** A deleted cell runs, but nobody gets its reply. */
  private _dropDeleted(): void {
    const { model } = this._notebook;
    if (!this._isDisposed && model) {
      const present = codeCellsById(model);
      const { pending } = this._tracker;
      const gone = pending.filter(({ key }) => !present.has(key));
      if (gone.length === pending.length) {
        this._abort(gone);
      }
    }
  }

  private _abort(cells: readonly { key: string }[]): void {
    for (const { key } of cells) {
      this._replied.emit({ key, reply: { status: 'aborted' }, count: null });
    }
  }

  private get _stopped(): boolean {
    const { failure, interrupted } = this._tracker;
    return failure !== null || interrupted !== null;
  }

  private _notebook: Notebook;
  private _context: ISessionContext;
  private _tracker: RunTracker;
  private _poll: ReturnType<typeof setInterval>;
  /** Cells that run without this page, and those of them seen to be at it. */
  private _remote = new Set<ICodeCellModel>();
  private _begun = new Set<ICodeCellModel>();
  private _idle = 0;
  private _asking = false;
  private _isDisposed = false;
  private _replied = new Signal<this, ICellReply>(this);
  private _lost = new Signal<this, void>(this);
}

export function isCodeCell(cell: Cell): cell is CodeCell {
  return cell.model.type === 'code';
}

/** Whether the reply for a cell comes through this page. */
function hasFuture(cell: CodeCell): boolean {
  // Undefined until the cell is run here, whatever its type says.
  return Boolean(cell.outputArea.future);
}

function isAtWork(cell: ICodeCellModel): boolean {
  return cell.executionState === 'running' || cell.executionCount === null;
}

/** What a finished cell's own outputs say of its reply. */
function replyOf(cell: ICodeCellModel): Reply {
  const error = outputsOf(cell).find(output => output.output_type === 'error');
  return error
    ? {
        status: 'error',
        ename: String(error.ename ?? ''),
        evalue: String(error.evalue ?? '')
      }
    : { status: 'ok' };
}
