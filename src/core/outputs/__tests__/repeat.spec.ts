import type { IOutput } from '../../notebook/facts';
import { compareNotebook, DEFAULT_RULES } from '../notebook';
import { judgeRepeat, type ISecondRun } from '../repeat';
import type { ICellRun, INotebookComparison, RunOutcome } from '../types';

const text = (value: string): IOutput => ({
  output_type: 'stream',
  name: 'stdout',
  text: value
});
const shown = (value: string): IOutput => ({
  output_type: 'display_data',
  data: { 'text/plain': value },
  metadata: {}
});

/** What a cell gave: before, in the first run, and in the second; null where there is nothing to compare with. */
interface ICellOfRuns {
  stored: IOutput[] | null;
  first: IOutput[];
  second: IOutput[] | null;
  outcome?: RunOutcome;
}

function judge(
  given: ICellOfRuns[],
  reason: string | null = null
): INotebookComparison {
  const run = (
    index: number,
    old: IOutput[] | null,
    now: IOutput[],
    outcome: RunOutcome
  ): ICellRun => ({
    index,
    id: `c${index}`,
    tags: [],
    source: `f(${index})`,
    outcome,
    old,
    new: now
  });
  const first = given.map((cell, k) =>
    run(k, cell.stored, cell.first, { status: 'ok' })
  );
  const second = given.flatMap((cell, k) =>
    cell.second === null
      ? []
      : [run(k, cell.first, cell.second, cell.outcome ?? { status: 'ok' })]
  );
  const again: ISecondRun = {
    started: '2026-01-01T00:00:00Z',
    ended: '2026-01-01T00:01:00Z',
    reason,
    cells: second,
    comparison: compareNotebook(second, DEFAULT_RULES)
  };
  return judgeRepeat(compareNotebook(first, DEFAULT_RULES), again);
}

function one(cell: ICellOfRuns, reason: string | null = null) {
  const comparison = judge([cell], reason);
  return comparison.cells[0];
}

describe('judgeRepeat', () => {
  it('calls random what differs between two clean runs', () => {
    const { repeat, cause, outputs } = one({
      stored: [text('0.1\n')],
      first: [text('0.2\n')],
      second: [text('0.3\n')]
    });
    expect(repeat).toMatchObject({ verdict: 'random' });
    expect(repeat?.message).toMatch(/two clean runs disagree/);
    expect(repeat?.detail).toMatch(/^between the two runs: Numbers differ, /);
    expect([cause, outputs[0].cause]).toEqual(['random', 'random']);
  });

  it('calls stale what two clean runs give alike, and not as stored', () => {
    const { repeat } = one({
      stored: [text('x is 1\n')],
      first: [text('x is 2\n')],
      second: [text('x is 2\n')]
    });
    expect(repeat).toMatchObject({ verdict: 'stale' });
  });

  it('compares the two runs by the same rules', () => {
    const { repeat } = one({
      stored: [text('<a.B at 0x7f0000000010> 1\n')],
      first: [text('<a.B at 0x7f0000000020> 2\n')],
      second: [text('<a.B at 0x7f0000000030> 2\n')]
    });
    expect(repeat).toMatchObject({ verdict: 'stale' });
  });

  it('calls random what the second run gives as stored, and the first does not', () => {
    const { repeat } = one({
      stored: [text('heads\n')],
      first: [text('tails\n')],
      second: [text('heads\n')]
    });
    expect(repeat).toMatchObject({ verdict: 'random' });
  });

  it('calls random what came out as stored at first, and then did not', () => {
    const { repeat, verdict } = judge([
      {
        stored: [text('heads\n')],
        first: [text('heads\n')],
        second: [text('tails\n')]
      },
      { stored: [text('1\n')], first: [text('2\n')], second: [text('2\n')] }
    ]).cells[0];
    expect([verdict, repeat?.verdict]).toEqual(['identical', 'random']);
  });

  it('says nothing of a cell that came out alike three times', () => {
    expect(
      one({ stored: [text('1')], first: [text('1')], second: [text('1')] })
    ).not.toHaveProperty('repeat');
  });

  it('tells the outputs of a cell apart', () => {
    const { repeat, outputs } = one({
      stored: [shown('1'), shown('0.1')],
      first: [shown('2'), shown('0.2')],
      second: [shown('2'), shown('0.3')]
    });
    expect(outputs.map(output => output.repeat)).toEqual(['stale', 'random']);
    expect(repeat).toMatchObject({
      verdict: 'random',
      detail: '1 of 2 differing outputs'
    });
  });

  it('calls stale an output that neither run gives, random one that only the second gives', () => {
    const gone = { stored: [text('1\n')], first: [] };
    expect(one({ ...gone, second: [] }).repeat?.verdict).toBe('stale');
    expect(one({ ...gone, second: [text('1\n')] }).repeat?.verdict).toBe(
      'random'
    );
  });

  it('drops the guess that something is random when two runs agree', () => {
    const first = compareNotebook(
      [
        {
          index: 0,
          id: 'a',
          tags: [],
          source: 'import random\nprint(random.random())',
          outcome: { status: 'ok' },
          old: [text('0.1\n')],
          new: [text('0.2\n')]
        }
      ],
      DEFAULT_RULES
    );
    expect(first.cells[0].cause).toBe('random');
    const cells: ICellRun[] = [
      {
        index: 0,
        id: 'a',
        tags: [],
        source: 'import random\nprint(random.random())',
        outcome: { status: 'ok' },
        old: [text('0.2\n')],
        new: [text('0.2\n')]
      }
    ];
    const judged = judgeRepeat(first, {
      started: '',
      ended: '',
      reason: null,
      cells,
      comparison: compareNotebook(cells, DEFAULT_RULES)
    });
    expect(judged.cells[0].cause).toBe('value');
    expect(judged.cells[0].repeat?.verdict).toBe('stale');
  });

  const differs = { stored: [text('1\n')], first: [text('2\n')] };
  it.each<[string, ICellOfRuns, string | null, RegExp]>([
    [
      'the second run proves nothing',
      { ...differs, second: [text('2\n')] },
      'the kernel died',
      /the kernel died/
    ],
    [
      'the cell was edited between the runs',
      { ...differs, second: null },
      null,
      /edited/
    ],
    [
      'the second run did not get there',
      {
        ...differs,
        second: [],
        outcome: { status: 'not-run', reason: 'after-stop' }
      },
      null,
      /did not get to/
    ],
    [
      'the second run failed there',
      {
        ...differs,
        second: [],
        outcome: { status: 'error', ename: 'OSError', evalue: '' }
      },
      null,
      /failed here with OSError/
    ]
  ])('could not tell when %s, and says why', (_, cell, reason, why) => {
    const { repeat, cause } = one(cell, reason);
    expect(repeat?.verdict).toBe('unknown');
    expect(repeat?.message).toMatch(why);
    expect(cause).not.toBe('random');
  });

  it('changes neither verdict nor counts, and says when it ran', () => {
    const cell = { ...differs, second: [text('2\n')] };
    const judged = judge([cell]);
    expect(judged.verdict).toBe('not-reproduced');
    expect(judged.counts).toEqual({ different: 1 });
    expect(judged.repeat).toEqual({
      started: '2026-01-01T00:00:00Z',
      ended: '2026-01-01T00:01:00Z',
      reason: null
    });
  });

  it('forgets what an earlier repetition said', () => {
    const before = judge([{ ...differs, second: [text('3\n')] }]);
    const cells: ICellRun[] = [
      {
        index: 0,
        id: 'c0',
        tags: [],
        source: 'f(0)',
        outcome: { status: 'ok' },
        old: [text('2\n')],
        new: [text('2\n')]
      }
    ];
    const again = judgeRepeat(before, {
      started: '',
      ended: '',
      reason: null,
      cells,
      comparison: compareNotebook(cells, DEFAULT_RULES)
    });
    expect(again.cells[0].repeat?.verdict).toBe('stale');
  });
});
