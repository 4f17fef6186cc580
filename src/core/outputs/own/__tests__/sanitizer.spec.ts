import { readFileSync } from 'fs';
import { join } from 'path';
import { readSanitizers } from '../sanitizer';

/**
 * Files after `#### `, a middle dot for a blank at a line's end; then, after `>>> `, the dictionary that nbval 0.11 makes
 * of each (its own expression, run by Python).
 */
const cases = readFileSync(join(__dirname, 'sanitizers.txt'), 'utf8')
  .split('#### ')
  .slice(1)
  .map(block => {
    const [title, ...lines] = block.split('\n');
    return {
      title,
      file: lines
        .filter(line => !line.startsWith('>>> '))
        .join('\n')
        .replace(/·/g, ' '),
      read: lines
        .filter(line => line.startsWith('>>> '))
        .map(line => JSON.parse(line.slice(4)) as [string, string])
    };
  });

const used = (file: string) => readSanitizers(file).filter(pair => pair.used);
const warned = (file: string) =>
  readSanitizers(file).flatMap(({ line, warnings }) =>
    warnings.map(warning => `${line}: ${warning}`)
  );

it.each(cases)('uses the pairs that nbval uses: $title', ({ file, read }) => {
  const pairs = used(file).map(({ regex, replace }) => [regex, replace]);
  expect(pairs.sort()).toEqual([...read].sort());
});

it.each(cases)('warns of each pair that nbval drops: $title', ({ file }) => {
  for (const pair of readSanitizers(file)) {
    const drops = pair.warnings.filter(text => /^nbval drops/.test(text));
    expect(drops).toHaveLength(pair.used ? 0 : 1);
  }
});

it('says why, by line', () => {
  expect(warned('regex: a\nreplace:\n')).toEqual([
    '1: nbval drops it: the blank after `replace:` is missing.'
  ]);
  expect(warned('regex: a\n\nreplace: A')).toEqual([
    '1: nbval drops it: something stands between its two lines.'
  ]);
  expect(warned('\nregex: a\n')).toEqual([
    '2: nbval drops it: it has no `replace:` line.'
  ]);
  expect(warned('regex: a\nreplace: A\nregex: a\nreplace: B')).toEqual([
    '1: nbval drops it: line 3 has the same regex, and the last one counts.'
  ]);
  expect(warned('regex: a\nreplace: A\n  B')).toEqual([
    '1: nbval reads one line of it: the next is passed over.'
  ]);
});

it('says where nbval stops, and what cannot be converted', () => {
  expect(warned('regex: (a\nreplace: A')).toEqual([
    '1: Python cannot read the regex, so nbval stops there: a bracket is not closed.'
  ]);
  expect(warned('regex: a\nreplace: \\1')).toEqual([
    '1: Python cannot read the replacement, so nbval stops there: there is no group 1.'
  ]);
  expect(warned('regex: a++\nreplace: A')).toEqual([
    '1: The regex cannot be converted: possessive `a++`.'.replace('a++', '++')
  ]);
});

it('makes own patterns, named after their section', () => {
  expect(
    used(
      '[Addresses]\r\nregex: (?i)at (?P<n>0x\\w+)\r\nreplace: at \\g<n>$\r\n'
    )
  ).toMatchObject([
    {
      line: 2,
      warnings: [],
      own: {
        pattern: 'at (?<n>0x\\w+)',
        replacement: 'at $<n>$$',
        name: 'Addresses',
        flags: 'i'
      }
    }
  ]);
});

it('reads the files that people keep', () => {
  const kept = [
    '[Warnings]\nregex: .*UserWarning:.*\nreplace: USERWARNING',
    '[tests]\nregex: (Figure size )\\d+x\\d+( with \\d+ Axes)\nreplace: \\1WIDTHxHEIGHT\\2',
    "[torch]\nregex: ,?\\s*device='cuda:\\d+'\nreplace: \n",
    '[latex]\nregex: \\$\\\\displaystyle\nreplace: $'
  ].join('\n');
  const pairs = readSanitizers(kept);
  expect(pairs.map(({ used: is, own }) => is && own !== null)).toEqual([
    true,
    true,
    true,
    true
  ]);
});

it('passes over what is no such file', () => {
  expect(readSanitizers('')).toEqual([]);
  expect(readSanitizers('{"a": 1}')).toEqual([]);
});
