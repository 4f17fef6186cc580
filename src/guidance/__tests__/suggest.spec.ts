import type { ICell } from '../../core/notebook/facts';
import type { IFinding } from '../../core/notebook/finding';
import { suggestFix } from '../suggest';

function cells(...sources: string[]): ICell[] {
  return sources.map((source, index) => ({
    id: `c${index}`,
    type: 'code',
    source,
    executionCount: null,
    tags: [],
    outputs: [],
    ranSource: null
  }));
}

function missing(name: string, cell: number, related?: number): IFinding {
  return {
    rule: 'undefined-name',
    severity: 'error',
    tier: 'static',
    cell: { index: cell, id: `c${cell}` },
    names: [name],
    message: '',
    related
  };
}

describe('suggestFix', () => {
  it('moves the defining cell above the cell that uses the name', () => {
    expect(
      suggestFix(missing('x', 0, 2), cells('print(x)', 'y = 1', 'x = 2'))
    ).toEqual({
      kind: 'move-cell',
      label: 'Move cell 3 above cell 1',
      from: 2,
      before: 0
    });
  });

  it.each([
    ['needs what is defined in between', ['print(x)', 'y = 1', 'x = y']],
    [
      'needs later what is defined in between',
      ['f()', 'y = 1', 'def f():\n    return y']
    ],
    [
      'needs what is changed in between',
      ['print(x)', 'y.append(1)', 'x = len(y)']
    ],
    ['needs what is taken away in between', ['print(x)', 'del y', 'x = y']],
    ['does not define the name', ['print(x)', 'y = 1', 'z = 1']],
    ['did not parse', ['print(x)', 'y = 1', 'x = = 2']],
    ['takes away a name', ['print(x)', 'y = 1', 'x = 1; del y']],
    [
      'defines what a cell in between defines too',
      ['print(x)', 'x = 1', 'x = 2']
    ],
    [
      'changes an object that a cell in between uses',
      ['print(x)', 'print(y)', 'y.append(1)\nx = 1']
    ],
    ['may define names unseen', ['print(x)', 'y = 1', 'exec(code)\nx = 1']]
  ])('leaves a cell where it is that %s', (_, sources) => {
    const name = sources[0].startsWith('f') ? 'f' : 'x';
    expect(suggestFix(missing(name, 0, 2), cells(...sources))).toBeNull();
  });

  it('moves past a cell that uses the same missing name', () => {
    expect(
      suggestFix(missing('x', 0, 2), cells('print(x)', 'print(x)', 'x = 2'))
    ).not.toBeNull();
  });

  it('passes cells of text', () => {
    const notebook = cells('print(x)', 'x = = y', 'x = 2');
    notebook[1].type = 'markdown';
    expect(suggestFix(missing('x', 0, 2), notebook)).not.toBeNull();
  });

  it('has nothing to say of a name that no cell defines, or one above', () => {
    const notebook = cells('x = 1', 'del x', 'print(x)');
    expect(suggestFix(missing('x', 2), notebook)).toBeNull();
    expect(suggestFix(missing('x', 2, 0), notebook)).toBeNull();
  });

  it('has nothing to say of other rules', () => {
    expect(
      suggestFix(
        { ...missing('x', 0, 1), rule: 'no-seed' },
        cells('print(x)', 'x = 1')
      )
    ).toBeNull();
  });
});
