import { DEFAULT_RULES, compareCell, compareNotebook } from '..';
import type { ICellRun, IOutput, RunOutcome } from './helpers';
import { cell, display, error, stream } from './helpers';

const told = (run: Partial<ICellRun>) =>
  compareCell(cell(run), DEFAULT_RULES).outputs.map(
    ({ verdict, old, new: now }) => [verdict, old, now].join(' ')
  );
const raised = (ename: string, evalue = ''): RunOutcome => ({
  status: 'error',
  ename,
  evalue
});
const [a, b, c] = [error('A', 'x'), error('B', '1'), error('B', '2')];

describe('several errors in a cell', () => {
  it('are each held against their partner', () => {
    expect(told({ old: [a, b], new: [a, b] })).toEqual([
      'failed-as-before 1 1',
      'failed-as-before 0 0'
    ]);
    expect(told({ old: [a, b], new: [a, c] })).toEqual([
      'different 1 1',
      'failed-as-before 0 0'
    ]);
  });

  it.each<[string, IOutput[], IOutput[]]>([
    ['another value', [a, b], [a, c]],
    ['one more', [a], [a, b]],
    ['one less', [a, b], [a]],
    ['one less, the first', [a, b], [b]],
    ['another order', [a, b], [b, a]],
    ['one more, after none', [], [a]]
  ])('are not the same with %s', (_, old, now) => {
    const good = cell({ old: [stream('1')], new: [stream('1')] });
    const run = cell({ old, new: now });
    expect(compareNotebook([good, run], DEFAULT_RULES).verdict).toBe(
      'not-reproduced'
    );
  });

  it('are one that ended the cell, and those that it showed on the way', () => {
    const tags = ['raises-exception'];
    const outcome = raised('B', '1');
    expect(told({ tags, outcome, old: [a, b], new: [a, b] })).toEqual([
      'failed-as-before 0 0',
      'failed-as-before 1 1'
    ]);
    expect(told({ tags, outcome, old: [c, b], new: [a, b] })).toEqual([
      'different 0 0',
      'failed-as-before 1 1'
    ]);
    expect(told({ tags, outcome, old: [b], new: [a, b] })).toEqual([
      'unexpected  0',
      'failed-as-before 0 1'
    ]);
  });

  it('do not hide that the run stopped elsewhere', () => {
    const run = cell({
      outcome: raised('B', '2'),
      old: [a, b],
      new: [a, c]
    });
    expect(compareCell(run, DEFAULT_RULES).verdict).toBe('failed');
    const again = cell({ outcome: raised('B', '1'), old: [a, b], new: [a, b] });
    expect(compareCell(again, DEFAULT_RULES).verdict).toBe('failed-as-before');
  });

  it('are all left out by a tag but the one that stopped the run', () => {
    const tags = ['nbval-ignore-output'];
    const outcome = raised('B', '1');
    expect(told({ tags, outcome, old: [c, b], new: [a, b] })).toEqual([
      'failed-as-before 1 1'
    ]);
  });

  it('are told with own patterns applied, each by its own texts', () => {
    const own = (left: string, right: string) => ({
      'old 0 evalue': { text: left, hidden: [['x']] },
      'new 0 evalue': { text: right, hidden: [['y']] }
    });
    const run = cell({
      old: [error('A', 'job x'), b],
      new: [error('A', 'job y'), b],
      own: own(
        'job \uE002\uE010\uE004\uE010\uE003',
        'job \uE002\uE010\uE004\uE010\uE003'
      )
    });
    const rules = { ...DEFAULT_RULES, ownPatterns: [{ pattern: '[xy]' }] };
    expect(compareCell(run, rules).outputs.map(each => each.verdict)).toEqual([
      'failed-as-before',
      'failed-as-before'
    ]);
    expect(compareCell(run, DEFAULT_RULES).verdict).toBe('different');
  });
});

describe('an error of a date that may be data', () => {
  it('is not known to be the same', () => {
    const run = cell({
      source: 'raise ValueError(date.today())',
      tags: ['raises-exception'],
      outcome: raised('ValueError', '2021-01-01'),
      old: [error('ValueError', '2020-01-01')],
      new: [error('ValueError', '2021-01-01')]
    });
    expect(compareCell(run, DEFAULT_RULES).verdict).toBe('uncomparable');
  });
});

describe('very many outputs', () => {
  it('end no comparison', () => {
    const many = Array.from({ length: 150_000 }, () =>
      display({ 'text/plain': 'a' })
    );
    const run = cell({ old: many, new: many });
    expect(compareCell(run, DEFAULT_RULES).verdict).toBe('identical');
  });
});
