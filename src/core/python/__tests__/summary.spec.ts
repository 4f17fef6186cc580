import { summariseCell } from '..';

describe('the summary of a cell', () => {
  it('tells what it binds on every path and on some', () => {
    const { defines } = summariseCell('a = 1\nif c:\n  b = 2');
    expect(defines).toEqual([
      { name: 'a', always: true },
      { name: 'b', always: false }
    ]);
  });
  it('tells what it needs from before, in order', () => {
    const { needs } = summariseCell('y = x + 1\nif y:\n  z\nprint(y)');
    expect(needs).toEqual([
      { name: 'x', definite: true, sure: true, range: { from: 4, to: 5 } },
      { name: 'z', definite: true, sure: false, range: { from: 18, to: 19 } }
    ]);
  });
  it('tells what its functions need when they are called', () => {
    const { needs, needsLater } = summariseCell(
      'def f():\n  return x + len(y)'
    );
    expect(needs).toEqual([]);
    expect(needsLater.sort()).toEqual(['x', 'y']);
  });
  it('counts what a function that it calls needs', () => {
    const { needs } = summariseCell('def f():\n  return x\nf()');
    expect(needs.map(({ name }) => name)).toEqual(['x']);
  });
  it('tells which objects it changes, and how surely', () => {
    const { mutates } = summariseCell(
      'df["a"] = 1\nxs.append(2)\nplot.draw()\ndel d[0]\nn += 1\nos.path'
    );
    expect(mutates).toEqual([
      { name: 'df', strong: true },
      { name: 'xs', strong: true },
      { name: 'plot', strong: false },
      { name: 'd', strong: true },
      { name: 'n', strong: true }
    ]);
  });
  it('tells what it deletes, and why names may exist that it does not show', () => {
    const { deletes, unknown } = summariseCell('x = 1\ndel x\n%run a.py');
    expect(deletes).toEqual(['x']);
    expect(unknown).toEqual(['%run']);
  });
  it('says that it did not parse', () => {
    expect(summariseCell('x = = 1').parsed).toBe(false);
  });
});
