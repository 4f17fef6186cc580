import type {
  ISessionContext,
  ISessionContextDialogs
} from '@jupyterlab/apputils';
import type { Cell } from '@jupyterlab/cells';
import { NotebookActions, type Notebook } from '@jupyterlab/notebook';
import { PromiseDelegate } from '@lumino/coreutils';
import {
  CleanRun,
  isOrderly,
  keyOf,
  wordsOf,
  type IEnd,
  type IRunOptions
} from './base';
import {
  isKeepProblem,
  type BaselineStore,
  type IKeepProblem,
  type IKeptCell
} from './baseline';
import { KernelWatch } from './kernel-watch';
import { delay, lateOutput, within } from './quiet';
import type { ReasonCode } from './reasons';
import { Replies, isCodeCell, type ICellReply } from './replies';
import { restartKernel } from './restart';
import { detach, restoreOutputs, same } from './restore';
import type { ICleanRunCell, ICleanRunResult } from './runner';
import { codeCellsById, outputsOf, snapshot } from './snapshot';
import { isBlank, type RunTracker } from './tracker';

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
      this._stopListening();
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
      void this._interrupt(this.tracker);
    }
  }

  /** Why it cannot start, before anything is asked or touched. */
  private _refusal(): ReasonCode | null {
    const context = this._context;
    const kernel = context.session?.kernel;
    if (running.has(this._notebook)) {
      return 'already-running';
    }
    if (this._notebook.isDisposed || !this._notebook.model) {
      return 'notebook-closed';
    }
    if (!kernel) {
      const first = !context.isReady && !context.prevKernelName;
      return first || context.isRestarting ? 'kernel-starting' : 'no-kernel';
    }
    if (context.isTerminating) {
      return 'kernel-terminating';
    }
    if (context.isRestarting || !context.isReady) {
      return 'kernel-starting';
    }
    if (context.pendingInput) {
      return 'pending-input';
    }
    if (kernel.connectionStatus === 'disconnected') {
      return 'not-connected';
    }
    const blank = [...this._notebook.model.cells].every(
      cell => cell.type !== 'code' || isBlank(cell.sharedModel.getSource())
    );
    return blank ? 'nothing-to-run' : null;
  }

  private async _run(): Promise<ICleanRunResult> {
    this.started = new Date();
    this.report('now');
    this._kept = snapshot(this._notebook.model!);
    const refusal = await this._keep();
    if (refusal) {
      return refusal;
    }
    this.phase = 'restarting';
    this.report('now');
    const { dialogs, ask } = this._options;
    const problem =
      (this._cancelled ? { code: 'cancelled' as const } : null) ??
      (await restartKernel(this._context, dialogs, ask)) ??
      (this._notebook.isDisposed ? { code: 'notebook-closed' as const } : null);
    if (problem || this._cancelled) {
      await this._letGo();
      return problem
        ? this.notStarted(problem.code, problem.detail)
        : this.notStarted('cancelled');
    }
    this.kernelName = this._context.session?.kernel?.name ?? null;
    await this._keepLatest();
    const end = await this._execute();
    this._stopListening();
    const result = await this._conclude(end);
    await this._keepOrLeave(end);
    return { ...result, baseline: this.baseline };
  }

  /** Keeps the outputs safe; resolves to a result when that failed. */
  private async _keep(): Promise<ICleanRunResult | null> {
    const { baselines, runUnkept } = this._options;
    const [elsewhere, baseline] = await Promise.all([
      baselines.runsElsewhere(this.path).catch(() => false),
      baselines.save(this.path, this._kept)
    ]);
    if (!isKeepProblem(baseline)) {
      this.baseline = baseline.key;
    }
    if (elsewhere) {
      await this._letGo();
      return this.notStarted('running-elsewhere');
    }
    return isKeepProblem(baseline) && !(await runUnkept?.(baseline))
      ? this.notStarted('not-kept', { words: baseline.words })
      : null;
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

  /** Sends all cells and waits for the end. */
  private async _execute(): Promise<IEnd> {
    const tracker = this.track(this._kept);
    const watch = new KernelWatch(this._notebook, this._context);
    const replies = new Replies(this._notebook, this._context, tracker);
    this._listeners = [watch, replies];
    watch.ended.connect((_, end) => this._onEnded(end));
    watch.pendingInput.connect((_, pending) => {
      this.waitingForInput = pending;
      this.report('now');
    });
    replies.replied.connect((_, reply) => this._onReply(tracker, reply));
    replies.lost.connect(() => this._onLost(tracker));
    this.phase = 'running';
    this._sent = codeCellsById(this._notebook.model!);
    this._send(this._notebook.widgets.filter(isCodeCell));
    replies.noteSent();
    this.report('now');
    const end = await this._end.promise;
    replies.dispose();
    if (isOrderly(end)) {
      this._stillChanging = !(await lateOutput(watch.output, this._kept));
    }
    return end;
  }

  private _send(cells: readonly Cell[]): void {
    const { dialogs } = this._options;
    NotebookActions.runCells(
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

  private _onReply(
    tracker: RunTracker,
    { key, reply, count }: ICellReply
  ): void {
    if (this._over || !tracker.settle(key, reply)) {
      return;
    }
    if (!this._proved && count !== null && reply.status !== 'aborted') {
      if (count !== 1) {
        this._notNew(count);
        return;
      }
      this._proved = true;
    }
    this.report();
    if (tracker.pending.length === 0) {
      this._onAllSettled(tracker);
    }
  }

  private _onAllSettled(tracker: RunTracker): void {
    const { interrupted, aborted } = tracker;
    const { continueAfterErrors } = this._options;
    if (interrupted && this._cancelled) {
      this._finishWith({ ending: 'cancelled', code: 'cancelled' });
    } else if (interrupted) {
      const detail = { cell: interrupted.index };
      this._finishWith({ ending: 'interrupted', code: 'interrupted', detail });
    } else if (continueAfterErrors && aborted.length > 0 && !this._cancelled) {
      this._resend(tracker);
    } else {
      this._finishWith(this.ordinaryEnd());
    }
  }

  /** Sends the cells again that were not run because one above failed. */
  private _resend(tracker: RunTracker): void {
    const keys = new Set(tracker.aborted.map(cell => cell.key));
    const cells = this._notebook.widgets.filter(
      cell => isCodeCell(cell) && keys.has(cell.model.id)
    );
    if (cells.length < keys.size) {
      // Some were deleted.
      this._finishWith(this.ordinaryEnd());
      return;
    }
    keys.forEach(key => tracker.resend(key));
    this._send(cells);
  }

  private _onLost(tracker: RunTracker): void {
    const detail = { cell: tracker.current?.index };
    this._finishWith(
      this._cancelled
        ? { ending: 'cancelled', code: 'cancelled' }
        : this._replaced()
          ? { ending: 'interrupted', code: 'cells-changed' }
          : { ending: 'disconnected', code: 'no-answer', detail }
    );
  }

  private _onEnded(end: IEnd): void {
    this._finishWith(
      end.code === 'kernel-died'
        ? { ...end, detail: { cell: this.tracker?.current?.index } }
        : end
    );
  }

  /** The kernel kept its memory: undo, and say that nothing was verified. */
  private _notNew(count: number): void {
    const code = 'restart-not-proved';
    this._finishWith({ ending: 'not-started', code, detail: { count } });
    void this._context.session?.kernel?.interrupt().catch(() => undefined);
  }

  private async _interrupt(tracker: RunTracker): Promise<void> {
    const began = performance.now();
    while (!this._over && performance.now() - began < CANCEL_LIMIT) {
      tracker.interrupt();
      const key = tracker.current?.key;
      await this._context.session?.kernel?.interrupt().catch(() => undefined);
      const again = performance.now() + INTERRUPT_AGAIN;
      // The next cell may have begun (one that expected an error does not
      // stop the others): interrupt that at once.
      while (
        !this._over &&
        performance.now() < again &&
        tracker.current?.key === key
      ) {
        await within(this._end.promise, 50, null);
      }
    }
    this._finishWith({ ending: 'cancelled', code: 'still-busy' });
  }

  private _finishWith(end: IEnd): void {
    this._over = true;
    this._end.resolve(end);
  }

  /** Reads the outputs, and gives cells that did not finish the old ones back. */
  private async _conclude(end: IEnd): Promise<ICleanRunResult> {
    const model = this._notebook.isDisposed ? null : this._notebook.model;
    const started = end.ending !== 'not-started';
    const cells = model && started ? this._read(codeCellsById(model), end) : [];
    const changed =
      cells.length < this._kept.length ||
      cells.some(({ index }, at) => at > 0 && index < cells[at - 1].index) ||
      this._replaced();
    if (model) {
      await this._undo(started ? this._unfinished(end) : this._kept);
    }
    const doubt: ReasonCode | null = changed
      ? 'cells-changed'
      : this._stillChanging
        ? 'still-changing'
        : null;
    return this.result(end, cells, started && doubt ? { code: doubt } : null);
  }

  /**
   * Whether cells are others than those that were sent: moved, or loaded anew
   * from the file, with outputs that no run gave.
   */
  private _replaced(): boolean {
    const { model } = this._notebook;
    const present = model && codeCellsById(model);
    return [...this._sent].some(
      ([id, { cell }]) => present?.get(id)?.cell !== cell
    );
  }

  /** What each cell that is still there gave. */
  private _read(
    present: ReturnType<typeof codeCellsById>,
    { ending }: IEnd
  ): ICleanRunCell[] {
    const outcomes = this.tracker!.outcomes(ending);
    return this._kept.flatMap(kept => {
      const key = keyOf(kept);
      const found = present.get(key);
      const outcome = outcomes.get(key);
      if (!found || !outcome) {
        return [];
      }
      const ran = outcome.status !== 'not-run';
      return {
        index: found.index,
        id: kept.id,
        tags: kept.tags,
        source: kept.source,
        outcome,
        stored: kept.outputs,
        old: this.before(kept),
        followOn: this.followsFailure(kept),
        new: outputsOf(found.cell),
        executionCount: ran ? found.cell.executionCount : null,
        milliseconds: this.tracker!.milliseconds(key)
      };
    });
  }

  /**
   * Cells that did not run to their end. Blank cells lost their outputs at
   * once, as in JupyterLab's own run; they stay so if all others ran.
   */
  private _unfinished({ ending }: IEnd): IKeptCell[] {
    const outcomes = this.tracker!.outcomes(ending);
    const whole = [...outcomes.values()].every(
      outcome => outcome.status !== 'not-run' || outcome.reason === 'blank'
    );
    return this._kept.filter(
      cell => !whole && outcomes.get(keyOf(cell))?.status === 'not-run'
    );
  }

  private async _undo(cells: readonly IKeptCell[]): Promise<void> {
    if (cells.length === 0) {
      return;
    }
    const ids = new Set(cells.map(cell => cell.id));
    this._notebook.widgets.forEach((widget, index) => {
      if (ids.has(widget.model.id)) {
        detach(this._notebook, index);
      }
    });
    // JupyterLab writes to a cell once more when its future is gone.
    await delay(0);
    if (!this._notebook.isDisposed) {
      restoreOutputs(this._notebook, cells);
    }
  }

  /** Settles what becomes of the baseline. */
  private async _keepOrLeave({ code }: IEnd): Promise<void> {
    const { baseline } = this;
    const { baselines } = this._options;
    if (baseline === null) {
      return;
    }
    if (code === 'restart-not-proved') {
      // All outputs are back.
      await this._letGo();
    } else if (code === 'notebook-closed') {
      await baselines.abandon(baseline).catch(() => undefined);
    } else {
      // Not waited for. A browser that fails here has kept it already.
      void baselines.markEnded(baseline).catch(() => undefined);
    }
  }

  /** Nothing was changed: the baseline is of no use to anyone. */
  private async _letGo(): Promise<void> {
    if (this.baseline !== null) {
      await this._options.baselines.drop(this.baseline).catch(() => undefined);
      this.baseline = null;
    }
  }

  /** Something in JupyterLab threw: all outputs come back. */
  private async _failed(error: unknown): Promise<ICleanRunResult> {
    this._over = true;
    const undone = await this._undo(this.tracker ? this._kept : []).then(
      () => true,
      () => false
    );
    if (undone) {
      await this._letGo();
    }
    return this.notStarted('unexpected', { words: wordsOf(error) });
  }

  private _stopListening(): void {
    this._listeners.forEach(listener => listener.dispose());
    this._listeners = [];
  }

  private _notebook: Notebook;
  private _context: ISessionContext;
  private _kept: IKeptCell[] = [];
  private _sent: ReturnType<typeof codeCellsById> = new Map();
  private _end = new PromiseDelegate<IEnd>();
  private _listeners: { dispose(): void }[] = [];
  private _over = false;
  private _cancelled = false;
  private _proved = false;
  private _stillChanging = false;
}
