import type { IFinding } from '../../notebook/finding';
import type { ICellComparison, RepeatVerdict } from '../../outputs/types';
import { assess } from '../assess';
import { makeComparison, makeInput, makeNotebook, makeRun } from './make';

const notebook = makeNotebook();

function compared(index: number, verdict?: RepeatVerdict): ICellComparison {
  return {
    index,
    verdict: 'different',
    cause: null,
    outputs: [],
    ...(verdict ? { repeat: { verdict, message: verdict, detail: null } } : {})
  };
}

function unseeded(index: number, name: string): IFinding {
  return {
    rule: 'unseeded-random',
    severity: 'warning',
    tier: 'static',
    cell: { index, id: null },
    names: [name],
    message: ''
  };
}

function report(cells: ICellComparison[], findings: IFinding[] = []) {
  const input = makeInput();
  const run = makeRun(notebook, {
    ...makeComparison('not-reproduced', { different: cells.length }),
    cells,
    repeat: { started: '', ended: '2025-03-04T06:00:00Z', reason: null }
  });
  return assess({
    ...input,
    run,
    code: { ...input.code, findings }
  });
}

describe('a repeated run', () => {
  it('stays at level 0, whatever it tells', () => {
    for (const verdict of ['random', 'stale', 'unknown'] as const) {
      const { standing, level } = report([compared(2, verdict)]);
      expect([standing, level]).toEqual(['differs', 0]);
    }
  });

  it('is summed up in the report, by cells', () => {
    const { run } = report([compared(0, 'random'), compared(2, 'stale')]);
    expect(run?.repeat).toEqual({
      ended: '2025-03-04T06:00:00Z',
      reason: null,
      random: [0],
      stale: [2],
      unknown: [],
      seeds: []
    });
  });

  it('is evidence, with a pointer to the generator that has no seed', () => {
    const { facets } = report(
      [compared(2, 'random')],
      [unseeded(0, 'np.random.rand')]
    );
    expect(facets[0].evidence).toContainEqual({
      cell: 2,
      holds: 'no',
      message:
        'Random: two clean runs disagree in cell 3; `np.random.rand` in cell 1 has no seed'
    });
  });

  it('leads to a seed for what is random, and to the new outputs for what is stale', () => {
    const { next } = report(
      [compared(0, 'stale'), compared(2, 'random')],
      [unseeded(0, 'random.random')]
    );
    expect(next?.detail).toBe(
      'Two clean runs disagree in cell 3: set a seed in cell 1, or mark what may vary. ' +
        'Two clean runs agree in cell 1, but not with what was stored: keep the new outputs if they are right, and run again.'
    );
  });

  it('is left out of a report on a run that was not repeated', () => {
    const run = makeRun(notebook);
    expect(assess(makeInput({ run })).run).not.toHaveProperty('repeat');
  });
});

describe('the missing seed', () => {
  const seeds = (cells: number[], ...findings: IFinding[]) =>
    report(
      cells.map(cell => compared(cell, 'random')),
      findings
    ).run?.repeat?.seeds;

  it('is that of the cell itself', () => {
    expect(seeds([2], unseeded(0, 'a'), unseeded(2, 'b'))).toEqual([
      { cell: 2, at: 2, name: 'b' }
    ]);
  });

  it('is else that of the nearest cell above', () => {
    expect(seeds([2], unseeded(0, 'a'), unseeded(5, 'c'))).toEqual([
      { cell: 2, at: 0, name: 'a' }
    ]);
  });

  it('is never that of a cell below', () => {
    expect(seeds([0], unseeded(2, 'b'))).toEqual([]);
  });
});
