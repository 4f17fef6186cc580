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
      {
        name: 'x',
        definite: true,
        sure: true,
        called: false,
        range: { from: 4, to: 5 }
      },
      {
        name: 'z',
        definite: true,
        sure: false,
        called: false,
        range: { from: 18, to: 19 }
      }
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
  it('tells what a cell that is being edited seems to define', () => {
    const source = [
      'import numpy as np, os',
      'from a import (b,',
      '    c as d)',
      'x = y = 1; z: int = 2',
      'half = foo(1, sep="=",',
      'for i, (j, k) in pairs:',
      '    deep = 1',
      'def f(p=1):',
      '    inner = 2',
      'class C:',
      '    field = 3',
      'with open("a") as fh:',
      '    text = 4',
      'box.item = table[0] = 5',
      'if (n := 6) == m:',
      '    pass'
    ].join('\n');
    const { defines, parsed } = summariseCell(source);
    expect(parsed).toBe(false);
    expect(defines.every(({ always }) => !always)).toBe(true);
    expect(defines.map(({ name }) => name).sort()).toEqual(
      'C b d deep f fh half i j k n np os text x y z'.split(' ')
    );
  });
  it('tells needs of its own statements from those of functions that it calls', () => {
    const { needs } = summariseCell('def f():\n  return x + y\nf()\nprint(y)');
    expect(needs.map(({ name, called }) => [name, called])).toEqual([
      ['x', true],
      ['y', true]
    ]);
  });
  it('goes on behind a name that a handler would catch: cells above have it', () => {
    const { needs, defines } = summariseCell(
      'try:\n  seen\n  first = other\nexcept NameError:\n  seen = 1'
    );
    expect(needs.map(({ name }) => name)).toEqual(['seen', 'other']);
    expect(defines).toContainEqual({ name: 'seen', always: true });
  });
  it('says that it did not parse', () => {
    expect(summariseCell('x = = 1').parsed).toBe(false);
  });
});
