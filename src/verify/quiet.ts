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
