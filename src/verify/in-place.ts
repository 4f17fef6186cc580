import type {
  ISessionContext,
  ISessionContextDialogs
} from '@jupyterlab/apputils';
import type { Cell } from '@jupyterlab/cells';
import { NotebookActions, type Notebook } from '@jupyterlab/notebook';
import { PromiseDelegate } from '@lumino/coreutils';
import { AtWork } from './at-work';
import { CleanRun, keyOf, wordsOf, type IRunOptions } from './base';
import type { BaselineStore } from './baseline';
import { isOrderly, type IEnd } from './ends';
import { claim } from './guard';
import { interruptAll } from './interrupt';
import { Keeping, keepWords } from './keeping';
import { KernelWatch } from './kernel-watch';
import { endOfOverlong, type IOverlong } from './overlong';
import { delay, lateOutput } from './quiet';
import type { ReasonCode } from './reasons';
import { whyNotInPlace } from './refusal';
import { Replies, isCodeCell, type ICellReply } from './replies';
import { restartKernel } from './restart';
import type { ICleanRunCell, ICleanRunResult } from './runner';
import { codeCellsById, outputsOf, snapshot } from './snapshot';
import type { RunTracker } from './tracker';
import { undo, unfinished } from './undo';

/** How long a kernel may take to drop the cells below an error, in milliseconds. */
const ABORTED = 500;

/** What a clean run in the notebook's own kernel needs. */
export interface IInPlaceOptions extends IRunOptions {
  /** Asks whether to restart, as JupyterLab's own restart does. */
  dialogs: ISessionContextDialogs;
  /** False restarts without asking. */
  ask: boolean;
  baselines: BaselineStore;
}

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
    this._keeping = new Keeping(_options.baselines, this.path);
  }

  async run(): Promise<ICleanRunResult> {
    const { model } = this._notebook;
    const refusal = whyNotInPlace(this._notebook, this._context);
    if (refusal || !model) {
      return this.notStarted(refusal ?? 'notebook-closed');
    }
    const release = claim(model);
    try {
      return await this._run();
    } catch (error) {
      return await this._failed(error);
    } finally {
      release();
      this._stopListening();
      this.finish();
    }
  }

  cancel(): void {
    this._stop({ ending: 'cancelled', code: 'cancelled' });
  }

  protected get isBusy(): boolean {
    const kernel = this._context.session?.kernel;
    return (
      kernel?.connectionStatus === 'connected' &&
      (kernel.status === 'busy' || this._atWork?.value === true)
    );
  }

  protected get connected(): boolean {
    const { session } = this._context;
    return session?.kernel?.connectionStatus !== 'connecting';
  }

  protected interruptOnce(): void {
    void this._context.session?.kernel?.interrupt().catch(() => undefined);
  }

  protected stopOverlong(overlong: IOverlong): void {
    this._stop(endOfOverlong(overlong));
  }

  /** Ends the run as soon as the kernel allows. */
  private _stop(end: IEnd): void {
    if (this._stopping || this._over) {
      return;
    }
    this._stopping = end;
    this.phase = 'cancelling';
    this.report('now');
    if (this.tracker) {
      void this._interrupt(this.tracker);
    }
  }

  private async _run(): Promise<ICleanRunResult> {
    this.started = new Date();
    this.report('now');
    const refusal = await this._keeping.begin(snapshot(this._notebook.model!));
    if (refusal) {
      const { code, problem } = refusal;
      const words = problem && keepWords(problem, this.trans);
      return this.notStarted(code, { words });
    }
    this.phase = 'restarting';
    this.report('now');
    const { dialogs, ask } = this._options;
    const problem =
      (this._stopping ? { code: 'cancelled' as const } : null) ??
      (await restartKernel(this._context, dialogs, ask)) ??
      (this._notebook.isDisposed ? { code: 'notebook-closed' as const } : null);
    if (problem || this._stopping) {
      await this._keeping.letGo();
      return problem
        ? this.notStarted(problem.code, problem.detail)
        : this.notStarted('cancelled');
    }
    this.kernelName = this._context.session?.kernel?.name ?? null;
    await this._keeping.renew(snapshot(this._notebook.model!));
    this.baseline = this._keeping.key;
    // From here on: a person may have taken long to answer.
    this.started = new Date();
    const end = await this._execute();
    this._stopListening();
    const result = await this._conclude(end);
    await this._keepOrLeave(end);
    return { ...result, baseline: this._keeping.key };
  }

  /** Sends all cells and waits for the end. */
  private async _execute(): Promise<IEnd> {
    const tracker = this.track(this._keeping.cells);
    const watch = new KernelWatch(this._notebook, this._context);
    const replies = new Replies(this._notebook, this._context, tracker);
    this._atWork = new AtWork(this._context.iopubMessage);
    this._listeners = [watch, replies, this._atWork];
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
      this._stillChanging = !(await lateOutput(
        watch.output,
        this._keeping.cells
      ));
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
    if (this.overlong?.key === key) {
      this.dropQuestion();
    }
    if (tracker.pending.length === 0) {
      this._onAllSettled(tracker);
    } else if (this.overlong?.key === key) {
      // The cells below run on where it took no heed, or expects errors.
      const end = endOfOverlong(this.overlong);
      void delay(ABORTED).then(() => this._stop(end));
    }
  }

  private _onAllSettled(tracker: RunTracker): void {
    const { interrupted, aborted, failure } = tracker;
    // JupyterLab knows only one of the tags by which an error is expected.
    const goesOn = this._options.continueAfterErrors || failure === null;
    if (this.overlong) {
      this._finishWith(endOfOverlong(this.overlong));
    } else if (interrupted && this._stopping) {
      this._finishWith(this._stopping);
    } else if (interrupted) {
      const detail = { cell: interrupted.index };
      this._finishWith({ ending: 'interrupted', code: 'interrupted', detail });
    } else if (goesOn && aborted.length > 0 && !this._stopping) {
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
      this._stopping ??
        (this._replaced()
          ? { ending: 'interrupted', code: 'cells-changed' }
          : { ending: 'disconnected', code: 'no-answer', detail })
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
    await interruptAll(this._context, tracker, this._end.promise);
    // Does nothing when the run is over.
    this._finishWith(
      this.overlong
        ? endOfOverlong(this.overlong, 'time-limit-busy')
        : { ending: 'cancelled', code: 'still-busy' }
    );
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
      cells.length < this._keeping.cells.length ||
      cells.some(({ index }, at) => at > 0 && index < cells[at - 1].index) ||
      this._replaced();
    if (model) {
      await undo(
        this._notebook,
        started
          ? unfinished(this._keeping.cells, this.tracker!.outcomes(end.ending))
          : this._keeping.cells
      );
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
    return this._keeping.cells.flatMap(kept => {
      const key = keyOf(kept);
      const found = present.get(key);
      const outcome = outcomes.get(key);
      if (!found || !outcome) {
        return [];
      }
      const { cell, index } = found;
      const { executionCount: count } = cell;
      return this.cellOf(kept, outcome, {
        index,
        outputs: outputsOf(cell),
        count
      });
    });
  }

  /** Settles what becomes of what was kept. */
  private async _keepOrLeave({ code }: IEnd): Promise<void> {
    if (code === 'restart-not-proved') {
      // All outputs are back.
      await this._keeping.letGo();
    } else if (code === 'notebook-closed') {
      await this._keeping.leave();
    } else {
      this._keeping.end();
    }
  }

  /** Something in JupyterLab threw: all outputs come back. */
  private async _failed(error: unknown): Promise<ICleanRunResult> {
    this._over = true;
    const { cells } = this._keeping;
    const undone = await undo(this._notebook, this.tracker ? cells : []).then(
      () => true,
      () => false
    );
    if (undone) {
      await this._keeping.letGo();
    }
    return this.notStarted('unexpected', { words: wordsOf(error) });
  }

  private _stopListening(): void {
    this._listeners.forEach(listener => listener.dispose());
    this._listeners = [];
  }

  private _notebook: Notebook;
  private _context: ISessionContext;
  private _keeping: Keeping;
  private _atWork: AtWork | null = null;
  private _sent: ReturnType<typeof codeCellsById> = new Map();
  private _end = new PromiseDelegate<IEnd>();
  private _listeners: { dispose(): void }[] = [];
  private _over = false;
  private _stopping: IEnd | null = null;
  private _proved = false;
  private _stillChanging = false;
}
