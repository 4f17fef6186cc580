import type { IEnd } from './ends';
import { TimeLimit } from './time-limit';
import type { RunTracker } from './tracker';

/** Milliseconds that an interrupted cell may take to end before a person is asked. */
const GRACE = 10_000;

/** A cell that ran for longer than it may. */
export interface IOverlong {
  key: string;
  /** Index in the notebook, counting all cells. */
  cell: number;
  /** The time limit. */
  seconds: number;
}

/**
 * Asks whether to wait for a cell that was interrupted for its time and goes on, or to stop the run. `over` is aborted
 * when the question is no longer open.
 */
export type AskLimit = (
  cell: IOverlong,
  over: AbortSignal
) => Promise<'wait' | 'stop'>;

/** What minding the time of cells needs. */
export interface IMindOptions {
  seconds: number;
  tracker: RunTracker;
  /** Without it the run waits. */
  ask?: AskLimit;
  /** Sends the kernel one interrupt. */
  interrupt: () => void;
  /** The person chose to stop the run. */
  stop: (cell: IOverlong) => void;
}

/** Minds how long cells take, and acts when one takes too long. */
export class OverlongMinder {
  constructor(options: IMindOptions) {
    this._options = options;
    this._limit = new TimeLimit({
      limit: 1000 * options.seconds,
      grace: GRACE,
      now: () => performance.now()
    });
  }

  /** The cell that was interrupted for its time, or null. */
  get overlong(): IOverlong | null {
    return this._overlong;
  }

  /**
   * To be called often.
   *
   * @param runs - whether cells run now
   * @param waits - whether the cell at work waits: for typed input, or for its kernel
   */
  mind(runs: boolean, waits: boolean): void {
    const { seconds, tracker, interrupt } = this._options;
    const { current } = tracker;
    const step = this._limit.look(runs ? (current?.key ?? null) : null, waits);
    if (step === null || !current) {
      return;
    }
    const overlong = { key: current.key, cell: current.index, seconds };
    if (step === 'interrupt') {
      this._overlong = overlong;
      tracker.spoil(current.key);
      interrupt();
    } else {
      void this._ask(overlong);
    }
  }

  /** The cell ended: what a person may have been asked is no longer of interest. */
  drop(): void {
    this._question?.abort();
    this._question = null;
  }

  private async _ask(overlong: IOverlong): Promise<void> {
    const { ask, stop } = this._options;
    const question = new AbortController();
    this._question = question;
    const answer = (await ask?.(overlong, question.signal)) ?? 'wait';
    if (question.signal.aborted) {
      return;
    }
    this._question = null;
    if (answer === 'stop') {
      stop(overlong);
    } else {
      this._limit.keepWaiting();
    }
  }

  private _options: IMindOptions;
  private _limit: TimeLimit;
  private _overlong: IOverlong | null = null;
  private _question: AbortController | null = null;
}

/** How a run ends that was stopped for a cell's time. */
export function endOfOverlong(
  { cell, seconds }: IOverlong,
  code: 'time-limit' | 'time-limit-busy' = 'time-limit'
): IEnd {
  return { ending: 'interrupted', code, detail: { cell, count: seconds } };
}
