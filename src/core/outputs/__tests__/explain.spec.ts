import { hintsOf } from '../../python';
import { compareNotebook, DEFAULT_RULES, explainBySource } from '..';
import type { ICellComparison, ICellRun } from '../types';

function text(value: string): ICellRun['new'] {
  return [
    {
      output_type: 'execute_result',
      execution_count: 1,
      metadata: {},
      data: { 'text/plain': value }
    }
  ];
}

/** Compares runs of `[source, stored, given]`, with the sources as a hint. */
function compared(...cells: [string, string, string][]): ICellComparison[] {
  const runs = cells.map(([source, old, now], index): ICellRun => ({
    index,
    id: null,
    tags: [],
    source,
    outcome: { status: 'ok' },
    old: text(old),
    new: text(now)
  }));
  const comparison = compareNotebook(runs, DEFAULT_RULES);
  return explainBySource(comparison, runs, hintsOf(runs)).cells;
}

describe('the cause that the source tells', () => {
  it('is random numbers without a seed, whatever they are called', () => {
    const [cell] = compared([
      'from numpy.random import rand as r\nr()',
      '0.25',
      '0.75'
    ]);
    expect(cell).toMatchObject({
      verdict: 'different',
      cause: 'random',
      outputs: [{ cause: 'random' }],
      hint: 'draws random numbers without a seed (`r`)'
    });
  });

  it('comes from a cell above', () => {
    const [, cell] = compared(
      ['import random\nx = random.random()', '1', '1'],
      ['x + 1', '1.25', '1.75']
    );
    expect(cell).toMatchObject({
      cause: 'random',
      hint: 'rests on `x`, and cell 1 draws random numbers without a seed (`random.random`)'
    });
  });

  it('is the network or the clock', () => {
    const cells = compared(
      ['import httpx as h\nh.get(u).text', "'a'", "'b'"],
      ['from time import time as now\nint(now())', '12', '13']
    );
    expect(cells.map(({ cause }) => cause)).toEqual(['network', 'time']);
  });

  it('is none where the generator is seeded', () => {
    const [cell] = compared([
      'import random\nrandom.seed(1)\nrandom.random()',
      '0.25',
      '0.75'
    ]);
    expect(cell.cause).toBe('value');
    expect(cell).not.toHaveProperty('hint');
  });

  it('is left out of what came out the same', () => {
    const [cell] = compared(['import random\nrandom.random()', '1', '1']);
    expect(cell.cause).toBeNull();
    expect(cell).not.toHaveProperty('hint');
  });
});
