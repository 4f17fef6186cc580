import type { ISignal } from '@lumino/signaling';

/**
 * Waits until a signal has been silent for some time.
 *
 * @param silence - milliseconds without the signal that are enough
 * @param limit - milliseconds after which waiting ends anyway
 *
 * @returns whether it became silent
 */
export function quiet<T, U>(
  signal: ISignal<T, U>,
  silence: number,
  limit: number
): Promise<boolean> {
  return new Promise(resolve => {
    const end = (silent: boolean) => {
      signal.disconnect(restart);
      clearTimeout(short);
      clearTimeout(long);
      resolve(silent);
    };
    const restart = () => {
      clearTimeout(short);
      short = setTimeout(() => end(true), silence);
    };
    let short = setTimeout(() => end(true), silence);
    const long = setTimeout(() => end(false), limit);
    signal.connect(restart);
  });
}

/** Silence in milliseconds that is enough where nothing runs beside cells. */
const SHORT = 100;
/** Where something may. ipykernel holds a thread's output for up to 0.2 s; the thread itself may rest in between. */
const LONG = 1000;
/** How long outputs may go on changing. */
const LIMIT = 3000;

/** Words of code that goes on after its cell has ended. */
const BESIDE =
  /thread|async|await|timer|concurrent|parallel|callback|popen|schedule|dask|spark|ray\b/i;

/**
 * Waits for what code beside the cells (threads, tasks) prints after the last
 * of them has ended.
 *
 * #### Notes
 * The kernel is not asked whether it has more: ipykernel would give the output
 * of threads to that question, and the cell would lose it.
 *
 * @returns whether outputs came to rest
 */
export async function lateOutput<T, U>(
  changed: ISignal<T, U>,
  cells: readonly { source: string }[]
): Promise<boolean> {
  if (!cells.some(({ source }) => BESIDE.test(source))) {
    let late = false;
    const onChange = () => {
      late = true;
    };
    changed.connect(onChange);
    await delay(SHORT);
    changed.disconnect(onChange);
    if (!late) {
      return true;
    }
  }
  return quiet(changed, LONG, LIMIT);
}

/** Resolves after that time. */
export function delay(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

/** Resolves to the promise's value, or to `late` after that time. */
export async function within<T, L>(
  promise: Promise<T>,
  milliseconds: number,
  late: L
): Promise<T | L> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await Promise.race([
      promise,
      new Promise<L>(resolve => {
        timer = setTimeout(() => resolve(late), milliseconds);
      })
    ]);
  } finally {
    clearTimeout(timer);
  }
}
