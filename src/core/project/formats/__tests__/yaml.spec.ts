import fc from 'fast-check';
import { readBlockYaml } from '../yaml-block';
import { child, readAnyYaml, readYaml, textOf } from '../yaml';
import type { YamlNode } from '../yaml';

/** The value alone: no lines, and an empty scalar whatever its place. */
function valueOf(node: YamlNode | null): unknown {
  if (!node) {
    return null;
  }
  if (node.kind === 'scalar') {
    return node.plain ? node.value : { quoted: node.value };
  }
  return node.kind === 'sequence'
    ? node.items.map(valueOf)
    : node.entries.map(({ key, line, value }) => [key, line, valueOf(value)]);
}

const same = (text: string): void => {
  const block = readBlockYaml(text.split('\n'));
  if (block) {
    const any = readAnyYaml(text, 'x.yml');
    expect(any.problem).toBeNull();
    expect(valueOf(block)).toEqual(valueOf(any.root));
  }
};

const TOKENS = [
  'a: ',
  'b:',
  '- ',
  '-',
  ' ',
  '  ',
  '\n',
  '\n',
  '\n  ',
  '\n- ',
  '\n    ',
  'x',
  '1.0',
  ': ',
  ' #',
  '# c',
  "'",
  '"',
  "''",
  '{}',
  '[]',
  '[',
  ']',
  '*a',
  '&a ',
  '|',
  '>',
  '---',
  '? ',
  '!t ',
  ',',
  'http://x:1/y#z',
  '=',
  '>=1,<2',
  '\t',
  'é'
];

describe('readBlockYaml', () => {
  it('reads what it reads as the general reader does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...TOKENS), { maxLength: 24 }),
        parts => same(parts.join(''))
      ),
      { numRuns: 3000 }
    );
  });

  it('reads well-formed block text as the general reader does', () => {
    const scalar = fc.constantFrom(
      'x',
      '1.0',
      "'>=1,<2'",
      '"q"',
      "'it''s'",
      '{}',
      '[]',
      '',
      'a b',
      'http://x/y#z',
      'x # c',
      '-1',
      'a:b',
      'folded\n            text'
    );
    type Drawn = { inline: boolean; lines: string[] };
    const inline = scalar.map((text): Drawn => ({
      inline: true,
      lines: [text]
    }));
    const indented = (lines: string[]): string[] =>
      lines.map(line => `  ${line}`);
    const key = fc.constantFrom('a', 'b', 'c-d', 'e.f');
    const mapping = (value: fc.Arbitrary<Drawn>) =>
      fc
        .array(fc.tuple(key, value), { minLength: 1, maxLength: 3 })
        .map((entries): Drawn => ({
          inline: false,
          lines: entries.flatMap(([name, { inline, lines }]) =>
            inline ? [`${name}: ${lines[0]}`] : [`${name}:`, ...indented(lines)]
          )
        }));
    const sequence = (value: fc.Arbitrary<Drawn>) =>
      fc.array(value, { minLength: 1, maxLength: 3 }).map((items): Drawn => ({
        inline: false,
        lines: items.flatMap(({ lines: [first, ...rest] }) => [
          `- ${first}`,
          ...indented(rest)
        ])
      }));
    const node: fc.Memo<Drawn> = fc.memo(depth =>
      depth < 2 ? inline : fc.oneof(inline, mapping(node()), sequence(node()))
    );
    const root = fc.oneof(mapping(node(4)), sequence(node(4)));
    let read = 0;
    fc.assert(
      fc.property(root, ({ lines }) => {
        const text = lines.join('\n');
        read += readBlockYaml(text.split('\n')) ? 1 : 0;
        same(text);
      }),
      { numRuns: 2000 }
    );
    expect(read).toBeGreaterThan(500);
  });

  it('leaves anything but plain block text to the general reader', () => {
    for (const text of [
      'a: &x 1',
      'a: [1]',
      'a: |\n  x',
      'a: "b\\n"',
      '? a\n: b',
      'a: b: c',
      '<<: x',
      'a:\n\tb: c',
      'word',
      'a: é',
      'a: 1\n---\nb: 2'
    ]) {
      expect([text, readBlockYaml(text.split('\n'))]).toEqual([text, null]);
    }
  });
});

describe('readYaml', () => {
  it('takes the fast reader for text as lock files are written', () => {
    const lock = `version: 1
metadata:
  content_hash:
    linux-64: 0123
  platforms:
  - linux-64
package:
- name: _libgcc_mutex
  version: '0.1'
  manager: conda
  platform: linux-64
  dependencies: {}
  url: https://packages.example.org/conda/linux-64/x-0.1-main.tar.bz2
  hash:
    md5: 0123
  category: main
  optional: false
- name: numpy
  version: 1.26.4
  dependencies:
    __glibc: '>=2.17,<3.0.a0'
    python_abi: 3.10.* *_cp310
`;
    expect(readBlockYaml(lock.split('\n'))).not.toBeNull();
    same(lock);
  });

  it('keeps every scalar as text', () => {
    const { root } = readYaml('a: 3.10\nb: no\nc: 12:30\nd: [1e3]', 'x');
    expect(textOf(child(root, 'a'))).toBe('3.10');
    expect(textOf(child(root, 'b'))).toBe('no');
    expect(textOf(child(root, 'c'))).toBe('12:30');
    expect(valueOf(child(root, 'd'))).toEqual(['1e3']);
  });

  it('takes the last of repeated keys', () => {
    expect(textOf(child(readYaml('a: 1\na: 2', 'x').root, 'a'))).toBe('2');
  });

  it('lets own keys override merged ones', () => {
    const { root } = readYaml('x: &x {a: 1, b: 1}\ny: {<<: *x, b: 2}', 'x');
    const y = child(root, 'y');
    expect(textOf(child(y, 'a'))).toBe('1');
    expect(textOf(child(y, 'b'))).toBe('2');
  });

  it('gives a problem for text nested too deeply', () => {
    const { problem } = readYaml('['.repeat(100_000), 'x');
    expect(problem?.fatal).toBe(true);
  });
});
