import type { NotebookPanel } from '@jupyterlab/notebook';
import type { ServiceManager } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Signal, type ISignal } from '@lumino/signaling';
import type { IOutput } from '../core/notebook/facts';
import type { ICellRun, RunOutcome } from '../core/outputs/types';
import type { IRunProgress } from '../lab/view';
import type { IKeptCell } from './baseline';
import type { IEnd } from './ends';
import { secondsLeft } from './estimate';
import { OverlongMinder, type AskLimit, type IOverlong } from './overlong';
import { reason, type IReasonDetail, type ReasonCode } from './reasons';
import type { ICleanRun, ICleanRunCell, ICleanRunResult } from './runner';
import { RunTracker, foreignCount, type ISentCell } from './tracker';

/** What both kinds of clean run need. */
export interface IRunOptions {
  panel: NotebookPanel;
  services: ServiceManager.IManager;
  trans: TranslationBundle;
  /** Run on when a cell fails; later failures may only follow from the first. */
  continueAfterErrors?: boolean;
  /** Seconds that a cell may run before it is interrupted; 0 or nothing for no limit. */
  cellTimeLimit?: number;
  /** Asked about a cell that was interrupted for its time and goes on. */
  askLimit?: AskLimit;
  /**
   * The source that the stored outputs of a cell came from, by cell id; null
   * when nobody knows.
   */
  ranSource?: (id: string) => string | null;
}

/** Milliseconds between two progress reports that only the clock caused. */
const TICK = 1000;

/** Milliseconds between two progress reports at least. */
const PROGRESS_INTERVAL = 100;

/** Durations of each notebook's cells in its last run, by path. */
const durations = new Map<string, ReadonlyMap<string, number>>();

/** Progress, time and result of a clean run; the two kinds fill in the rest. */
export abstract class CleanRun implements ICleanRun {
  constructor(
    protected mode: 'in-place' | 'fresh-kernel',
    protected options: IRunOptions
  ) {
    this.trans = options.trans;
    this.path = options.panel.context.path;
  }

  get progress(): ISignal<ICleanRun, IRunProgress> {
    return this._progress;
  }

  abstract run(): Promise<ICleanRunResult>;

  abstract cancel(): void;

  /** Sends the kernel one interrupt. */
  protected abstract interruptOnce(): void;

  /** The person chose to stop the run because of a cell that does not end. */
  protected abstract stopOverlong(cell: IOverlong): void;

  /** Begins to follow the cells that are about to be sent. */
  protected track(cells: readonly IKeptCell[]): RunTracker {
    const tracker = new RunTracker(cells.map(sentCell), () =>
      performance.now()
    );
    this.tracker = tracker;
    this._sentAt = performance.now();
    const { cellTimeLimit: seconds = 0 } = this.options;
    if (seconds > 0) {
      this._minder = new OverlongMinder({
        seconds,
        tracker,
        ask: this.options.askLimit,
        interrupt: () => this.interruptOnce(),
        stop: overlong => this.stopOverlong(overlong)
      });
    }
    this._ticker = setInterval(() => {
      this._minder?.mind(
        this.phase === 'running',
        // Neither is a kernel that still starts, or cannot be reached, at work.
        this.waitingForInput || !this.isBusy
      );
      this.report('now');
    }, TICK);
    return tracker;
  }

  /** Whether the kernel says that it is at work. */
  protected abstract get isBusy(): boolean;

  /** Whether the kernel can be reached now. */
  protected abstract get connected(): boolean;

  /** The cell that was interrupted for its time, or null. */
  protected get overlong(): IOverlong | null {
    return this._minder?.overlong ?? null;
  }

  /** What a person may have been asked about a cell is no longer of interest. */
  protected dropQuestion(): void {
    this._minder?.drop();
  }

  /** Tells how far the run is; at most ten times a second unless asked to. */
  protected report(when: 'now' | 'soon' = 'soon'): void {
    if (when === 'soon') {
      this._timer ??= setTimeout(() => this.report('now'), PROGRESS_INTERVAL);
      return;
    }
    clearTimeout(this._timer);
    this._timer = undefined;
    const { tracker } = this;
    const current = tracker?.current ?? null;
    this._progress.emit({
      mode: this.mode,
      phase: this.phase,
      done: tracker?.done ?? 0,
      total: tracker?.sent.length ?? 0,
      cell: current?.index ?? null,
      started: this.started.getTime(),
      secondsLeft:
        tracker && this.phase === 'running'
          ? secondsLeft({
              remaining: tracker.pending.map(cell => cell.key),
              done: tracker.done,
              elapsed: performance.now() - this._sentAt,
              sinceLast: tracker.sinceLast,
              previous: durations.get(this.path) ?? new Map()
            })
          : null,
      waitingForInput: this.waitingForInput,
      connected: this.connected,
      overlong: this.overlong && {
        cell: this.overlong.cell,
        seconds: this.overlong.seconds
      }
    });
  }

  /** Ends progress and timers. */
  protected finish(): void {
    clearInterval(this._ticker);
    clearTimeout(this._timer);
    this._timer = undefined;
    this.dropQuestion();
    if (this.tracker) {
      const measured = this.tracker.durations();
      const known = durations.get(this.path) ?? [];
      durations.set(this.path, new Map([...known, ...measured]));
    }
  }

  /** A result without cells: nothing was started. */
  protected notStarted(
    code: ReasonCode,
    detail?: IReasonDetail
  ): ICleanRunResult {
    return this.result({ ending: 'not-started', code, detail }, []);
  }

  protected result(
    { ending, code, detail }: IEnd,
    cells: ICleanRunCell[],
    doubt: { code: ReasonCode; detail?: IReasonDetail } | null = null
  ): ICleanRunResult {
    const failure = this.tracker?.failure ?? null;
    const counts = cells.map(cell => cell.executionCount);
    const first = counts.find(count => count !== null) ?? null;
    const foreign = foreignCount(counts);
    const doubted =
      doubt ??
      (foreign >= 0
        ? {
            code: 'foreign-execution' as const,
            detail: { cell: cells[foreign].index }
          }
        : null);
    const stoppedByUs = ending === 'interrupted' || ending === 'cancelled';
    return {
      mode: this.mode,
      started: this.started.toISOString(),
      ended: new Date().toISOString(),
      ending,
      reason: reason(this.trans, code, detail),
      doubt: doubted && reason(this.trans, doubted.code, doubted.detail),
      cells,
      failed:
        failure && cells.length > 0 && !stoppedByUs
          ? {
              cell: failure.cell.index,
              ename: failure.ename,
              evalue: failure.evalue
            }
          : null,
      kernelName: this.kernelName,
      restartProved: first === 1,
      baseline: this.baseline
    };
  }

  /** The ordinary end: every cell has its reply. */
  protected ordinaryEnd(): IEnd {
    const failure = this.tracker?.failure;
    if (!failure) {
      return { ending: 'completed', code: 'completed' };
    }
    return this.options.continueAfterErrors
      ? { ending: 'stopped', code: 'completed-with-errors' }
      : {
          ending: 'stopped',
          code: 'error-in-cell',
          detail: {
            cell: failure.cell.index,
            words: [failure.ename, failure.evalue].filter(Boolean).join(': ')
          }
        };
  }

  /** What became of a cell. */
  protected cellOf(
    kept: IKeptCell,
    outcome: RunOutcome,
    gave: { index: number; outputs: IOutput[]; count: number | null }
  ): ICleanRunCell {
    return {
      index: gave.index,
      id: kept.id,
      tags: kept.tags,
      source: kept.source,
      started: this.started.toISOString(),
      outcome,
      stored: kept.outputs,
      old: this._before(kept),
      followOn: this._followsFailure(kept),
      new: gave.outputs,
      executionCount: outcome.status === 'not-run' ? null : gave.count,
      milliseconds: this.tracker!.milliseconds(keyOf(kept))
    };
  }

  /** Whether a cell comes after the first that failed. */
  private _followsFailure({ index }: IKeptCell): boolean {
    const failure = this.tracker?.failure;
    return failure ? index > failure.cell.index : false;
  }

  /** What was there before, as far as it is a baseline for the cell. */
  private _before(cell: IKeptCell): ICellRun['old'] {
    if (cell.executionCount === null && cell.outputs.length === 0) {
      return null;
    }
    const ran =
      cell.id === null ? null : (this.options.ranSource?.(cell.id) ?? null);
    return ran !== null && ran.trimEnd() !== cell.source.trimEnd()
      ? null
      : cell.outputs;
  }

  protected trans: TranslationBundle;
  /** Path of the notebook when the run began. */
  protected path: string;
  protected phase: IRunProgress['phase'] = 'saving';
  protected tracker: RunTracker | null = null;
  protected started = new Date();
  protected kernelName: string | null = null;
  protected baseline: string | null = null;
  protected waitingForInput = false;
  private _minder: OverlongMinder | null = null;
  private _progress = new Signal<ICleanRun, IRunProgress>(this);
  private _sentAt = 0;
  private _ticker: ReturnType<typeof setInterval> | undefined;
  private _timer: ReturnType<typeof setTimeout> | undefined;
}

/** Key of a cell: its id, or its index in files that hold no ids. */
export function keyOf(cell: { id: string | null; index: number }): string {
  return cell.id ?? `#${cell.index}`;
}

/** The words of whatever was thrown. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function sentCell(cell: IKeptCell): ISentCell {
  return {
    key: keyOf(cell),
    index: cell.index,
    source: cell.source,
    tags: cell.tags
  };
}
