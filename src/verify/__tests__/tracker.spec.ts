import type { Ending } from '../reasons';
import { isBlank } from '../blank';
import { RunTracker, foreignCount } from '../tracker';

/** Cells written as `source #tag`, keys `0`, `1`, ... */
function track(...cells: string[]): RunTracker {
  return new RunTracker(
    cells.map((cell, index) => {
      const [source, tag] = cell.split('#');
      return {
        key: String(index),
        index,
        source,
        tags: tag === undefined ? [] : [tag]
      };
    }),
    () => clock
  );
}

let clock = 0;
beforeEach(() => {
  clock = 1000;
});

const ok = { status: 'ok' } as const;
const aborted = { status: 'aborted' } as const;
const error = (ename: string) =>
  ({ status: 'error', ename, evalue: 'why' }) as const;

/** Outcomes as words. */
function outcomes(tracker: RunTracker, ending: Ending): string[] {
  return [...tracker.outcomes(ending).values()].map(outcome =>
    outcome.status === 'not-run'
      ? outcome.reason
      : outcome.status === 'error'
        ? outcome.ename
        : outcome.status
  );
}

describe('RunTracker', () => {
  it('counts blank cells neither as sent nor as run', () => {
    const tracker = track('a', ' \n\t', 'b');
    expect(tracker.sent.map(cell => cell.index)).toEqual([0, 2]);
    expect(tracker.settle('1', ok)).toBe(false);
    tracker.settle('0', ok);
    tracker.settle('2', ok);
    expect(outcomes(tracker, 'completed')).toEqual(['ok', 'blank', 'ok']);
  });

  it('takes replies in any order and names the first cell without one', () => {
    const tracker = track('a', 'b', 'c');
    tracker.settle('1', ok);
    expect(tracker.current?.index).toBe(0);
    tracker.settle('0', ok);
    expect(tracker.current?.index).toBe(2);
    expect(tracker.done).toBe(2);
    tracker.settle('2', ok);
    expect(tracker.current).toBeNull();
  });

  it('believes the first reply', () => {
    const tracker = track('a');
    expect(tracker.settle('0', error('E'))).toBe(true);
    expect(tracker.settle('0', ok)).toBe(false);
    expect(tracker.reply('0')).toEqual(error('E'));
  });

  it('lets a cell that was aborted be sent again', () => {
    const tracker = track('a', 'b');
    tracker.settle('0', error('E'));
    tracker.settle('1', aborted);
    expect(tracker.aborted.map(cell => cell.index)).toEqual([1]);
    tracker.resend('0');
    tracker.resend('1');
    expect(tracker.pending.map(cell => cell.index)).toEqual([1]);
    tracker.settle('1', ok);
    expect(outcomes(tracker, 'stopped')).toEqual(['E', 'ok']);
  });

  it('does not believe a cell that was spoiled, whatever its reply', () => {
    const took = track('a', 'b', 'c');
    took.spoil('1');
    took.settle('0', ok);
    took.settle('1', ok);
    expect(outcomes(took, 'interrupted')).toEqual([
      'ok',
      'interrupted',
      'after-stop'
    ]);
    const raised = track('a', 'b');
    raised.spoil('0');
    raised.settle('0', error('MyError'));
    raised.settle('1', aborted);
    expect(outcomes(raised, 'interrupted')).toEqual([
      'interrupted',
      'after-stop'
    ]);
  });

  it('passes over cells that it did not send', () => {
    expect(track('a').settle('other', ok)).toBe(false);
  });

  it('takes the first unexpected error for the failure, in document order', () => {
    const tracker = track('a#raises-exception', 'b', 'c');
    tracker.settle('2', error('Later'));
    tracker.settle('0', error('Expected'));
    tracker.settle('1', error('First'));
    expect(tracker.failure?.cell.index).toBe(1);
    expect(tracker.failure?.ename).toBe('First');
  });

  it.each(['a#nbval-raises-exception', '# NBVAL_RAISES_EXCEPTION\na'])(
    'knows what nbval marks, too: %j',
    marked => {
      const [source, tag] = marked.startsWith('#')
        ? [marked]
        : marked.split('#');
      const tracker = new RunTracker(
        [{ key: '0', index: 0, source, tags: tag ? [tag] : [] }],
        () => clock
      );
      tracker.settle('0', error('ValueError'));
      expect(tracker.failure).toBeNull();
      expect(outcomes(tracker, 'completed')).toEqual(['ValueError']);
    }
  );

  it('does not take an expected error for a failure', () => {
    const tracker = track('a#raises-exception');
    tracker.settle('0', error('E'));
    expect(tracker.failure).toBeNull();
    expect(outcomes(tracker, 'completed')).toEqual(['E']);
  });

  it('measures each cell from the reply before it', () => {
    const tracker = track('a', 'b', 'c');
    clock += 30;
    tracker.settle('0', ok);
    clock += 500;
    tracker.settle('1', error('E'));
    clock += 1;
    tracker.settle('2', aborted);
    expect([...tracker.durations()]).toEqual([
      ['0', 30],
      ['1', 500]
    ]);
  });

  const rest: [Ending, string[]][] = [
    ['stopped', ['ok', 'after-stop', 'after-stop']],
    ['kernel-died', ['ok', 'kernel-died', 'after-stop']],
    ['interrupted', ['ok', 'interrupted', 'after-stop']],
    ['cancelled', ['ok', 'interrupted', 'after-stop']],
    ['disconnected', ['ok', 'lost', 'lost']],
    ['kernel-changed', ['ok', 'lost', 'lost']]
  ];
  it.each(rest)('after %s the cells without a reply are %j', (ending, all) => {
    const tracker = track('a', 'b', 'c');
    tracker.settle('0', ok);
    expect(outcomes(tracker, ending)).toEqual(all);
  });

  it('blames the interrupt, not the cell, for a KeyboardInterrupt', () => {
    const tracker = track('a', 'b', 'c');
    tracker.settle('0', ok);
    tracker.settle('1', error('KeyboardInterrupt'));
    tracker.settle('2', aborted);
    expect(tracker.interrupted?.index).toBe(1);
    expect(outcomes(tracker, 'interrupted')).toEqual([
      'ok',
      'interrupted',
      'after-stop'
    ]);
  });

  it('blames our own interrupt for whatever error the cell at work gives', () => {
    const tracker = track('a', 'b', 'c');
    tracker.settle('0', error('Own'));
    tracker.interrupt();
    tracker.settle('1', error('SomeOtherName'));
    tracker.settle('2', aborted);
    expect(tracker.interrupted?.index).toBe(1);
    expect(outcomes(tracker, 'cancelled')).toEqual([
      'Own',
      'interrupted',
      'after-stop'
    ]);
  });
});

describe('foreignCount', () => {
  it.each([
    [[1, 2, 3], -1],
    [[1, null, 2], -1],
    [[1, 3, 4], 1],
    [[2], 0],
    [[1, 1, 2], -1],
    [[], -1],
    [[null, 2], 1]
  ])('of %j is %i', (counts, position) => {
    expect(foreignCount(counts)).toBe(position);
  });
});

describe('isBlank', () => {
  it('knows what JupyterLab does not send', () => {
    expect(['', ' ', '\n\t'].every(isBlank)).toBe(true);
    expect(isBlank('# only a comment')).toBe(false);
  });
});
