import type { IExecution, IExecutionLog } from '../core/notebook/log';

/** At most so many executions are kept of one kernel session. */
export const MOST_EXECUTIONS = 2000;
/** At most so many characters of source are kept of one kernel session. */
export const MOST_CHARACTERS = 2_000_000;

/** An input that the kernel's own history told of. */
export interface IHistoryEntry {
  /** The In[] number, or null when the kernel does not number its inputs. */
  count: number | null;
  source: string;
}

/** A session log as plain data. */
export interface ISavedLog {
  session: string;
  executions: IExecution[];
  /** Nothing that ran before the first execution is missing. */
  fromStart: boolean;
  /** Something that ran between two executions is missing. */
  gap: boolean;
}

/**
 * What ran in one kernel session, oldest first. It forgets the oldest when there is too much.
 */
export class SessionLog {
  constructor(session: string, fromStart = false) {
    this.session = session;
    this._fromStart = fromStart;
  }

  /** Takes up a log that was saved. */
  static from(saved: ISavedLog): SessionLog {
    const log = new SessionLog(saved.session, saved.fromStart);
    log._gap = saved.gap;
    log._away = true;
    log._executions = saved.executions.map(each =>
      // Its end was not seen.
      each.outcome === 'running' ? { ...each, outcome: 'unknown' } : each
    );
    log._shorten();
    return log;
  }

  session: string;

  get saved(): ISavedLog {
    const { session, _executions, _fromStart, _gap } = this;
    return {
      session,
      executions: _executions,
      fromStart: _fromStart,
      gap: _gap
    };
  }

  get log(): IExecutionLog {
    return {
      session: this.session,
      executions: this._executions.map(execution => ({ ...execution })),
      complete: this._fromStart && !this._gap && !this._away
    };
  }

  /** From here on something may be missed, until the next number tells. */
  leave(): void {
    this._away = true;
  }

  /** Whether an input of that number shows that the kernel was started anew. */
  startsAnew(count: number | null): boolean {
    return count !== null && count < this._last();
  }

  /** Notes that the kernel began to run something; the entry may be changed until it ended. */
  begin(execution: IExecution): IExecution {
    const { count } = execution;
    if (count !== null) {
      const last = this._last();
      if (this._executions.length === 0 && count === 1) {
        this._fromStart = true;
      } else if (count > last + 1) {
        // Inputs that are not stored repeat a number, so a number that was left out is one that was not seen.
        if (this._executions.length === 0) {
          this._fromStart = false;
        } else {
          this._gap = true;
        }
      }
      this._away = false;
    }
    this._executions.push(execution);
    this._shorten();
    return execution;
  }

  /** Puts a log of the same session that ends before this one begins in front of it. */
  prepend(before: SessionLog): void {
    const first = this._executions.find(({ count }) => count !== null)?.count;
    if (typeof first === 'number' && first > before._last() + 1) {
      this._gap = true;
    }
    this._executions = [...before._executions, ...this._executions];
    this._fromStart = before._fromStart;
    this._gap = this._gap || before._gap;
    this._away = this._away || first === undefined;
    this._shorten();
  }

  /**
   * Adds what the kernel's history tells and the log does not.
   *
   * @param history - all stored inputs of this session, oldest first
   * @param cellOf - id of the cell that an input came from, or null
   */
  merge(
    history: IHistoryEntry[],
    cellOf: (entry: IHistoryEntry) => string | null
  ): void {
    const told = history.map<IExecution>(entry => ({
      cell: cellOf(entry),
      source: entry.source,
      count: entry.count,
      outcome: 'unknown',
      by: 'history'
    }));
    const numbered = told.every(({ count }) => count !== null);
    this._executions = numbered
      ? this._mergeByCount(told)
      : this._mergeBySource(told);
    if (numbered && told.every(({ count }, index) => count === index + 1)) {
      this._fromStart = true;
      this._gap = false;
      this._away = false;
    }
    this._shorten();
  }

  private _mergeByCount(told: IExecution[]): IExecution[] {
    const own = new Set(this._executions.map(keyOf));
    const missing = told.filter(each => !own.has(keyOf(each)));
    const merged: IExecution[] = [];
    for (const execution of this._executions) {
      while (
        missing.length > 0 &&
        execution.count !== null &&
        missing[0].count! < execution.count
      ) {
        merged.push(missing.shift()!);
      }
      merged.push(execution);
    }
    return [...merged, ...missing];
  }

  /** Without numbers only the order is known; what the log has itself is certain, and is taken to be the last. */
  private _mergeBySource(told: IExecution[]): IExecution[] {
    const own = this._executions.map(({ source }) => source.trim());
    const earlier = [...told];
    for (let index = own.length - 1; index >= 0; index--) {
      if (earlier[earlier.length - 1]?.source.trim() === own[index]) {
        earlier.pop();
      }
    }
    return [...earlier, ...this._executions];
  }

  private _last(): number {
    return this._executions.reduce(
      (last, { count }) => Math.max(last, count ?? 0),
      0
    );
  }

  private _shorten(): void {
    let characters = this._executions.reduce(
      (sum, { source }) => sum + source.length,
      0
    );
    let drop = Math.max(0, this._executions.length - MOST_EXECUTIONS);
    for (let index = 0; index < this._executions.length - 1; index++) {
      if (index >= drop) {
        if (characters <= MOST_CHARACTERS) {
          break;
        }
        drop = index + 1;
      }
      characters -= this._executions[index].source.length;
    }
    if (drop > 0) {
      this._executions = this._executions.slice(drop);
      this._fromStart = false;
    }
  }

  private _executions: IExecution[] = [];
  private _fromStart: boolean;
  private _gap = false;
  /** Nobody watched for a while. */
  private _away = false;
}

function keyOf({ count, source }: IExecution): string {
  return `${count} ${source.trim()}`;
}
