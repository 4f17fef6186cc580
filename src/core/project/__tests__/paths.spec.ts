import fc from 'fast-check';
import {
  foldersAbove,
  fromCode,
  globTest,
  isOnOneComputer,
  isWithin,
  relativeTo,
  resolvePath
} from '../paths';

describe('resolvePath', () => {
  it.each([
    ['a/b', 'c', 'a/b/c'],
    ['a/b', '../c', 'a/c'],
    ['a/b', './c//d/', 'a/b/c/d'],
    ['', 'c', 'c'],
    ['a', '..', ''],
    ['a', '../..', null],
    ['a', '../../a', null]
  ])('resolves %p and %p to %p', (folder, path, resolved) => {
    expect(resolvePath(folder, path)).toBe(resolved);
  });

  it('gives a path that resolves to itself, or null', () => {
    const part = fc.constantFrom('a', 'b.txt', '..', '.', '');
    fc.assert(
      fc.property(fc.array(part), parts => {
        const path = resolvePath('x/y', parts.join('/'));
        expect(path === null || resolvePath('', path) === path).toBe(true);
      })
    );
  });
});

describe('isOnOneComputer', () => {
  it.each([
    '/data/x',
    '~/x',
    '~anna/x',
    'C:\\x',
    'c:/x',
    '\\\\server\\x',
    'file:///x',
    '$HOME/x',
    '${HOME}/x',
    '%USERPROFILE%\\x'
  ])('holds for %s', path => expect(isOnOneComputer(path)).toBe(true));

  it.each(['data/x', '../x', './x', 'x', 'C', '$HOMEPAGE/x', 'profile:x'])(
    'does not hold for %s',
    path => expect(isOnOneComputer(path)).toBe(false)
  );
});

describe('globTest', () => {
  it.each([
    ['data/*.csv', 'data/a.csv', true],
    ['data/*.csv', 'data/sub/a.csv', false],
    ['data/**/*.csv', 'data/a.csv', true],
    ['data/**/*.csv', 'data/sub/deep/a.csv', true],
    ['a?.txt', 'ab.txt', true],
    ['a[0-9].txt', 'a7.txt', true],
    ['a[!0-9].txt', 'a7.txt', false],
    ['a+(b).txt', 'a+(b).txt', true],
    ['[', '[', true]
  ])('%p tells of %p: %p', (glob, path, matches) => {
    expect(globTest(glob)(path)).toBe(matches);
  });

  it('answers for any pattern', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (glob, path) => {
        expect(typeof globTest(glob)(path)).toBe('boolean');
      })
    );
  });
});

describe('fromCode', () => {
  it("turns Windows' separators, and nothing in a path that has the others", () => {
    expect(fromCode('data\\x.csv')).toBe('data/x.csv');
    expect(fromCode('data/odd\\name')).toBe('data/odd\\name');
    expect(fromCode('  ')).toBeNull();
  });
});

describe('folders', () => {
  it('lead from the path to the top, nearest first', () => {
    expect(foldersAbove('a/b/c.txt')).toEqual(['a/b', 'a', '']);
    expect(foldersAbove('c.txt')).toEqual(['']);
  });

  it('hold themselves and what lies below, not what only begins alike', () => {
    expect(isWithin('a', 'a')).toBe(true);
    expect(isWithin('a', 'a/b')).toBe(true);
    expect(isWithin('a', 'ab')).toBe(false);
    expect(relativeTo('a', 'a/b')).toBe('b');
    expect(relativeTo('a', 'ab')).toBe('ab');
  });
});
