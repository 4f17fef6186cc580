/**
 * Work that may be interrupted: a generator that pauses where it can wait, and in the end returns its result. One that is
 * left half done (`return`) has nothing under way.
 */
export type Steps<T> = Generator<void, T>;

/** When to let others have the thread, and how: the host's to say, as `core` has no clock. */
export interface IPace {
  /** True if work went on for long enough. */
  isDue(): boolean;
  /** Resolves when others had their turn. */
  rest(): Promise<void>;
}

/** Do all the work at once. */
export function complete<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
  }
}

/**
 * Do the work with rests in between.
 *
 * @param isWanted - Asked after each rest: the work is left when it is wanted no longer.
 * @returns the result, or null when the work was left.
 */
export async function pursue<T>(
  steps: Steps<T>,
  pace: IPace,
  isWanted: () => boolean
): Promise<T | null> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
    if (pace.isDue()) {
      await pace.rest();
      if (!isWanted()) {
        steps.return(undefined as never);
        return null;
      }
    }
  }
}
