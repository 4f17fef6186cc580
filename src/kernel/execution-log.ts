import type { ISessionContext } from '@jupyterlab/apputils';
import type { Cell, ICodeCellModel } from '@jupyterlab/cells';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import {
  NotebookActions,
  type INotebookModel,
  type KernelError,
  type Notebook
} from '@jupyterlab/notebook';
import type { KernelMessage } from '@jupyterlab/services';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { IExecution, IExecutionLog } from '../core/notebook/log';
import { loadLog, saveLog, type IKeptLog, type IRanSource } from './log-store';
import { isRestart, listen, processIn, processOf } from './process';
import { MOST_EXECUTIONS, SessionLog, type IHistoryEntry } from './session-log';

/** Changes are written together, once nothing happened for so long, in ms. */
const PAUSE = 250;

export interface IExecutionLogOptions {
  notebook: Notebook;
  context: DocumentRegistry.IContext<INotebookModel>;
  /** Base URL of the server. */
  server: string;
}

/** A cell that was sent and did not begin to run yet. */
interface IScheduled {
  cell: string;
  source: string;
}

/**
 * What ran in the kernel of one notebook, by this page and by other clients, since the kernel was started.
 *
 * #### Notes
 * It only listens: to the notebook's own signals, which tell the source of each cell when it was sent, and to what the
 * kernel publishes to all its clients. It is kept in the browser, so that it survives a reload as long as the kernel is the
 * same process.
 *
 * JupyterLab's own `isDirty` is no help: it is false after a file was opened and stays true when an edit is undone.
 */
export class ExecutionLog implements IDisposable {
  constructor(options: IExecutionLogOptions) {
    this._options = options;
    const { sessionContext } = options.context;
    listen(sessionContext);
    NotebookActions.executionScheduled.connect(this._onScheduled, this);
    NotebookActions.executed.connect(this._onExecuted, this);
    sessionContext.iopubMessage.connect(this._onMessage, this);
    sessionContext.statusChanged.connect(this._onStatus, this);
    sessionContext.connectionStatusChanged.connect(this._onConnection, this);
    sessionContext.kernelChanged.connect(this._onKernelChanged, this);
    options.context.pathChanged.connect(this._saveSoon, this);
    this._onKernelChanged();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    if (this._timer !== null) {
      clearTimeout(this._timer);
      void this._save();
    }
    Signal.clearData(this);
  }

  /** Emitted when something ran, when the kernel was started anew, and when an earlier page's log was found. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Another number whenever the kernel was started anew or is another one. */
  get start(): number {
    return this._starts;
  }

  /** The log of the kernel that the notebook is connected to, or undefined when there is none. */
  get log(): IExecutionLog | undefined {
    return this._kernel === null ? undefined : this._log.log;
  }

  /**
   * The source that the cell last ran with here; null when that was not seen.
   *
   * @param count - the cell's execution count: with another one, its outputs are not those of that run
   */
  sourceOf(cell: string | null, count: number | null): string | null {
    if (cell === null) {
      return null;
    }
    const scheduled = this._scheduled.filter(each => each.cell === cell).pop();
    if (scheduled) {
      return scheduled.source;
    }
    const ran = this._sources.get(cell);
    return !ran || (ran.count !== null && count !== null && ran.count !== count)
      ? null
      : ran.source;
  }

  /** The outputs of that cell were replaced: what ran before says nothing of them any more. */
  forget(cell: string | null): void {
    if (cell !== null && this._sources.delete(cell)) {
      this._saveSoon();
    }
  }

  /** Adds what the kernel's own history tells. */
  merge(history: IHistoryEntry[]): void {
    this._log.merge(history, ({ source, count }) =>
      this._cellOf(source, count)
    );
    this._touch();
  }

  private _onScheduled(
    _: unknown,
    { notebook, cell }: { notebook: Notebook; cell: Cell }
  ): void {
    if (notebook === this._options.notebook) {
      const { sharedModel } = cell.model;
      this._scheduled.push({
        cell: sharedModel.getId(),
        source: sharedModel.getSource()
      });
    }
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
    if (notebook !== this._options.notebook || cell.model.type !== 'code') {
      return;
    }
    const id = cell.model.sharedModel.getId();
    const index = this._scheduled.findIndex(each => each.cell === id);
    if (index < 0) {
      return;
    }
    // The kernel did not say that it began: a blank cell, one that was called off, or a kernel that says nothing.
    const [{ source }] = this._scheduled.splice(index, 1);
    if (source.trim() !== '' && (success || error?.errorName)) {
      const count = (cell.model as ICodeCellModel).executionCount;
      this._sources.set(id, { source, count });
      this._touch();
    }
  }

  private _onMessage(
    context: ISessionContext,
    message: KernelMessage.IMessage
  ): void {
    const process = processIn(message);
    if (process !== null && this._gone.has(process)) {
      return;
    }
    if (process !== null && process !== this._process) {
      this._onProcess(process);
    }
    const parent = message.parent_header as Partial<KernelMessage.IHeader>;
    const request = parent.msg_id;
    if (!request) {
      return;
    }
    if (message.header.msg_type === 'execute_input') {
      const content = message.content as { code: string };
      const count = (message.content as { execution_count?: number })
        .execution_count;
      const own = parent.session === context.session?.kernel?.clientId;
      this._onInput(request, content.code, count ?? null, own);
    } else if (message.header.msg_type === 'error') {
      this._onEnd(request, 'error');
    } else if (
      message.header.msg_type === 'status' &&
      (message.content as { execution_state: string }).execution_state ===
        'idle'
    ) {
      this._onEnd(request, 'ok');
    }
  }

  private _onInput(
    request: string,
    source: string,
    count: number | null,
    own: boolean
  ): void {
    if (this._log.startsAnew(count)) {
      this._begin(count === 1);
    }
    // A server that runs the cells for its clients sends them under its own name.
    const index = this._scheduled.findIndex(each => each.source === source);
    const [scheduled] =
      index < 0 ? [undefined] : this._scheduled.splice(index, 1);
    if (scheduled) {
      this._sources.set(scheduled.cell, { source, count });
    }
    const execution = this._log.begin({
      cell: scheduled?.cell ?? (own ? null : this._cellOf(source, count)),
      source,
      count,
      outcome: 'running',
      by: own || scheduled ? 'here' : 'other'
    });
    this._running.set(request, execution);
    this._touch();
  }

  private _onEnd(request: string, outcome: 'ok' | 'error'): void {
    const execution = this._running.get(request);
    if (execution?.outcome === 'running') {
      execution.outcome = outcome;
      this._touch();
    }
    if (outcome === 'ok') {
      this._running.delete(request);
    }
  }

  private _onStatus(_: unknown, status: string): void {
    if (isRestart(status)) {
      if (this._process !== null) {
        this._gone.add(this._process);
      }
      this._process = null;
      this._begin(true);
      this._touch();
    }
  }

  private _onConnection(_: unknown, status: string): void {
    if (status !== 'connected') {
      this._log.leave();
    }
  }

  private _onKernelChanged(): void {
    const { context } = this._options;
    const kernel = context.sessionContext.session?.kernel?.id ?? null;
    if (kernel === this._kernel) {
      return;
    }
    this._kernel = kernel;
    this._process = null;
    this._kept = null;
    this._begin(false);
    const process = processOf(context.sessionContext);
    if (process !== null) {
      this._onProcess(process);
    }
    if (kernel !== null) {
      this._loading = true;
      void this._load(kernel);
    }
    this._changed.emit();
  }

  /** The kernel is that process: of the log that was kept, this is the proof that it still counts, or does not. */
  private _onProcess(process: string): void {
    if (this._process !== null) {
      // A restart that was not told.
      this._gone.add(this._process);
      this._begin(false);
    }
    this._process = process;
    this._log.session = process;
    this._adopt();
  }

  private async _load(kernel: string): Promise<void> {
    const { server, context } = this._options;
    try {
      const kept = await loadLog(server, context.path, kernel);
      if (kernel !== this._kernel || this._isDisposed) {
        return;
      }
      this._kept = kept;
      this._adopt();
    } catch {
      // Without storage (a private window) nothing was kept.
    }
    this._loading = false;
  }

  private _adopt(): void {
    const kept = this._kept;
    if (!kept || this._process === null) {
      return;
    }
    this._kept = null;
    if (kept.process === this._process) {
      this._log.prepend(SessionLog.from(kept.log));
      for (const [cell, ran] of kept.sources) {
        if (!this._sources.has(cell)) {
          this._sources.set(cell, ran);
        }
      }
      this._changed.emit();
    }
  }

  /** @param fromStart - whether the kernel is known to have run nothing yet */
  private _begin(fromStart: boolean): void {
    this._running.clear();
    this._log = new SessionLog(`${this._kernel} ${++this._starts}`, fromStart);
  }

  /** The cell that some code came from: the one that holds it, and if there are several, the one of that count. */
  private _cellOf(source: string, count: number | null): string | null {
    const wanted = source.trim();
    const same: ICodeCellModel[] = [];
    for (const cell of this._options.notebook.model?.cells ?? []) {
      if (
        cell.type === 'code' &&
        cell.sharedModel.getSource().trim() === wanted
      ) {
        same.push(cell as ICodeCellModel);
      }
    }
    const found =
      same.length === 1
        ? same[0]
        : same.find(cell => count !== null && cell.executionCount === count);
    return found?.sharedModel.getId() ?? null;
  }

  private _touch(): void {
    this._changed.emit();
    this._saveSoon();
  }

  private _saveSoon(): void {
    this._timer ??= setTimeout(() => void this._save(), PAUSE);
  }

  private async _save(): Promise<void> {
    this._timer = null;
    const { server, context } = this._options;
    if (this._kernel === null || this._process === null) {
      return;
    }
    if (this._loading) {
      this._saveSoon();
      return;
    }
    const kept: IKeptLog = {
      server,
      path: context.path,
      kernel: this._kernel,
      saved: Date.now(),
      process: this._process,
      log: this._log.saved,
      sources: [...this._sources].slice(-MOST_EXECUTIONS)
    };
    await saveLog(kept).catch(() => undefined);
  }

  private _options: IExecutionLogOptions;
  private _isDisposed = false;
  private _changed = new Signal<this, void>(this);
  private _starts = 0;
  private _kernel: string | null = null;
  private _process: string | null = null;
  private _log = new SessionLog('', false);
  private _sources = new Map<string, IRanSource>();
  private _scheduled: IScheduled[] = [];
  /** By the id of the message that asked for it. */
  private _running = new Map<string, IExecution>();
  /** Processes that are gone; what they still say is late. */
  private _gone = new Set<string>();
  private _kept: IKeptLog | null = null;
  private _loading = false;
  private _timer: ReturnType<typeof setTimeout> | null = null;
}
