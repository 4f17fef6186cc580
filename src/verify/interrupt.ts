import type { ISessionContext } from '@jupyterlab/apputils';
import { within } from './quiet';
import type { RunTracker } from './tracker';

/** How long an interrupt may take before it is repeated, and given up, in milliseconds. */
const AGAIN = 1500;
const LIMIT = 10000;

/**
 * Interrupts a kernel until nothing runs in it, or it is time to give up.
 *
 * @param over - resolves when the run is over
 */
export async function interruptAll(
  context: ISessionContext,
  tracker: RunTracker,
  over: Promise<unknown>
): Promise<void> {
  let isOver = false;
  void over.then(() => {
    isOver = true;
  });
  const began = performance.now();
  while (!isOver && performance.now() - began < LIMIT) {
    tracker.interrupt();
    const key = tracker.current?.key;
    await context.session?.kernel?.interrupt().catch(() => undefined);
    const again = performance.now() + AGAIN;
    // The next cell may have begun (one that expected an error does not
    // stop the others): interrupt that at once.
    while (
      !isOver &&
      performance.now() < again &&
      tracker.current?.key === key
    ) {
      await within(over, 50, null);
    }
  }
}
