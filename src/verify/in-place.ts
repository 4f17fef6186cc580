import type {
  ISessionContext,
  ISessionContextDialogs
} from '@jupyterlab/apputils';
import type { Cell, CodeCell, ICodeCellModel } from '@jupyterlab/cells';
import {
  NotebookActions,
  type KernelError,
  type Notebook
} from '@jupyterlab/notebook';
import type { Kernel } from '@jupyterlab/services';
import { PromiseDelegate } from '@lumino/coreutils';
import { Signal } from '@lumino/signaling';
import type { IOutput } from '../core/notebook/facts';
import { CleanRun, keyOf, type IEnd, type IRunOptions } from './base';
import {
  isKeepProblem,
  type BaselineStore,
  type IKeepProblem,
  type IKeptCell
} from './baseline';
import { quiet, within } from './quiet';
import type { IReasonDetail, ReasonCode } from './reasons';
import { detach, restoreOutputs, same } from './restore';
import type { ICleanRunCell, ICleanRunResult } from './runner';
import { codeCellsById, outputsOf, snapshot } from './snapshot';
import { isBlank, type Reply, type RunTracker } from './tracker';

/** Silence after the last reply before outputs are read, in milliseconds. */
const QUIET = 100;
/** How long outputs may go on changing before they are read anyway. */
const QUIET_LIMIT = 3000;
/** How often replies that nobody announces are looked for. */
const POLL = 250;
/** How long a kernel that stopped gets to answer for the cells behind. */
const DRAIN = 10000;
/** How long an interrupt may take before it is repeated, and given up. */
const INTERRUPT_AGAIN = 1500;
const CANCEL_LIMIT = 10000;

/** What a clean run in the notebook's own kernel needs. */
export interface IInPlaceOptions extends IRunOptions {
  /** Asks whether to restart, as JupyterLab's own restart does. */
  dialogs: ISessionContextDialogs;
  /** False restarts without asking. */
  ask: boolean;
  baselines: BaselineStore;
  /**
   * Asked when the outputs could not be kept safe; resolving to true runs
   * without. Absent means no.
   */
  runUnkept?: (problem: IKeepProblem) => Promise<boolean>;
}

/** Notebooks being verified now. */
const running = new WeakSet<Notebook>();

/**
 * Restart, Run All and Verify: JupyterLab's own Restart and Run All, with the
 * outputs from before kept safe, and with every cell's outcome.
 *
 * #### Notes
 * All cells are sent at once through JupyterLab's cell executor. Tags that
 * other programs honour (`skip-execution`) are ignored, as JupyterLab does:
 * such a cell runs. Cells that did not run to their end get their old outputs
 * back.
 */
export class InPlaceRun extends CleanRun {
  constructor(private _options: IInPlaceOptions) {
    super('in-place', _options);
    this._notebook = _options.panel.content;
    this._context = _options.panel.sessionContext;
  }

  async run(): Promise<ICleanRunResult> {
    const refusal = this._refusal();
    if (refusal) {
      return this.notStarted(refusal);
    }
    running.add(this._notebook);
    try {
      return await this._run();
    } catch (error) {
      return await this._failed(error);
    } finally {
      running.delete(this._notebook);
      Signal.clearData(this);
      clearInterval(this._poll);
      this.finish();
    }
  }

  cancel(): void {
    if (this._cancelled || this._over) {
      return;
    }
    this._cancelled = true;
    this.phase = 'cancelling';
    this.report('now');
    if (this.tracker) {
      void this._interrupt();
    }
  }

  /** Why it cannot start, before anything is asked or touched. */
  private _refusal(): ReasonCode | null {
    const { session, isTerminating, isRestarting, prevKernelName } =
      this._context;
    if (running.has(this._notebook)) {
      return 'already-running';
    }
    if (this._notebook.isDisposed || !this._notebook.model) {
      return 'notebook-closed';
    }
    if (!session?.kernel && !prevKernelName) {
      return 'no-kernel';
    }
    if (isTerminating) {
      return 'kernel-terminating';
    }
    if (isRestarting || !this._context.isReady) {
      return 'kernel-starting';
    }
    if (this._context.pendingInput) {
      return 'pending-input';
    }
    if (session?.kernel?.connectionStatus === 'disconnected') {
      return 'disconnected';
    }
    const cells = snapshotSources(this._notebook);
    return cells.every(isBlank) ? 'nothing-to-run' : null;
  }

  private async _run(): Promise<ICleanRunResult> {
    this.started = new Date();
    this.report('now');
    const { path } = this;
    const { baselines, runUnkept } = this._options;
    if (await baselines.runsElsewhere(path).catch(() => false)) {
      return this.notStarted('running-elsewhere');
    }
    this._kept = snapshot(this._notebook.model!);
    const baseline = await baselines.save(path, this._kept);
    if (!isKeepProblem(baseline)) {
      this.baseline = baseline.key;
    } else if (!(await runUnkept?.(baseline))) {
      return this.notStarted('not-kept', { words: baseline.words });
    }
    if (this._cancelled) {
      await this._letGo();
      return this.notStarted('cancelled');
    }
    this.phase = 'restarting';
    this.report('now');
    const problem = await this._restart();
    if (problem) {
      await this._letGo();
      return this.notStarted(problem.code, problem.detail);
    }
    const end = await this._execute();
    this._over = true;
    const result = await this._conclude(end);
    await this._keepOrLeave(end);
    return result;
  }

  /** Restarts the kernel; resolves to what kept it from that, or null. */
  private async _restart(): Promise<{
    code: ReasonCode;
    detail?: IReasonDetail;
  } | null> {
    const { dialogs, ask } = this._options;
    const context = this._context;
    const before = context.session?.kernel ?? null;
    let reconnected = before === null;
    const onConnection = (_: unknown, status: Kernel.ConnectionStatus) => {
      reconnected = reconnected || status === 'connecting';
    };
    context.connectionStatusChanged.connect(onConnection);
    try {
      if (ask) {
        if (!(await dialogs.restart(context))) {
          return { code: 'declined' };
        }
      } else if (before) {
        await context.restartKernel();
      } else {
        await context.changeKernel({ name: context.prevKernelName });
      }
    } catch (error) {
      return { code: 'restart-failed', detail: { words: wordsOf(error) } };
    } finally {
      context.connectionStatusChanged.disconnect(onConnection);
    }
    const kernel = context.session?.kernel;
    if (this._notebook.isDisposed) {
      return { code: 'notebook-closed' };
    }
    if (this._cancelled) {
      return { code: 'cancelled' };
    }
    // `restartKernel` swallows a refusal; a restart that the server accepted
    // has made the connection anew, or brought another one.
    if (
      !kernel ||
      kernel.status === 'dead' ||
      (kernel === before && !reconnected)
    ) {
      return { code: 'restart-failed' };
    }
    this.kernelName = kernel.name;
    return null;
  }

  /** Sends all cells and waits for the end. */
  private async _execute(): Promise<IEnd> {
    await this._keepLatest();
    const tracker = this.track(this._kept);
    this.phase = 'running';
    this._listen();
    this._send(this._notebook.widgets.filter(isCodeCell));
    this.report('now');
    this._poll = setInterval(() => void this._look(tracker), POLL);
    const end = await this._end.promise;
    clearInterval(this._poll);
    const changed = this._notebook.model?.contentChanged;
    if (changed && (end.ending === 'completed' || end.ending === 'stopped')) {
      this._stillChanging = !(await quiet(changed, QUIET, QUIET_LIMIT));
    }
    return end;
  }

  /** While a person read the question, cells may have changed. */
  private async _keepLatest(): Promise<void> {
    const latest = snapshot(this._notebook.model!);
    if (same(latest, this._kept)) {
      return;
    }
    this._kept = latest;
    const baseline = await this._options.baselines.save(this.path, latest);
    if (!isKeepProblem(baseline)) {
      await this._letGo();
      this.baseline = baseline.key;
    }
  }

  private _send(cells: readonly Cell[]): void {
    const { dialogs } = this._options;
    void NotebookActions.runCells(
      this._notebook,
      cells,
      this._context,
      dialogs
    ).catch(error => {
      this._finishWith({
        ending: 'disconnected',
        code: 'unexpected',
        detail: { words: wordsOf(error) }
      });
    });
  }

  private _listen(): void {
    const context = this._context;
    NotebookActions.executed.connect(this._onExecuted, this);
    context.statusChanged.connect(this._onStatus, this);
    context.connectionStatusChanged.connect(this._onConnection, this);
    context.kernelChanged.connect(this._onKernelChanged, this);
    context.session?.pendingInput.connect(this._onPendingInput, this);
    this._notebook.disposed.connect(this._onDisposed, this);
    this._kernelId = context.session?.kernel?.id ?? null;
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
    if (notebook !== this._notebook || !isCodeCell(cell) || cell.isDisposed) {
      return;
    }
    const { model } = cell;
    if (!this._isClientSide(cell)) {
      // The signal only says that a server took the request.
      return;
    }
    if (success) {
      this._settle(model, { status: 'ok' });
    } else if (error?.errorName !== undefined) {
      const { errorName: ename, errorValue: evalue } = error;
      this._settle(model, { status: 'error', ename, evalue });
    } else {
      this._settle(model, { status: 'aborted' });
    }
  }

  /** Whether the reply comes through a future of this page. */
  private _isClientSide(cell: CodeCell): boolean {
    return cell.outputArea.future !== null && !!cell.outputArea.future;
  }

  private _settle(cell: ICodeCellModel, reply: Reply): void {
    const { tracker } = this;
    if (!tracker || this._over || !tracker.settle(cell.id, reply)) {
      return;
    }
    const count = cell.executionCount;
    if (reply.status !== 'aborted') {
      this._waited = 0;
      if (!this._proved && count !== null && count !== 1) {
        this._notNew(count);
        return;
      }
      this._proved = this._proved || count === 1;
    }
    this.report();
    if (tracker.pending.length === 0) {
      this._allSettled(tracker);
    }
  }

  private _allSettled(tracker: RunTracker): void {
    const { interrupted, aborted } = tracker;
    const { continueAfterErrors } = this._options;
    if (interrupted) {
      this._finishWith(
        this._cancelled
          ? { ending: 'cancelled', code: 'cancelled' }
          : {
              ending: 'interrupted',
              code: 'interrupted',
              detail: { cell: interrupted.index }
            }
      );
    } else if (continueAfterErrors && aborted.length > 0 && !this._cancelled) {
      this._resend(tracker);
    } else {
      this._finishWith(this.ordinaryEnd());
    }
  }

  /** Sends the cells again that were not run because one above failed. */
  private _resend(tracker: RunTracker): void {
    const keys = new Set(tracker.aborted.map(cell => cell.key));
    keys.forEach(key => tracker.resend(key));
    const cells = this._notebook.widgets.filter(
      cell => isCodeCell(cell) && keys.has(cell.model.id)
    );
    if (cells.length < keys.size) {
      this._finishWith(this.ordinaryEnd());
      return;
    }
    this._send(cells);
  }

  /**
   * Looks for replies that no signal tells of: those of cells that a server
   * runs, of cells behind an error in a kernel that drops its queue, and
   * those that were lost.
   */
  private async _look(tracker: RunTracker): Promise<void> {
    this._lookAtModels(tracker);
    const kernel = this._context.session?.kernel;
    const idle =
      kernel?.status === 'idle' && kernel.connectionStatus === 'connected';
    this._waited = idle ? this._waited + POLL : 0;
    const stopped = tracker.failure !== null || tracker.interrupted !== null;
    if (
      this._over ||
      this._probing ||
      !kernel ||
      this._waited < (stopped ? 2 * POLL : 8 * POLL)
    ) {
      return;
    }
    // An idle kernel that answers this has nothing queued before it.
    this._probing = true;
    const done = tracker.done;
    const answered = await within(
      kernel.requestKernelInfo().then(
        () => true,
        () => false
      ),
      DRAIN,
      false
    );
    await within(new Promise<void>(() => undefined), POLL, undefined);
    this._probing = false;
    this._waited = 0;
    if (this._over || !answered || tracker.done !== done) {
      return;
    }
    this._lookAtModels(tracker);
    const { current } = tracker;
    if (tracker.failure || tracker.interrupted) {
      tracker.pending.forEach(({ key }) =>
        tracker.settle(key, { status: 'aborted' })
      );
      this._allSettled(tracker);
    } else if (current) {
      this._finishWith({
        ending: this._cancelled ? 'cancelled' : 'disconnected',
        code: this._cancelled ? 'cancelled' : 'no-answer',
        detail: { cell: current.index }
      });
    }
  }

  /** Outcome from the model, for cells without a future in this page. */
  private _lookAtModels(tracker: RunTracker): void {
    if (this._over || !this._notebook.model) {
      return;
    }
    for (const widget of this._notebook.widgets) {
      if (
        isCodeCell(widget) &&
        tracker.reply(widget.model.id) === null &&
        !this._isClientSide(widget)
      ) {
        const { model } = widget;
        if (model.executionState === 'idle' && model.executionCount !== null) {
          this._settle(model, replyOf(model));
        }
      }
    }
  }

  /** The kernel kept its memory: undo, and say that nothing was verified. */
  private _notNew(count: number): void {
    this._finishWith({
      ending: 'not-started',
      code: 'restart-not-proved',
      detail: { count }
    });
    void this._context.session?.kernel?.interrupt().catch(() => undefined);
  }

  private async _interrupt(): Promise<void> {
    const began = performance.now();
    while (!this._over && performance.now() - began < CANCEL_LIMIT) {
      this.tracker?.interrupt();
      const key = this.tracker?.current?.key;
      await this._context.session?.kernel?.interrupt().catch(() => undefined);
      const again = performance.now() + INTERRUPT_AGAIN;
      while (
        !this._over &&
        performance.now() < again &&
        this.tracker?.current?.key === key
      ) {
        await within(this._end.promise, 50, null);
      }
    }
    this._finishWith({ ending: 'cancelled', code: 'still-busy' });
  }

  private _onStatus(_: unknown, status: Kernel.Status): void {
    const cell = this.tracker?.current?.index;
    switch (status) {
      case 'autorestarting':
      case 'dead':
        this._finishWith({
          ending: 'kernel-died',
          code: 'kernel-died',
          detail: { cell }
        });
        break;
      case 'restarting':
      case 'terminating':
        this._finishWith({ ending: 'interrupted', code: 'kernel-restarted' });
        break;
    }
  }

  private _onConnection(_: unknown, status: Kernel.ConnectionStatus): void {
    if (status === 'disconnected') {
      this._finishWith({ ending: 'disconnected', code: 'disconnected' });
    }
  }

  private _onKernelChanged(): void {
    const id = this._context.session?.kernel?.id ?? null;
    this._finishWith(
      id !== null && id !== this._kernelId
        ? { ending: 'kernel-changed', code: 'kernel-changed' }
        : { ending: 'interrupted', code: 'kernel-restarted' }
    );
  }

  private _onPendingInput(_: unknown, pending: boolean): void {
    this.waitingForInput = pending;
    this.report('now');
  }

  private _onDisposed(): void {
    this._finishWith({ ending: 'cancelled', code: 'notebook-closed' });
  }

  private _finishWith(end: IEnd): void {
    this._over = true;
    this._end.resolve(end);
  }

  /** Reads the outputs, and gives cells that did not finish the old ones back. */
  private async _conclude(end: IEnd): Promise<ICleanRunResult> {
    const model = this._notebook.isDisposed ? null : this._notebook.model;
    const present = model ? codeCellsById(model) : new Map<string, never>();
    const outcomes = this.tracker!.outcomes(end.ending);
    const cells: ICleanRunCell[] = [];
    const undo: IKeptCell[] = [];
    // Blank cells lost their outputs at once, as in JupyterLab's own run.
    const whole = [...outcomes.values()].every(
      outcome => outcome.status !== 'not-run' || outcome.reason === 'blank'
    );
    let changed = false;
    let last = -1;
    for (const kept of this._kept) {
      const key = keyOf(kept);
      const found = present.get(key);
      changed = changed || !found || found.index < last;
      last = found?.index ?? last;
      const outcome = outcomes.get(key)!;
      const ran = outcome.status !== 'not-run';
      if (!ran && !(outcome.reason === 'blank' && whole)) {
        undo.push(kept);
      }
      cells.push({
        index: found?.index ?? kept.index,
        id: kept.id,
        tags: kept.tags,
        source: kept.source,
        outcome,
        stored: kept.outputs,
        old: this.before(kept),
        new: found ? outputsOf(found.cell) : [],
        executionCount: ran ? (found?.cell.executionCount ?? null) : null,
        milliseconds: this.tracker!.milliseconds(key)
      });
    }
    const started = end.ending !== 'not-started';
    if (model) {
      await this._undo(started ? undo : this._kept);
    }
    return this.result(
      end,
      started ? cells : [],
      changed
        ? { code: 'cells-changed' }
        : this._stillChanging
          ? { code: 'still-changing' }
          : null
    );
  }

  private async _undo(cells: readonly IKeptCell[]): Promise<void> {
    const ids = new Set(cells.map(cell => cell.id));
    this._notebook.widgets.forEach((widget, index) => {
      if (ids.has(widget.model.id)) {
        detach(this._notebook, index);
      }
    });
    // JupyterLab writes to a cell once more when its future is gone.
    await new Promise(resolve => setTimeout(resolve));
    if (!this._notebook.isDisposed) {
      restoreOutputs(this._notebook, cells);
    }
  }

  private async _keepOrLeave({ code }: IEnd): Promise<void> {
    if (this.baseline === null) {
      return;
    }
    const { baselines } = this._options;
    // A browser that fails here has kept the baseline already.
    await (
      code === 'notebook-closed'
        ? baselines.abandon(this.baseline)
        : baselines.markEnded(this.baseline)
    ).catch(() => undefined);
  }

  /** Nothing was run: the baseline is of no use to anyone. */
  private async _letGo(): Promise<void> {
    if (this.baseline !== null) {
      await this._options.baselines.drop(this.baseline).catch(() => undefined);
      this.baseline = null;
    }
  }

  private async _failed(error: unknown): Promise<ICleanRunResult> {
    this._over = true;
    const detail = { words: wordsOf(error) };
    if (!this.tracker) {
      await this._letGo();
      return this.notStarted('unexpected', detail);
    }
    const end: IEnd = { ending: 'disconnected', code: 'unexpected', detail };
    if (!this._notebook.isDisposed) {
      await this._undo(this._kept);
    }
    await this._keepOrLeave(end);
    return this.notStarted('unexpected', detail);
  }

  private _notebook: Notebook;
  private _context: ISessionContext;
  private _kept: IKeptCell[] = [];
  private _end = new PromiseDelegate<IEnd>();
  private _kernelId: string | null = null;
  private _over = false;
  private _cancelled = false;
  private _proved = false;
  private _probing = false;
  private _stillChanging = false;
  private _waited = 0;
  private _poll: ReturnType<typeof setInterval> | undefined;
}

function isCodeCell(cell: Cell): cell is CodeCell {
  return cell.model.type === 'code';
}

function snapshotSources(notebook: Notebook): string[] {
  return [...(notebook.model?.cells ?? [])]
    .filter(cell => cell.type === 'code')
    .map(cell => cell.sharedModel.getSource());
}

/** What a finished cell's own outputs say of its reply. */
function replyOf(cell: ICodeCellModel): Reply {
  const outputs: IOutput[] = outputsOf(cell);
  const error = outputs.find(output => output.output_type === 'error');
  return error
    ? {
        status: 'error',
        ename: String(error.ename ?? ''),
        evalue: String(error.evalue ?? '')
      }
    : { status: 'ok' };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
