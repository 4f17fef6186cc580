import type { IExecution } from '../../core/notebook/log';
import { MOST_CHARACTERS, MOST_EXECUTIONS, SessionLog } from '../session-log';

function ran(count: number | null, source = `c${count}`): IExecution {
  return { cell: null, source, count, outcome: 'ok', by: 'here' };
}

function watched(...counts: number[]): SessionLog {
  const log = new SessionLog('s');
  counts.forEach(count => log.begin(ran(count)));
  return log;
}

const sources = (log: SessionLog) =>
  log.log.executions.map(({ source }) => source);

describe('completeness', () => {
  it('is told when the kernel was watched from its first input', () => {
    expect(watched(1, 2, 3).log.complete).toBe(true);
  });

  it('is told of a kernel that was seen to start and ran nothing', () => {
    expect(new SessionLog('s', true).log.complete).toBe(true);
    expect(new SessionLog('s').log.complete).toBe(false);
  });

  it('is not told when the first input that was seen is not the first', () => {
    expect(watched(4, 5).log.complete).toBe(false);
    const started = new SessionLog('s', true);
    started.begin(ran(2));
    expect(started.log.complete).toBe(false);
  });

  it('is lost when a number was left out', () => {
    expect(watched(1, 2, 4).log.complete).toBe(false);
  });

  it('is kept by inputs that are not stored, which repeat a number', () => {
    expect(watched(1, 2, 2, 3).log.complete).toBe(true);
  });

  it('is in doubt after nobody watched, until the next number tells', () => {
    const log = watched(1, 2);
    log.leave();
    expect(log.log.complete).toBe(false);
    log.begin(ran(3));
    expect(log.log.complete).toBe(true);
    log.leave();
    log.begin(ran(5));
    expect(log.log.complete).toBe(false);
  });

  it('comes with a history that begins with 1', () => {
    const log = watched(3);
    log.merge(
      [1, 2, 3].map(count => ({ count, source: `c${count}` })),
      () => null
    );
    expect(log.log.complete).toBe(true);
  });

  it('does not come with a history without numbers', () => {
    const log = new SessionLog('s');
    log.merge([{ count: null, source: 'a' }], () => null);
    expect(log.log.complete).toBe(false);
  });
});

describe('a number below the last', () => {
  it('says that the kernel was started anew', () => {
    expect(watched(1, 2).startsAnew(1)).toBe(true);
    expect(watched(1, 2).startsAnew(2)).toBe(false);
    expect(watched(1, 2).startsAnew(null)).toBe(false);
  });
});

describe('history', () => {
  it('fills in what was not seen, in its place', () => {
    const log = watched(2, 4);
    log.merge(
      [1, 2, 3, 4, 5].map(count => ({ count, source: `c${count}` })),
      ({ source }) => (source === 'c3' ? 'id' : null)
    );
    expect(sources(log)).toEqual(['c1', 'c2', 'c3', 'c4', 'c5']);
    expect(log.log.executions[1].by).toBe('here');
    expect(log.log.executions[2]).toEqual({
      cell: 'id',
      source: 'c3',
      count: 3,
      outcome: 'unknown',
      by: 'history'
    });
  });

  it('adds nothing when asked again', () => {
    const log = new SessionLog('s');
    const history = [1, 2].map(count => ({ count, source: `c${count}` }));
    log.merge(history, () => null);
    log.merge(history, () => null);
    expect(sources(log)).toEqual(['c1', 'c2']);
  });

  it('keeps an input that was not stored beside the one of its number', () => {
    const log = watched(1);
    log.begin(ran(2, 'unstored'));
    log.merge(
      [
        { count: 1, source: 'c1' },
        { count: 2, source: 'c2' }
      ],
      () => null
    );
    expect(sources(log)).toEqual(['c1', 'unstored', 'c2']);
  });

  it('without numbers goes before what was seen', () => {
    const log = new SessionLog('s');
    log.begin(ran(null, 'b'));
    const history = ['a', 'b'].map(source => ({ count: null, source }));
    log.merge(history, () => null);
    log.merge(history, () => null);
    expect(sources(log)).toEqual(['a', 'b']);
  });
});

describe('an earlier page', () => {
  it('comes first', () => {
    const log = watched(3);
    log.prepend(SessionLog.from(watched(1, 2).saved));
    expect(sources(log)).toEqual(['c1', 'c2', 'c3']);
    expect(log.log.complete).toBe(true);
  });

  it('leaves a gap when something ran between the two', () => {
    const log = watched(4);
    log.prepend(SessionLog.from(watched(1, 2).saved));
    expect(log.log.complete).toBe(false);
  });

  it('says nothing of what ran since', () => {
    const log = new SessionLog('s');
    log.prepend(SessionLog.from(watched(1, 2).saved));
    expect(log.log.complete).toBe(false);
    log.begin(ran(3));
    expect(log.log.complete).toBe(true);
  });

  it('did not see how its last execution ended', () => {
    const log = new SessionLog('s');
    log.begin({ ...ran(1), outcome: 'running' });
    expect(SessionLog.from(log.saved).log.executions[0].outcome).toBe(
      'unknown'
    );
  });
});

describe('size', () => {
  it('is bounded in number: the oldest go, and with them completeness', () => {
    const log = new SessionLog('s');
    for (let count = 1; count <= MOST_EXECUTIONS + 2; count++) {
      log.begin(ran(count));
    }
    expect(log.log.executions).toHaveLength(MOST_EXECUTIONS);
    expect(log.log.executions[0].count).toBe(3);
    expect(log.log.complete).toBe(false);
  });

  it('is bounded in characters, but the last execution stays', () => {
    const log = new SessionLog('s');
    log.begin(ran(1, 'a'.repeat(MOST_CHARACTERS - 10)));
    log.begin(ran(2, 'b'.repeat(20)));
    expect(log.log.executions.map(({ count }) => count)).toEqual([2]);
    log.begin(ran(3, 'c'.repeat(MOST_CHARACTERS + 1)));
    expect(log.log.executions.map(({ count }) => count)).toEqual([3]);
  });
});
