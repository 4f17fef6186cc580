import type { ICellRun, IOwnPattern } from '../../core/outputs/types';
import { evaluatePatterns } from '../patterns';
import type { IFromPatterns, IToPatterns } from '../pattern.worker';

class Hang extends Error {}

// A pattern that never comes to its end cannot be tried here: this one stands for it.
jest.mock('../../core/outputs/own', () => {
  const own = jest.requireActual('../../core/outputs/own');
  return {
    ...own,
    evaluateOwn: (
      text: string,
      patterns: IOwnPattern[],
      before?: (pattern: number) => void
    ) => {
      const at = patterns.findIndex(({ pattern }) => pattern === 'HANG');
      if (at >= 0 && text.includes('slow')) {
        for (let i = 0; i <= at; i++) {
          before?.(i);
        }
        throw new Hang();
      }
      return own.evaluateOwn(text, patterns, before);
    }
  };
});

/** What the threads of a test do. */
let starts: 'well' | 'never' | 'with an error';
let threads: Thread[];

/** The thread's own code, run in this one; what hangs says no more. */
class Thread {
  onmessage: ((event: { data: IFromPatterns }) => void) | null = null;
  onerror: ((event: { preventDefault(): void }) => void) | null = null;
  terminated = false;

  constructor() {
    threads.push(this);
    if (starts === 'with an error') {
      queueMicrotask(() => this.onerror?.({ preventDefault: () => undefined }));
    } else if (starts === 'well') {
      this._in(() =>
        jest.isolateModules(() => {
          jest.requireActual('../pattern.worker');
        })
      );
      this._work = window.onmessage as unknown as typeof this._work;
      window.onmessage = null;
    }
  }

  postMessage(data: IToPatterns): void {
    this._in(() => this._work?.({ data }));
  }

  terminate(): void {
    this.terminated = true;
  }

  private _in(act: () => void): void {
    const post = window.postMessage;
    window.postMessage = ((data: IFromPatterns) => {
      queueMicrotask(() => this.terminated || this.onmessage?.({ data }));
    }) as typeof window.postMessage;
    try {
      act();
    } catch (error) {
      if ((error as object).constructor.name !== 'Hang') {
        throw error;
      }
    } finally {
      window.postMessage = post;
    }
  }

  private _work: ((event: { data: IToPatterns }) => void) | null = null;
}

const cell = (old: string, now: string, index = 0): ICellRun => ({
  index,
  id: null,
  tags: [],
  source: '',
  outcome: { status: 'ok' },
  old: [{ output_type: 'stream', name: 'stdout', text: old }],
  new: [{ output_type: 'stream', name: 'stdout', text: now }]
});
const own = (...patterns: string[]) => patterns.map(pattern => ({ pattern }));

/** Resolves with what it resolves to, however long that takes. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  for (let i = 0; i < 40; i++) {
    await jest.advanceTimersByTimeAsync(1000);
  }
  return work;
}

beforeEach(() => {
  starts = 'well';
  threads = [];
  (window as unknown as { Worker: unknown }).Worker = Thread;
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('evaluatePatterns', () => {
  it('gives one result for each text that differs, and ends its thread', async () => {
    const cells = [cell('a 1', 'a 2'), cell('same', 'same', 1)];
    const { places, problem } = await inTime(
      evaluatePatterns(cells, own('\\d'))
    );
    expect(problem).toBeNull();
    expect(places.map(({ cell, side }) => [cell, side])).toEqual([
      [0, 'old'],
      [0, 'new']
    ]);
    expect(places[1].result).toMatchObject({ hidden: [['2']] });
    expect(threads.map(({ terminated }) => terminated)).toEqual([true]);
  });

  it('looks at the texts that are the same, too, when asked to', async () => {
    const { places } = await inTime(
      evaluatePatterns([cell('1', '1')], own('\\d'), { all: true })
    );
    expect(places).toHaveLength(2);
  });

  it('ends a thread that hangs, names the pattern, and goes on behind that text', async () => {
    const cells = [cell('a', 'slow'), cell('b', 'c 7', 1)];
    const { places, problem } = await inTime(
      evaluatePatterns(cells, own('\\d', 'HANG'))
    );
    expect(problem).toEqual({
      text: 'the own pattern `HANG` took too long',
      pattern: 1
    });
    expect(
      places.map(({ result }) => ('problem' in result ? 'late' : result.text))
    ).toEqual(['a', 'late', 'b', expect.stringMatching(/^c /)]);
    // Once to see that it hangs, once to see where, once for the rest.
    expect(threads).toHaveLength(3);
    expect(threads.every(({ terminated }) => terminated)).toBe(true);
  });

  it('gives up after three that hang', async () => {
    const cells = [0, 1, 2, 3, 4].map(k => cell(`slow ${k}`, `slow x${k}`, k));
    const { places, problem } = await inTime(
      evaluatePatterns(cells, own('HANG'))
    );
    expect(problem?.pattern).toBe(0);
    expect(places).toHaveLength(3);
    expect(places.every(({ result }) => 'problem' in result)).toBe(true);
  });

  it.each(['never', 'with an error'] as const)(
    'says so where a thread starts %s',
    async how => {
      starts = how;
      const { places, problem } = await inTime(
        evaluatePatterns([cell('1', '2')], own('\\d'))
      );
      expect(places).toEqual([]);
      expect(problem).toMatchObject({ pattern: null });
      expect(problem?.text).toMatch(/could not be started/);
      expect(threads[0].terminated).toBe(true);
    }
  );

  it('ends at once when it is called off', async () => {
    const controller = new AbortController();
    const work = evaluatePatterns([cell('slow', 'x')], own('HANG'), {
      signal: controller.signal
    });
    controller.abort();
    expect((await inTime(work)).problem).toBeNull();
    expect(threads.every(({ terminated }) => terminated)).toBe(true);
    const before = threads.length;
    await inTime(
      evaluatePatterns([cell('1', '2')], own('\\d'), {
        signal: controller.signal
      })
    );
    expect(threads).toHaveLength(before);
  });
});
