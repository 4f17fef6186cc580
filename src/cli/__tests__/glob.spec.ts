import fc from 'fast-check';
import { expandBraces, Pattern } from '../glob';

function isMatch(pattern: string, path: string, foldsCase = false): boolean {
  const walk = new Pattern(pattern.split('/'), foldsCase);
  const end = path
    .split('/')
    .reduce((place, name) => walk.step(place, name), walk.start());
  return walk.accepts(end);
}

it.each([
  ['*.ipynb', 'a.ipynb', true],
  ['*.ipynb', '.ipynb', true],
  ['*.ipynb', 'a.ipynb.bak', false],
  ['*.ipynb', 'b/a.ipynb', false],
  ['*a*b*', 'xxaxxbxx', true],
  ['*a*b*', 'xxbxxaxx', false],
  ['*ab', 'aab', true],
  ['?.ipynb', 'a.ipynb', true],
  ['?.ipynb', '.ipynb', false],
  ['?.ipynb', '💡.ipynb', true],
  ['**/a', 'a', true],
  ['**/a', 'b/c/a', true],
  ['**/a', 'b/c/aa', false],
  ['b/**/a', 'b/a', true],
  ['b/**/a', 'c/b/a', false],
  ['**/b/**/a', 'x/b/y/b/z/a', true],
  ['**', 'b/c/a', true],
  ['b/**', 'b/c/a', true],
  ['a**', 'ab', true],
  ['a**', 'a/b', false],
  ['[a-c]1', 'b1', true],
  ['[a-c]1', 'd1', false],
  ['[!a-c]1', 'd1', true],
  ['[^a-c]1', 'b1', false],
  ['[]a]1', ']1', true],
  ['[!]a]1', ']1', false],
  ['[a-]1', '-1', true],
  ['[a', '[a', true],
  ['[]', '[]', true],
  ['a.c', 'abc', false],
  ['(a|b)+$', '(a|b)+$', true],
  ['e\u0301', '\u00e9', true]
])('%j against %j: %j', (pattern, path, expected) => {
  expect(isMatch(pattern, path)).toBe(expected);
});

it('knows no case where the file system knows none', () => {
  expect(isMatch('*.IPYNB', 'a.ipynb', true)).toBe(true);
  expect(isMatch('*.IPYNB', 'a.ipynb', false)).toBe(false);
});

it('lets a walk enter only what may match below', () => {
  const walk = new Pattern(['a*', 'b', '*.ipynb'], false);
  expect(walk.step(walk.start(), 'ab')).not.toEqual([]);
  expect(walk.step(walk.start(), 'ba')).toEqual([]);
});

it('agrees with a regular expression on stars and marks', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', '*', '?'), {
    maxLength: 8
  });
  const name = fc.array(fc.constantFrom('a', 'b'), { maxLength: 10 });
  fc.assert(
    fc.property(letters, name, (pattern, chars) => {
      fc.pre(pattern.join('') !== '**');
      const source = pattern
        .map(each => (each === '*' ? '.*' : each === '?' ? '.' : each))
        .join('');
      expect(isMatch(pattern.join(''), chars.join(''))).toBe(
        new RegExp(`^${source}$`).test(chars.join(''))
      );
    }),
    { numRuns: 500 }
  );
});

it('takes no longer for a pattern that is made to take long', () => {
  const begin = performance.now();
  expect(isMatch(`${'*a'.repeat(60)}b`, 'a'.repeat(250))).toBe(false);
  expect(performance.now() - begin).toBeLessThan(1000);
});

it.each<[string, string[]]>([
  ['a', ['a']],
  ['a{b,c}', ['ab', 'ac']],
  ['{a,b}{c,d}', ['ac', 'ad', 'bc', 'bd']],
  ['a{b,c{d,e}}', ['ab', 'acd', 'ace']],
  ['a{,b}', ['a', 'ab']],
  ['a{b}', ['a{b}']],
  ['{a}{b,c}', ['{a}b', '{a}c']],
  ['{x{a,b}', ['{xa', '{xb']],
  ['a}b{', ['a}b{']]
])('%j stands for %j', (pattern, expected) => {
  expect(expandBraces(pattern)).toEqual(expected);
});

it('gives up on braces that stand for too many patterns', () => {
  expect(expandBraces('{a,b}'.repeat(30))).toBeNull();
});
