import fc from 'fast-check';

import {
  DEFAULT_RULES,
  canonicalOutputs,
  compareCell,
  digestOutputs
} from '..';
import { applyMasks } from '../text/mask';
import { MASKS } from '../text/rules';
import { cell, display, stream } from './helpers';

/** Passages that vary from run to run, by name and seed; all of one length. */
const VOLATILE: ((seed: number) => string)[] = [
  seed => `<Card at 0x7f${hex(seed, 10)}>`,
  seed =>
    `job ${hex(seed, 8)}-${hex(seed, 4)}-4${hex(seed, 3)}-8${hex(seed, 3)}-${hex(seed, 12)}`,
  seed => `Wall time: ${(seed % 900) + 100} ms`,
  seed => `/tmp/ipykernel_${(seed % 9000) + 1000}/12.py`,
  seed => `see http://127.0.0.1:${(seed % 9000) + 10000}/status`,
  seed => `/home/user${seed % 10}/data.csv`,
  seed => `100%|███| 7/7 [00:0${seed % 10}<00:00, ${(seed % 90) + 10}.5it/s]`,
  seed =>
    `from /tmp/tmp_x${seed % 10}y${(seed >> 4) % 10}z${(seed >> 8) % 10}/x`
];

function hex(seed: number, length: number): string {
  let digits = '';
  for (let i = 0; digits.length < length; i++) {
    digits += (((seed + 1) * 2654435761 + i * 40503) >>> 0).toString(16);
  }
  return digits.slice(0, length);
}

const word = fc.constantFrom(
  'auc',
  'rows',
  'ann',
  '[1, 2]',
  "{'a', 'b'}",
  '=',
  '(x)'
);
const line = fc.oneof(
  fc.array(word, { maxLength: 4 }).map(words => words.join(' ')),
  fc.integer().map(String),
  fc.double({ noNaN: true }).map(String),
  fc
    .constantFrom(...VOLATILE.map((_, i) => i))
    .chain(i => fc.nat(1e6).map(seed => VOLATILE[i](seed))),
  fc.string({ maxLength: 12 })
);
const text = fc.array(line, { maxLength: 6 }).map(lines => lines.join('\n'));

const verdict = (old: string, now: string, tolerance = 1e-9, mime = '') =>
  compareCell(
    mime === ''
      ? cell({
          source: 'import uuid, tempfile',
          old: [stream(old + '.')],
          new: [stream(now + '.')]
        })
      : cell({
          old: [display({ [mime]: old })],
          new: [display({ [mime]: now })]
        }),
    { ...DEFAULT_RULES, tolerance }
  ).verdict;

const SAME = ['identical', 'equivalent'];
const MIMES = [
  '',
  'text/plain',
  'text/html',
  'image/svg+xml',
  'image/png',
  'text/latex',
  'application/json',
  'application/javascript',
  'application/vnd.plotly.v1+json'
];

describe('comparing', () => {
  it.each(MIMES)('is reflexive (%s)', mime => {
    fc.assert(
      fc.property(text, a => {
        expect(verdict(a, a, 0, mime)).toBe('identical');
      })
    );
  });

  it.each(MIMES)('is symmetric (%s)', mime => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const swapped = verdict(b, a, 1e-6, mime);
        expect(verdict(a, b, 1e-6, mime)).toBe(swapped);
      })
    );
  });

  it('of texts that share most of their lines is symmetric', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 6 }),
        fc.nat(),
        line,
        (lines, at, other) => {
          const b = [...lines];
          b[at % (lines.length + 1)] = other;
          const [old, now] = [lines.join('\n'), b.join('\n')];
          expect(verdict(old, now)).toBe(verdict(now, old));
        }
      )
    );
  });

  it('gets never worse with a larger tolerance', () => {
    const order = [
      'identical',
      'equivalent',
      'close',
      'reordered',
      'different'
    ];
    const number = fc.double({ noNaN: true, min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(
        number,
        fc.constantFrom(0, 1e-13, 1e-10, 1e-7, 1e-4, 1e-2),
        fc.nat(15),
        fc.nat(12),
        (value, change, precision, smaller) => {
          const a = `x ${value.toPrecision(precision + 1)} y`;
          const b = `x ${(value * (1 + change)).toPrecision(precision + 1)} y`;
          const strict = verdict(a, b, Math.pow(10, -smaller - 1));
          const loose = verdict(a, b, Math.pow(10, -smaller));
          expect(order.indexOf(loose)).toBeLessThanOrEqual(
            order.indexOf(strict)
          );
          expect(order.indexOf(strict)).toBeLessThanOrEqual(
            order.indexOf(verdict(a, b, 0))
          );
        }
      )
    );
  });

  it('finds what varies to be the same, and a changed value behind it different', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(VOLATILE.length - 1), {
          minLength: 1,
          maxLength: 3
        }),
        fc.nat(1e6),
        fc.nat(1e6),
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.constantFrom('before', 'after', 'between'),
        (kinds, seed, other, value, change, place) => {
          const render = (s: number, n: number) => {
            const lines = kinds.map(kind => VOLATILE[kind](s));
            const data = `the value is ${n} here`;
            const at =
              place === 'before' ? 0 : place === 'after' ? lines.length : 1;
            lines.splice(at, 0, data);
            return lines.join('\n');
          };
          const old = render(seed, value);
          expect(SAME).toContain(verdict(old, render(other, value)));
          expect(verdict(old, render(other, value + change))).toBe('different');
        }
      ),
      { numRuns: 500 }
    );
  });

  it('of tables finds every changed cell', () => {
    const grid = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) =>
        fc.array(
          fc.array(fc.integer({ min: 0, max: 99 }), {
            minLength: columns,
            maxLength: columns
          }),
          { minLength: rows, maxLength: rows }
        )
      );
    const html = (cells: number[][], id: string) =>
      `<table id="T_${id}">${cells
        .map(row => `<tr>${row.map(n => `<td>${n}</td>`).join('')}</tr>`)
        .join('\n')}</table>`;
    fc.assert(
      fc.property(grid, fc.nat(), fc.nat(), (cells, y, x) => {
        const changed = cells.map(row => [...row]);
        const row = changed[y % cells.length];
        row[x % row.length] += 100;
        expect(SAME).toContain(
          verdict(html(cells, 'a1'), html(cells, 'b2'), 1e-9, 'text/html')
        );
        expect(
          verdict(html(cells, 'a1'), html(changed, 'b2'), 1e-9, 'text/html')
        ).toBe('different');
      })
    );
  });
});

describe('masks', () => {
  it('find nothing more in what they have masked', () => {
    fc.assert(
      fc.property(text, a => {
        const once = applyMasks(a, MASKS).text;
        for (const mask of MASKS) {
          const hide = jest.fn(() => '');
          mask.replace(once, hide);
          expect(hide).not.toHaveBeenCalled();
        }
      }),
      { numRuns: 300 }
    );
  });

  it('leave a text alone that holds their own signs', () => {
    const text = '\uE000address 1\uE001 <A at 0x7f3c2d5e8f10>';
    expect(applyMasks(text, MASKS).text).toBe(text);
  });
});

describe('canonical outputs', () => {
  const output = fc.oneof(
    fc
      .tuple(
        fc.constantFrom('stdout', 'stderr'),
        fc.array(fc.constantFrom('a', 'bc', '\r', '\b', '\n'), { maxLength: 6 })
      )
      .map(([name, parts]) => stream(parts.join(''), name)),
    fc.string().map(value => display({ 'text/plain': value }))
  );

  it('are what they are when taken again', () => {
    fc.assert(
      fc.property(fc.array(output, { maxLength: 6 }), outputs => {
        const once = canonicalOutputs(outputs);
        expect(canonicalOutputs(once)).toEqual(once);
        expect(digestOutputs(once)).toBe(digestOutputs(outputs));
      })
    );
  });

  it('do not depend on how a stream was cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'bc', '\r', '\b', '\n', 'x\ny'), {
          maxLength: 12
        }),
        parts => {
          expect(digestOutputs(parts.map(part => stream(part)))).toBe(
            digestOutputs([stream(parts.join(''))])
          );
        }
      )
    );
  });
});
