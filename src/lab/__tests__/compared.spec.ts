import type { ICellRun } from '../../core/outputs/types';
import { DEFAULT_RULES, compareNotebook } from '../../core/outputs';
import { compareAnyway } from '../compared';

const cell = (index: number, outcome: ICellRun['outcome']): ICellRun => ({
  index,
  id: `c${index}`,
  tags: [],
  source: 'f()',
  outcome,
  old: [{ output_type: 'stream', name: 'stdout', text: 'a' }],
  new: [{ output_type: 'stream', name: 'stdout', text: 'a' }]
});
const cells = [
  cell(0, { status: 'ok' }),
  cell(2, { status: 'not-run', reason: 'blank' })
];

describe('compareAnyway', () => {
  it('gives what the comparer says', async () => {
    const compare = jest.fn(async (all, rules) => compareNotebook(all, rules));
    const found = await compareAnyway({ compare }, cells, DEFAULT_RULES);
    expect(found.verdict).toBe('verified');
    expect(compare).toHaveBeenCalledWith(cells, DEFAULT_RULES);
  });

  it('says that nothing could be compared where the comparer gives up', async () => {
    const compare = () => Promise.reject(new Error('out of memory'));
    const found = await compareAnyway({ compare }, cells, DEFAULT_RULES);
    expect(found).toMatchObject({
      verdict: 'could-not-verify',
      reason: 'the outputs could not be compared: out of memory',
      cells: [
        { index: 0, verdict: 'uncomparable' },
        { index: 2, verdict: 'not-run' }
      ]
    });
  });
});
