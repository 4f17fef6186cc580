/** What is known while cells run; times in milliseconds. */
export interface IPace {
  /** Cells not settled yet, in document order; the first is at work. */
  remaining: readonly string[];
  /** How many are settled. */
  done: number;
  /** Since the first cell was sent. */
  elapsed: number;
  /** Since the last cell was settled. */
  sinceLast: number;
  /** Durations by cell id, from the last run of this notebook. */
  previous: ReadonlyMap<string, number>;
}

/** Too short a time to say anything about the pace of a run. */
const MIN_ELAPSED = 2000;

/** A cell that takes longer than this tells that the estimate for it was wrong. */
const overdue = (expected: number) => 2 * expected + 1000;

/**
 * Estimates the seconds left: from what each cell took last time (a cell
 * without such a time counts as the mean of the others), else from the pace
 * so far.
 *
 * @returns whole seconds, or null when there is nothing to estimate from, or the cell at work takes much longer than was
 * to be expected
 */
export function secondsLeft(pace: IPace): number | null {
  const { remaining, done, elapsed, sinceLast, previous } = pace;
  if (remaining.length === 0) {
    return 0;
  }
  if (remaining.some(id => previous.has(id))) {
    let sum = 0;
    for (const time of previous.values()) {
      sum += time;
    }
    const mean = sum / previous.size;
    if (sinceLast > overdue(previous.get(remaining[0]) ?? mean)) {
      return null;
    }
    let left = 0;
    remaining.forEach((id, position) => {
      const time = previous.get(id) ?? mean;
      left += position === 0 ? Math.max(time - sinceLast, 0) : time;
    });
    return Math.ceil(left / 1000);
  }
  if (done === 0 || elapsed < MIN_ELAPSED) {
    return null;
  }
  const mean = (elapsed - sinceLast) / done;
  if (sinceLast > overdue(mean)) {
    return null;
  }
  const first = Math.max(mean - sinceLast, 0);
  return Math.ceil((first + mean * (remaining.length - 1)) / 1000);
}
