import { DEFAULT_RULES, compareCell, compareNotebook, wordDiff } from '..';
import { cell, display, stream } from './helpers';

const compareText = (old: string, now: string) =>
  compareCell(
    cell({
      source: 'import time, multiprocessing\n!pip list\nnow()',
      old: [stream(old)],
      new: [stream(now)]
    }),
    DEFAULT_RULES
  ).outputs[0];

const compareMime = (mime: string, old: unknown, now: unknown) =>
  compareCell(
    cell({
      old: [display({ [mime]: old })],
      new: [display({ [mime]: now })]
    }),
    DEFAULT_RULES
  ).outputs[0];

describe('limits', () => {
  it.each([
    ...['a', '0', '<', '(', '{', '-', '.', '\\', '/', '"', '\uE000', '\u001b'],
    ...['<a at 0x', '/a', 'Cell In[1]', '1s 2s ', '[00:00<00:00, ', '12:30 '],
    ...[
      "Delayed('a-",
      'tensor(',
      "{'a': 1}, ",
      'datetime.date(2020, 1, ',
      'tmp1'
    ]
  ])('long texts of %j take no time', part => {
    const text = part.repeat(190_000 / part.length);
    expect(compareText(text + 'x', text + 'y').verdict).toMatch(
      /different|uncomparable/
    );
  });

  it.each(['\n', ' \n', '\n ', ' ', '\r\n'])(
    'long gaps of %j in a source take no time, and hide nothing of it',
    part => {
      const source = `import time${part.repeat(20_000)}\n%time f()`;
      const wall = (ms: number) => [stream(`Wall time: ${ms} ms\na b c d\n`)];
      const began = performance.now();
      const found = compareNotebook(
        [cell({ source, old: wall(12), new: wall(34) })],
        DEFAULT_RULES
      );
      expect(found.cells[0].verdict).toBe('equivalent');
      expect(performance.now() - began).toBeLessThan(2_000);
    }
  );

  it('texts beyond 200,000 characters that differ are not compared', () => {
    const long = 'x'.repeat(200_001);
    expect(compareText(long, long).verdict).toBe('identical');
    expect(compareText(long, long + ' ').verdict).toBe('equivalent');
    expect(compareText(long, long + 'y').verdict).toBe('uncomparable');
  });

  it('texts beyond 200,000 characters are compared by the lines in which they differ', () => {
    const lines = Array.from({ length: 30_000 }, (_, index) => `line ${index}`);
    const text = (...more: string[]) => [...lines, ...more].join('\n');
    expect(text().length).toBeGreaterThan(200_000);
    expect(
      compareText(text('accuracy 0.9'), text('accuracy 0.1')).verdict
    ).toBe('different');
    expect(
      compareText(text('<A at 0x7f00000a>'), text('<A at 0x7f11111b>')).verdict
    ).toBe('equivalent');
    expect(compareText(text('a'), text('a', 'b')).verdict).toBe('different');
  });

  it('pages too long or too deep are not compared', () => {
    const deep = '<div>'.repeat(400);
    const wide = '<p>x</p>'.repeat(110_000);
    const long = 'x'.repeat(6_000_001);
    for (const page of [deep, wide, long]) {
      expect(compareMime('text/html', page + '5', page + '6').verdict).toBe(
        'uncomparable'
      );
    }
  });

  it('tables with endless spans are cut', () => {
    const table = (n: number) =>
      '<table>' +
      `<tr><td rowspan=9999 colspan=9999>${n}</td></tr>`.repeat(500) +
      '</table>';
    expect(compareMime('text/html', table(1), table(2)).verdict).toMatch(
      /different|uncomparable/
    );
  });

  it('data too large or too deep is not compared', () => {
    const large = (n: number) => Array.from({ length: 500_000 }, () => n);
    expect(compareMime('application/json', large(1), large(2)).verdict).toBe(
      'uncomparable'
    );
    const deep = (n: number) => '['.repeat(5000) + n + ']'.repeat(5000);
    expect(compareMime('application/json', deep(1), deep(2)).verdict).toBe(
      'uncomparable'
    );
    const nested = (n: number) => JSON.parse(deep(n));
    expect(compareMime('application/json', nested(1), nested(2)).verdict).toBe(
      'uncomparable'
    );
  });

  it('many outputs against one are paired', () => {
    const many = Array.from({ length: 50_000 }, (_, i) =>
      display({ 'text/plain': `a ${i}` })
    );
    const found = compareCell(
      cell({ old: [display({ 'image/png': 'x' })], new: many }),
      DEFAULT_RULES
    );
    expect(found.outputs).toHaveLength(50_000);
    expect(found.verdict).not.toBe('identical');
  });

  it('tables of endless rows are told by their size', () => {
    const table = (rows: number) => `<table>${'<tr><td>'.repeat(rows)}</table>`;
    const found = compareMime('text/html', table(40_000), table(40_001));
    expect(found.verdict).toBe('different');
    expect(found.detail).toBe('40000 × 1 cells before, now 40001 × 1 cells');
  });

  it('many pages within pages are not compared', () => {
    let page = 'VALUE';
    for (let i = 0; i < 6; i++) {
      page = `<iframe srcdoc="${page.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}">`;
    }
    expect(
      compareMime(
        'text/html',
        page.replace('VALUE', '5'),
        page.replace('VALUE', '6')
      ).verdict
    ).toBe('uncomparable');
  });

  it('word differences of unlike texts are marked as one', () => {
    const words = (prefix: string) =>
      Array.from({ length: 20_000 }, (_, i) => prefix + i).join(' ');
    const parts = wordDiff(words('a'), words('b'));
    expect(parts.old.every(part => part.kind !== 'new')).toBe(true);
    expect(parts.old.map(part => part.text).join('')).toBe(words('a'));
  });
});
