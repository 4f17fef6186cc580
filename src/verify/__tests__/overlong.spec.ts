import { OverlongMinder, type AskLimit } from '../overlong';
import { RunTracker } from '../tracker';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** Two cells with a limit of 60 s; `after` lets seconds pass, one look a second. */
function make(ask?: AskLimit) {
  const done: string[] = [];
  const tracker = new RunTracker(
    ['a', 'b'].map((key, index) => ({ key, index, source: key, tags: [] })),
    () => performance.now()
  );
  const minder = new OverlongMinder({
    seconds: 60,
    tracker,
    ask,
    interrupt: () => done.push('interrupt'),
    stop: ({ cell }) => done.push(`stop ${cell}`)
  });
  minder.mind(true, false);
  const after = async (seconds: number, runs = true) => {
    for (let second = 0; second < seconds; second++) {
      await jest.advanceTimersByTimeAsync(1000);
      minder.mind(runs, false);
    }
    await jest.advanceTimersByTimeAsync(0);
  };
  return { done, tracker, minder, after };
}

describe('OverlongMinder', () => {
  it('interrupts a cell and believes nothing that it gives then', async () => {
    const { done, tracker, minder, after } = make();
    await after(60);
    expect(done).toEqual(['interrupt']);
    expect(minder.overlong).toEqual({ key: 'a', cell: 0, seconds: 60 });
    tracker.settle('a', { status: 'ok' });
    expect(tracker.outcomes('interrupted').get('a')).toEqual({
      status: 'not-run',
      reason: 'interrupted'
    });
  });

  it('stops the run only when a person says so', async () => {
    const waits = make(() => Promise.resolve('wait'));
    await waits.after(1000);
    expect(waits.done).toEqual(['interrupt']);
    const stops = make(() => Promise.resolve('stop'));
    await stops.after(1000);
    expect(stops.done).toEqual(['interrupt', 'stop 0']);
    const alone = make();
    await alone.after(1000);
    expect(alone.done).toEqual(['interrupt']);
  });

  it('takes the question back when the cell ends', async () => {
    const signals: AbortSignal[] = [];
    const { done, minder, after } = make((_, over) => {
      signals.push(over);
      return new Promise(resolve =>
        over.addEventListener('abort', () => resolve('stop'))
      );
    });
    await after(70);
    expect(signals).toHaveLength(1);
    minder.drop();
    await after(1);
    expect(signals[0].aborted).toBe(true);
    expect(done).toEqual(['interrupt']);
  });

  it('counts no time in which no cell runs', async () => {
    const { done, after } = make();
    await after(1000, false);
    expect(done).toEqual([]);
  });
});
