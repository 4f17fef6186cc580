/** What is to be done about a cell that runs for too long. */
export type LimitStep = 'interrupt' | 'ask';

/** Times in milliseconds. */
export interface ITimeLimitOptions {
  /** How long a cell may run. */
  limit: number;
  /** How long it may take to stop when it was interrupted. */
  grace: number;
  /** A clock that never goes back. */
  now: () => number;
}

/** Time that may pass between two looks: a page in the background looks once a minute. More is sleep. */
const LONGEST_LOOK = 90_000;

/**
 * Decides when a cell has run for too long: it is interrupted once, and when that does not end it, a person is asked.
 *
 * #### Notes
 * Time in which a cell waits for typed input, and in which the computer sleeps, does not count. A person who keeps
 * waiting is asked again after the limit, or after the grace time where that is longer.
 */
export class TimeLimit {
  constructor(options: ITimeLimitOptions) {
    this._options = options;
    this._looked = options.now();
  }

  /**
   * Looks at the cell at work; to be called often.
   *
   * @param cell - key of the cell, or null between cells
   * @param waits - whether it waits, for typed input or its kernel: that time does not count
   * @returns what to do now, once each
   */
  look(cell: string | null, waits: boolean): LimitStep | null {
    const now = this._options.now();
    const passed = Math.min(now - this._looked, LONGEST_LOOK);
    this._looked = now;
    if (cell !== this._cell) {
      this._cell = cell;
      this._enter('runs', this._options.limit);
      return null;
    }
    if (cell === null || waits || this._phase === 'asked') {
      return null;
    }
    this._left -= passed;
    if (this._left > 0) {
      return null;
    }
    if (this._phase === 'runs') {
      this._enter('interrupted', this._options.grace);
      return 'interrupt';
    }
    this._enter('asked', 0);
    return 'ask';
  }

  /** The person who was asked keeps waiting. */
  keepWaiting(): void {
    if (this._phase === 'asked') {
      const { limit, grace } = this._options;
      this._enter('interrupted', Math.max(limit, grace));
    }
  }

  private _enter(phase: typeof this._phase, left: number): void {
    this._phase = phase;
    this._left = left;
  }

  private _options: ITimeLimitOptions;
  private _looked: number;
  private _cell: string | null = null;
  private _phase: 'runs' | 'interrupted' | 'asked' = 'runs';
  private _left = 0;
}
