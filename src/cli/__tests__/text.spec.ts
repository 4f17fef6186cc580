import fc from 'fast-check';
import { length, painter, plain, plainLines, showCode, wrap } from '../text';

const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 });

it('breaks lines at spaces alone, and loses no word', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 40 }), (each, width) => {
      const lines = wrap(each.join(' '), width);
      expect(lines.join(' ')).toBe(each.join(' '));
    })
  );
});

it('makes a line wider than asked only for one long word', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 40 }), (each, width) => {
      for (const line of wrap(each.join(' '), width)) {
        expect(length(line) <= width || !line.includes(' ')).toBe(true);
      }
    })
  );
});

it('keeps together what stands in backticks', () => {
  expect(wrap('see `a b c` there', 6)).toEqual(['see', '`a b c`', 'there']);
  expect(wrap('one ` alone', 5)).toEqual(['one `', 'alone']);
});

it('lets no control or directional character through', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(plain(text)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    })
  );
  expect(plain('a\n\tb\u001b[2Jc')).toBe('a b\ufffd[2Jc');
});

it('keeps the lines and their indentation where they matter', () => {
  expect(plainLines('a:\n\tb\u0007\n  c\n')).toEqual([
    'a:',
    '    b\ufffd',
    '  c'
  ]);
});

it('shows code in colour, or in its backticks where there is none', () => {
  expect(showCode('run `x`', painter(true), true)).toBe(
    'run \u001b[36mx\u001b[39m'
  );
  expect(showCode('run `x`', painter(false), false)).toBe('run `x`');
});
