/** Laws of the comparison over outputs of every kind, and lists of them. */
import { encode } from 'fast-png';
import fc from 'fast-check';

import { DEFAULT_RULES, compareCell } from '..';
import { applyMasks } from '../text/mask';
import { MASKS } from '../text/rules';
import type { IOutput } from './helpers';
import { cell, display, error, stream } from './helpers';

const number = fc.oneof(
  fc.integer({ min: -99, max: 99 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e3, max: 1e3 })
);
const word = fc.constantFrom(
  'auc',
  "'a  b'",
  '<A at 0x7f3c2d5e8f10>',
  '<A at 0x7fa1b2c3d4e0>',
  '{1, 2}',
  '{2, 1}',
  '3f2b8c1e-5d4a-4e6f-8a9b-0c1d2e3f4a5b',
  '[1.5, 2.5]',
  'Wall time: 5 ms',
  '2026-11-22 10:11:12'
);
const phrase = fc
  .array(fc.oneof(word, number.map(String)), { maxLength: 5 })
  .map(words => words.join(' '));
const lines = fc.array(phrase, { maxLength: 4 }).map(list => list.join('\n'));
const data = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    number,
    phrase,
    fc.constantFrom(null, true),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'id', 'x', 'y'), tie('value'))
  )
})).value;

const picture = fc
  .tuple(
    fc.integer({ min: 4, max: 6 }),
    fc.array(fc.nat(255), { maxLength: 5 })
  )
  .map(([width, levels]) => {
    const pixels = new Uint8Array(width * 6 * 3).fill(255);
    levels.forEach((level, i) => pixels.fill(level, 9 * i, 9 * i + 9));
    const png = encode({ width, height: 6, data: pixels, channels: 3 });
    return Buffer.from(png).toString('base64');
  });

const escape = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const table = fc
  .array(fc.array(fc.oneof(phrase, number.map(String)), { maxLength: 3 }), {
    maxLength: 3
  })
  .map(
    rows =>
      `<table>${rows.map(row => `<tr>${row.map(one => `<td>${escape(one)}</td>`).join('')}</tr>`).join('')}</table>`
  );
const drawing = fc
  .array(fc.tuple(number, number), { maxLength: 4 })
  .map(
    points =>
      `<svg>${points.map(([x, y]) => `<circle style="fill:red;x:${y}" r="${x}"/>`).join('')}</svg>`
  );
const figure = data.map(value => ({ data: [{ y: value }], layout: {} }));
const chart = data.map(value => ({ data: { values: [value] }, mark: 'bar' }));

const KINDS: { [name: string]: fc.Arbitrary<IOutput> } = {
  stdout: lines.map(text => stream(text)),
  stderr: lines.map(text => stream(text, 'stderr')),
  error: fc
    .tuple(fc.constantFrom('KeyError', 'ValueError'), phrase)
    .map(([ename, evalue]) => error(ename, evalue)),
  ...Object.fromEntries(
    Object.entries({
      'text/plain': lines,
      'text/html': fc.oneof(
        table,
        lines.map(text => `<pre>${escape(text)}</pre>`)
      ),
      'image/svg+xml': drawing,
      'image/png': picture,
      'image/jpeg': picture,
      'text/latex': phrase.map(text => `$x^{${text}}$`),
      'text/markdown': lines,
      'application/json': data,
      'application/vnd.plotly.v1+json': figure,
      'application/vnd.vegalite.v5+json': chart,
      'application/javascript': data.map(
        value => `draw(${JSON.stringify(value)})`
      ),
      'application/vnd.jupyter.widget-view+json': data,
      'application/x-unknown': lines
    } as { [mime: string]: fc.Arbitrary<unknown> }).map(([mime, value]) => [
      mime,
      value.map(one => display({ [mime]: one, 'text/plain': '<Thing>' }))
    ])
  )
};

const verdict = (old: IOutput[], now: IOutput[], tolerance = 1e-9) =>
  compareCell(cell({ old, new: now, source: 'now()' }), {
    ...DEFAULT_RULES,
    stderr: 'strict',
    tolerance
  }).verdict;

/** Missing and unexpected are one seen from two sides, as are an error that came and one that went. */
const classOf = (found: string) =>
  found.replace(/^unexpected$/, 'missing').replace(/^error-gone$/, 'missing');

describe.each(Object.keys(KINDS))('outputs of %s', kind => {
  const output = KINDS[kind];

  it('are themselves', () => {
    fc.assert(
      fc.property(output, one => {
        const same = verdict([one], [structuredClone(one)], 0);
        expect(same).toMatch(/^(?:identical|failed-as-before|uncomparable)$/);
        if (!/widget/.test(kind)) {
          expect(same).not.toBe('uncomparable');
        }
      })
    );
  });

  it('are told alike in both directions', () => {
    fc.assert(
      fc.property(output, output, (a, b) => {
        expect(classOf(verdict([a], [b], 1e-6))).toBe(
          classOf(verdict([b], [a], 1e-6))
        );
      }),
      { numRuns: 150 }
    );
  });

  it('are never worse with a larger tolerance', () => {
    const order = ['identical', 'equivalent', 'close', 'failed-as-before'];
    const rank = (found: string) =>
      order.includes(found) ? 0 : found === 'different' ? 2 : 1;
    fc.assert(
      fc.property(output, output, fc.nat(9), (a, b, exponent) => {
        const strict = rank(verdict([a], [b], Math.pow(10, -exponent - 2)));
        const loose = rank(verdict([a], [b], Math.pow(10, -exponent - 1)));
        expect(loose).toBeLessThanOrEqual(strict);
      }),
      { numRuns: 100 }
    );
  });
});

describe('lists of outputs', () => {
  const list = fc.array(
    fc.oneof(...Object.values(KINDS).filter(kind => kind !== KINDS.error)),
    { maxLength: 5 }
  );

  it('are told alike in both directions', () => {
    const isSame = (found: string) =>
      /^(?:identical|equivalent|close|reordered)$/.test(found);
    fc.assert(
      fc.property(list, list, (a, b) => {
        expect(isSame(verdict(a, b))).toBe(isSame(verdict(b, a)));
      }),
      { numRuns: 200 }
    );
  });

  it('in another order are told to have changed places', () => {
    const displays = fc.array(
      fc.oneof(KINDS['text/latex'], KINDS['image/png'], KINDS['text/html']),
      { maxLength: 5 }
    );
    fc.assert(
      fc.property(displays, fc.nat(4), (outputs, by) => {
        const turned = [...outputs.slice(by), ...outputs.slice(0, by)];
        const found = compareCell(
          cell({ source: 'await gather()', old: outputs, new: turned }),
          DEFAULT_RULES
        );
        expect(found.verdict).not.toMatch(/different|missing|unexpected/);
      })
    );
  });
});

describe('masks', () => {
  it('applied twice are applied once', () => {
    fc.assert(
      fc.property(lines, text => {
        const once = applyMasks(text, MASKS).text;
        expect(applyMasks(once, MASKS).text).toBe(once);
      })
    );
  });
});
