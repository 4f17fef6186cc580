import fc from 'fast-check';

import { DEFAULT_RULES, compareCell } from '..';
import type { Verdict } from '..';
import { cell, stream } from './helpers';

/** A value of a printed line: how the source has it, and what it prints at two times. */
interface IValue {
  code: string;
  old: string;
  now: string;
  isData: boolean;
}

const two = (n: number) => String(n).padStart(2, '0');

/** Read from the clock, whose minutes and fractions move on. */
const clock: fc.Arbitrary<IValue> = fc
  .tuple(fc.nat(3), fc.nat(28), fc.nat(28), fc.nat(999_998))
  .map(([kind, minute, later, micros]) => {
    const day = (n: number) =>
      `2026-11-22 18:${two(n)}:09.${String(micros + n).padStart(6, '0')}`;
    const [old, now] = [day(minute), day(minute + later + 1)];
    return [
      { code: 'datetime.now()', old, now },
      {
        code: "time.strftime('%Y-%m-%d %H:%M')",
        old: old.slice(0, 16),
        now: now.slice(0, 16)
      },
      { code: 'time.time() - start', old: `0.${micros}`, now: `${later}.5` },
      {
        code: 'round(time.perf_counter() - t0, 2)',
        old: `${minute}.25`,
        now: `${minute + later}.75`
      }
    ].map(value => ({ ...value, isData: false }))[kind];
  });

/** Made of data: the same at both times. */
const data: fc.Arbitrary<IValue> = fc
  .oneof(
    fc.nat(9999).map(n => ['len(rows)', String(n)]),
    fc.nat(27).map(n => ['rows.day.max()', `2026-11-${two(n + 1)}`]),
    fc.nat(27).map(n => ["rows['at'].max()", `2026-11-${two(n + 1)} 16:00:00`]),
    fc.nat(59).map(n => ['opening', `12:${two(n)}:30`]),
    fc.double({ min: 1, max: 99, noNaN: true }).map(x => ['f1', x.toFixed(3)])
  )
  .map(([code, text]) => ({ code, old: text, now: text, isData: true }));

const word = fc.constantFrom('took', 'made at', 'rows', 'until', 'is', 'after');

/** Words and values in turn, one reading of a clock at least. */
const line = fc
  .array(fc.tuple(word, fc.oneof(clock, data)), { minLength: 1, maxLength: 4 })
  .filter(parts => parts.some(([, value]) => !value.isData));

const PRINTS: ((parts: [string, IValue][]) => string)[] = [
  parts => `print(${parts.map(([w, v]) => `'${w}', ${v.code}`).join(', ')})`,
  parts =>
    `print('${parts.map(([w]) => `${w} {}`).join(' ')}'.format(${parts
      .map(([, v]) => v.code)
      .join(', ')}))`,
  parts =>
    `print(${parts.map(([w, v]) => `'${w} ' + str(${v.code})`).join(" + ' ' + ")})`
];

const NOTEBOOK = [
  'import time, datetime',
  'import pandas as pd',
  'start = time.time()',
  't0 = time.perf_counter()',
  "rows = pd.read_csv('rows.csv')",
  'opening = rows.opening.min()',
  'f1 = rows.f1.mean()'
].join('\n');

function verdictOf(source: string, old: string, now: string): Verdict {
  return compareCell(
    cell({
      source,
      old: [stream(`${old}\n`)],
      new: [stream(`${now}\n`)],
      started: '2026-11-22T18:05:00Z'
    }),
    DEFAULT_RULES,
    `${NOTEBOOK}\n${source}`
  ).verdict;
}

const shown = (parts: [string, IValue][], at: 'old' | 'now') =>
  parts.map(([w, value]) => `${w} ${value[at]}`).join(' ');

describe('a printed line with readings of a clock', () => {
  it('is the same when only they moved on', () => {
    fc.assert(
      fc.property(line, fc.constantFrom(...PRINTS), (parts, print) => {
        expect(
          verdictOf(print(parts), shown(parts, 'old'), shown(parts, 'now'))
        ).toMatch(/^(?:identical|equivalent)$/);
      }),
      { numRuns: 300 }
    );
  });

  it('is never the same when a digit of data changed', () => {
    fc.assert(
      fc.property(
        line.filter(parts => parts.some(([, value]) => value.isData)),
        fc.constantFrom(...PRINTS),
        fc.nat(),
        (parts, print, pick) => {
          const values = parts.map(([, v]) => v).filter(v => v.isData);
          const changed = values[pick % values.length];
          const digits = Array.from(changed.now.matchAll(/\d/g), d => d.index);
          const at = digits[pick % digits.length];
          const digit = String((Number(changed.now[at]) + 1) % 10);
          const other = parts.map(([w, value]): [string, IValue] => [
            w,
            value === changed
              ? {
                  ...value,
                  now: value.now.slice(0, at) + digit + value.now.slice(at + 1)
                }
              : value
          ]);
          expect(
            verdictOf(print(parts), shown(parts, 'old'), shown(other, 'now'))
          ).toMatch(/^(?:different|uncomparable)$/);
        }
      ),
      { numRuns: 300 }
    );
  });
});
