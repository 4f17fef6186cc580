import { Signal } from '@lumino/signaling';
import { lateOutput, quiet, within } from '../quiet';

const sender = {};
let signal: Signal<object, void>;

beforeEach(() => {
  jest.useFakeTimers();
  signal = new Signal<object, void>(sender);
});
afterEach(() => {
  jest.useRealTimers();
});

/** How many milliseconds a promise takes, and what it gives. */
async function timed<T>(promise: Promise<T>): Promise<[number, T]> {
  const began = Date.now();
  let end: [number, T] | null = null;
  void promise.then(value => {
    end = [Date.now() - began, value];
  });
  while (end === null) {
    await jest.advanceTimersByTimeAsync(10);
  }
  return end;
}

/** Emits every so many milliseconds, so many times. */
function emit(every: number, times: number): void {
  for (let count = 1; count <= times; count++) {
    setTimeout(() => signal.emit(), every * count);
  }
}

const plain = [{ source: 'print(1)' }];
const threads = [{ source: 'import threading' }];

describe('quiet', () => {
  it('ends after the silence that is asked for', async () => {
    expect(await timed(quiet(signal, 100, 1000))).toEqual([100, true]);
  });

  it('counts the silence from the last signal', async () => {
    emit(50, 4);
    expect(await timed(quiet(signal, 100, 1000))).toEqual([300, true]);
  });

  it('ends at the limit and says that it is not silent', async () => {
    emit(50, 100);
    expect(await timed(quiet(signal, 100, 1000))).toEqual([1000, false]);
  });
});

describe('lateOutput', () => {
  it('waits 0.1 s where nothing runs beside the cells', async () => {
    expect(await timed(lateOutput(signal, plain))).toEqual([100, true]);
  });

  it('waits longer than a kernel holds output back where something may', async () => {
    expect(await timed(lateOutput(signal, threads))).toEqual([1000, true]);
    emit(200, 3);
    expect(await timed(lateOutput(signal, threads))).toEqual([1600, true]);
  });

  it('waits longer, too, when something comes unexpectedly', async () => {
    emit(50, 1);
    expect(await timed(lateOutput(signal, plain))).toEqual([1100, true]);
  });

  it('does not wait for ever', async () => {
    emit(200, 100);
    expect(await timed(lateOutput(signal, threads))).toEqual([3000, false]);
  });
});

describe('within', () => {
  it('gives the value, or what is given for a late one', async () => {
    const value = new Promise(resolve => setTimeout(resolve, 50, 'value'));
    expect(await timed(within(value, 100, 'late'))).toEqual([50, 'value']);
    const never = new Promise(() => undefined);
    expect(await timed(within(never, 100, 'late'))).toEqual([100, 'late']);
  });

  it('passes an error on', async () => {
    await expect(
      within(Promise.reject(new Error('no')), 100, null)
    ).rejects.toThrow('no');
  });
});
