import * as fc from 'fast-check';

import { codeOf, isSameCode } from '../same';

describe('isSameCode', () => {
  it.each([
    ['a comment', 'x = 1', 'x = 1  # one'],
    ['a line of comment', 'x = 1\ny = 2', 'x = 1\n# two\ny = 2'],
    ['blank lines', 'x = 1\ny = 2', '\nx = 1\n\n\ny = 2\n'],
    ['white space within a line', 'f(1, 2)', 'f( 1,2 )'],
    ['a line broken in brackets', 'f(1, 2)', 'f(\n    1,\n    2)'],
    ['a line broken by a backslash', 'x = 1 + 2', 'x = 1 + \\\n    2'],
    ['line ends', 'x = 1\ny = 2', 'x = 1\r\ny = 2']
  ])('does not see %s', (_, a, b) => {
    expect(isSameCode(a, b)).toBe(true);
  });

  it.each([
    ['a name', 'x = 1', 'y = 1'],
    ['white space in a string', "x = 'a b'", "x = 'a  b'"],
    ['what looks like a comment in a string', "x = '#1'", "x = '#2'"],
    ['a longer string', 'x = """a\n# b"""', 'x = """a\n# c"""'],
    ['indentation', 'if a:\n  b\nc', 'if a:\n  b\n  c'],
    ['space between words', 'not a', 'nota'],
    ['the body of a cell magic', '%%bash\nls  # a', '%%bash\nls  # b']
  ])('sees %s', (_, a, b) => {
    expect(isSameCode(a, b)).toBe(false);
  });

  it('strips what was stripped no further', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const once = codeOf(text);
        expect(codeOf(once.trimStart())).toBe(once);
      })
    );
  });
});
