import { expectsError } from '../core/outputs/tags';
import type { RunOutcome } from '../core/outputs/types';
import type { Ending } from './reasons';
import { isBlank } from './blank';

/** A code cell as it was sent. */
export interface ISentCell {
  /** Key under which replies come in; the cell id where there is one. */
  key: string;
  /** Index in the notebook, counting all cells. */
  index: number;
  source: string;
  tags: readonly string[];
}

/** What the kernel answered for a cell. */
export type Reply =
  | { status: 'ok' }
  | { status: 'error'; ename: string; evalue: string }
  /** Never executed, because a cell before it failed. */
  | { status: 'aborted' };

/** A cell whose reply came. */
interface ISettled {
  reply: Reply;
  milliseconds: number;
}

/**
 * Follows the cells of a clean run from "sent" to "settled", in whatever
 * order replies come, and decides what became of each.
 *
 * #### Notes
 * Blank cells are never sent to a kernel and count as settled from the start.
 * A second reply for a cell replaces the first only when that was `aborted`
 * (the cell was sent again).
 */
export class RunTracker {
  /**
   * @param cells - the code cells in document order
   * @param now - milliseconds, from a clock that never goes back
   */
  constructor(cells: readonly ISentCell[], now: () => number) {
    this._cells = cells;
    this._now = now;
    this._sent = cells.filter(cell => !isBlank(cell.source));
    this._known = new Set(this._sent.map(cell => cell.key));
    this._last = now();
  }

  /** Cells with code, in document order. */
  get sent(): readonly ISentCell[] {
    return this._sent;
  }

  /** How many have a reply. */
  get done(): number {
    return this._settled.size;
  }

  get pending(): readonly ISentCell[] {
    return this._sent.filter(cell => !this._settled.has(cell.key));
  }

  /** The cell at work: the first without a reply. */
  get current(): ISentCell | null {
    return this._sent.find(cell => !this._settled.has(cell.key)) ?? null;
  }

  /** Milliseconds since the last reply. */
  get sinceLast(): number {
    return this._now() - this._last;
  }

  /** Cells that were never executed because one before them failed. */
  get aborted(): readonly ISentCell[] {
    return this._sent.filter(
      cell => this._settled.get(cell.key)?.reply.status === 'aborted'
    );
  }

  /** The first cell, in document order, with an error it was not expected to raise. */
  get failure(): { cell: ISentCell; ename: string; evalue: string } | null {
    for (const cell of this._sent) {
      const reply = this._settled.get(cell.key)?.reply;
      if (reply?.status === 'error' && !expectsError(cell)) {
        return { cell, ename: reply.ename, evalue: reply.evalue };
      }
    }
    return null;
  }

  /** The first cell whose error says that the kernel was interrupted. */
  get interrupted(): ISentCell | null {
    return (
      this._sent.find(cell => {
        const reply = this._settled.get(cell.key)?.reply;
        return reply?.status === 'error' && this._byInterrupt(cell, reply);
      }) ?? null
    );
  }

  reply(key: string): Reply | null {
    return this._settled.get(key)?.reply ?? null;
  }

  milliseconds(key: string): number | null {
    return this._settled.get(key)?.milliseconds ?? null;
  }

  /**
   * Takes a reply in.
   *
   * @returns whether it told anything new
   */
  settle(key: string, reply: Reply): boolean {
    const before = this._settled.get(key)?.reply;
    if (!this._known.has(key) || (before && before.status !== 'aborted')) {
      return false;
    }
    const now = this._now();
    this._settled.set(key, { reply, milliseconds: now - this._last });
    this._last = now;
    return before?.status !== reply.status;
  }

  /** Notes that an error of this cell is our doing: it is being interrupted. */
  interrupt(key: string | undefined = this.current?.key): void {
    if (key !== undefined) {
      this._interrupting.add(key);
    }
  }

  /**
   * Notes that whatever this cell gives is of no use: it was interrupted, be it that it went on after that.
   */
  spoil(key: string): void {
    this._interrupting.add(key);
    this._spoiled.add(key);
  }

  /** Forgets that a cell was aborted, because it is sent again. */
  resend(key: string): void {
    if (this._settled.get(key)?.reply.status === 'aborted') {
      this._settled.delete(key);
    }
  }

  /** What became of each code cell, blank ones included, by key. */
  outcomes(ending: Ending): Map<string, RunOutcome> {
    const outcomes = new Map<string, RunOutcome>();
    const stopped = ending === 'interrupted' || ending === 'cancelled';
    let reachedEnd = false;
    for (const cell of this._cells) {
      if (isBlank(cell.source)) {
        outcomes.set(cell.key, { status: 'not-run', reason: 'blank' });
        continue;
      }
      const reply = this._settled.get(cell.key)?.reply;
      if (reply?.status === 'ok' && !this._spoiled.has(cell.key)) {
        outcomes.set(cell.key, { status: 'ok' });
      } else if (reply?.status === 'ok') {
        reachedEnd = true;
        outcomes.set(cell.key, { status: 'not-run', reason: 'interrupted' });
      } else if (reply?.status === 'error') {
        const byInterrupt = stopped && this._byInterrupt(cell, reply);
        reachedEnd = reachedEnd || byInterrupt;
        outcomes.set(
          cell.key,
          byInterrupt ? { status: 'not-run', reason: 'interrupted' } : reply
        );
      } else {
        const first: boolean = !reachedEnd && reply?.status !== 'aborted';
        reachedEnd = reachedEnd || first;
        outcomes.set(cell.key, {
          status: 'not-run',
          reason: notRun(ending, first)
        });
      }
    }
    return outcomes;
  }

  /** What each settled cell took, to estimate the next run. */
  durations(): Map<string, number> {
    const durations = new Map<string, number>();
    for (const [key, { reply, milliseconds }] of this._settled) {
      if (reply.status !== 'aborted') {
        durations.set(key, milliseconds);
      }
    }
    return durations;
  }

  private _byInterrupt(cell: ISentCell, reply: { ename: string }): boolean {
    return this._interrupting.has(cell.key) || saysInterrupt(reply.ename);
  }

  private _cells: readonly ISentCell[];
  private _sent: readonly ISentCell[];
  private _known: Set<string>;
  private _now: () => number;
  private _last: number;
  private _settled = new Map<string, ISettled>();
  private _interrupting = new Set<string>();
  private _spoiled = new Set<string>();
}

/**
 * Whether counts show code of someone else: the k-th cell that ran has a
 * count above k. Lower ones do not (some kernels do not count a cell that
 * holds only a comment).
 *
 * @param counts - execution counts in document order, null for cells that did
 * not run
 * @returns position of the first such count, or -1
 */
export function foreignCount(counts: readonly (number | null)[]): number {
  let expected = 0;
  return counts.findIndex(count => {
    if (count === null) {
      return false;
    }
    expected += 1;
    return count > expected;
  });
}

/** Names that Python, Julia, and the JavaScript kernels give an interrupt. */
export function saysInterrupt(ename: string): boolean {
  return /^(KeyboardInterrupt|Interrupt(ed)?(Error|Exception)?)$/.test(ename);
}

function notRun(
  ending: Ending,
  first: boolean
): 'after-stop' | 'interrupted' | 'kernel-died' | 'lost' {
  switch (ending) {
    case 'kernel-died':
      return first ? 'kernel-died' : 'after-stop';
    case 'interrupted':
    case 'cancelled':
      return first ? 'interrupted' : 'after-stop';
    case 'disconnected':
    case 'kernel-changed':
    case 'completed':
      return 'lost';
    default:
      return 'after-stop';
  }
}
