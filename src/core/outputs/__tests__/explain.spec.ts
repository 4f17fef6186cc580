import { encode } from 'fast-png';

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

  const drawn = (source: string, old: number, now: number) => {
    const plot = (width: number) => {
      const data = new Uint8Array(3 * width * 4).fill(width);
      const png = encode({ width, height: 4, data, channels: 3 });
      const base64 = Buffer.from(png).toString('base64');
      return [
        {
          output_type: 'display_data',
          metadata: {},
          data: { 'image/png': base64 }
        }
      ];
    };
    const run: ICellRun = {
      index: 0,
      id: null,
      tags: [],
      source,
      outcome: { status: 'ok' },
      old: plot(old),
      new: plot(now)
    };
    const comparison = compareNotebook([run], DEFAULT_RULES);
    return explainBySource(comparison, [run], hintsOf([run])).cells[0];
  };

  it('is told of pictures that differ in size', () => {
    const source = 'import numpy as np\nplt.plot(np.random.rand(5))';
    expect(drawn(source, 5, 6)).toMatchObject({
      verdict: 'uncomparable',
      cause: 'random',
      outputs: [{ message: 'Pictures differ in size', cause: 'random' }],
      hint: 'draws random numbers without a seed (`np.random.rand`)'
    });
    const plain = drawn('plt.plot([1, 2])', 5, 6);
    expect(plain).toMatchObject({ verdict: 'uncomparable', cause: null });
    expect(plain).not.toHaveProperty('hint');
    expect(drawn(source, 5, 5)).not.toHaveProperty('hint');
  });

  it('is left out of what came out the same', () => {
    const [cell] = compared(['import random\nrandom.random()', '1', '1']);
    expect(cell.cause).toBeNull();
    expect(cell).not.toHaveProperty('hint');
  });
});
