import type { IOutput } from '../../core/notebook/facts';
import { pairRuns, whyTellsNothing } from '../repeat';
import type { ICleanRunCell, ICleanRunResult } from '../runner';

const printed = (text: string): IOutput[] => [
  { output_type: 'stream', name: 'stdout', text }
];

/** Cells written as `id:source`, which gave `gave`. */
function cells(gave: string, ...written: string[]): ICleanRunCell[] {
  return written.map((cell, index) => {
    const [id, source] = cell.split(':');
    return {
      index,
      id,
      tags: [],
      source,
      outcome: { status: 'ok' },
      stored: printed('stored'),
      old: printed('stored'),
      new: printed(`${gave} ${id}`),
      followOn: false,
      executionCount: index + 1,
      milliseconds: 1,
      started: `when ${gave} began`
    };
  });
}

describe('pairRuns', () => {
  it('holds what the second run gave against what the first gave, not against what was stored', () => {
    const [pair] = pairRuns(cells('one', 'a:1'), cells('two', 'a:1'));
    expect(pair).toMatchObject({
      index: 0,
      old: printed('one a'),
      new: printed('two a'),
      started: 'when two began'
    });
  });

  it('keeps the index of the first run', () => {
    const pairs = pairRuns(
      cells('one', 'a:1', 'b:2'),
      cells('two', 'x:0', 'b:2', 'a:1')
    );
    expect(pairs.map(({ index, id }) => [index, id])).toEqual([
      [0, 'a'],
      [1, 'b']
    ]);
  });

  it('leaves cells out that were edited, added or removed between the runs', () => {
    const pairs = pairRuns(
      cells('one', 'a:1', 'b:2', 'c:3'),
      cells('two', 'a:9', 'b:2', 'd:4')
    );
    expect(pairs.map(({ id }) => id)).toEqual(['b']);
  });

  it('takes blanks at the end of a cell for no edit', () => {
    expect(pairRuns(cells('one', 'a:1'), cells('two', 'a:1 \n'))).toHaveLength(
      1
    );
  });
});

describe('whyTellsNothing', () => {
  const result = (change: Partial<ICleanRunResult>): ICleanRunResult => ({
    mode: 'fresh-kernel',
    started: '',
    ended: '',
    ending: 'completed',
    reason: { code: 'completed', text: 'All cells ran.' },
    doubt: null,
    cells: [],
    failed: null,
    kernelName: null,
    restartProved: true,
    baseline: null,
    ...change
  });

  it('is null for a run that ended, be it at an error', () => {
    expect(whyTellsNothing(result({}))).toBeNull();
    expect(whyTellsNothing(result({ ending: 'stopped' }))).toBeNull();
  });

  it('is why the run broke off, or is in doubt', () => {
    const why = { code: 'kernel-died' as const, text: 'The kernel died.' };
    expect(
      whyTellsNothing(result({ ending: 'kernel-died', reason: why }))
    ).toBe('The kernel died.');
    const doubt = { code: 'still-changing' as const, text: 'Still changing.' };
    expect(whyTellsNothing(result({ doubt }))).toBe('Still changing.');
  });
});
