import * as fc from 'fast-check';
import { analyseCode, summariseCell } from '..';
import { casesOf, notebookOf } from './cases';

const sources = ['names', 'flow', 'ipython', 'hard', 'inject', 'doubt']
  .flatMap(file => casesOf(`${file}.cases.txt`))
  .flatMap(({ notebook }) => notebook.cells.map(({ source }) => source))
  .filter(source => source.length > 10);

/** A hang is caught by the time limit of the test. */
function analysed(source: string): void {
  const { findings } = analyseCode(notebookOf(source, 'x = 1'));
  summariseCell(source);
  for (const { range } of findings) {
    expect(range?.from).toBeGreaterThanOrEqual(0);
    expect(range?.to).toBeLessThanOrEqual(source.length);
  }
}

const pieces = fc.constantFrom(
  ...'()[]{}:;,.\'"#%!?\\@=*\n\t '.split(''),
  '"""',
  "f'{",
  '}',
  '\n  ',
  'lambda ',
  'yield ',
  ' for x in ',
  'def f():\n',
  'try:\n',
  '%%time\n',
  'import *',
  'del x',
  'é',
  '\ud83d'
);

describe('no input throws, hangs or gives offsets outside of the cell', () => {
  it('cells with something inserted', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        fc.nat(),
        pieces,
        (source, at, piece) => {
          const place = at % (source.length + 1);
          analysed(source.slice(0, place) + piece + source.slice(place));
        }
      ),
      { numRuns: 300 }
    );
  });
  it('cells with something cut out', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        fc.nat(),
        fc.nat(9),
        (source, at, length) => {
          const place = at % source.length;
          analysed(source.slice(0, place) + source.slice(place + length));
        }
      ),
      { numRuns: 200 }
    );
  });
  it('any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), analysed), {
      numRuns: 200
    });
  });
  it.each([
    ['deep brackets', '('.repeat(3000) + ')'.repeat(3000)],
    ['a long sum', `x = ${'1 + '.repeat(5000)}1`],
    ['a long call chain', `x${'.a()'.repeat(3000)}`],
    [
      'deep blocks',
      Array.from({ length: 90 }, (_, i) => ' '.repeat(i) + 'if x:').join('\n') +
        '\n' +
        ' '.repeat(90) +
        'pass'
    ],
    ['nested calls', 'def f(n):\n  return f(f(f(f(n))))\nf(f(f(f(1))))'],
    [
      'nested loops',
      Array.from(
        { length: 12 },
        (_, i) => ' '.repeat(i) + `for x${i} in (1, 2, 3, 4):`
      ).join('\n') +
        '\n' +
        ' '.repeat(12) +
        'y = x0'
    ],
    [
      'calls that fan out',
      Array.from(
        { length: 30 },
        (_, i) => `def f${i}():\n  f${i + 1}(); f${i + 1}(); f${i + 1}()`
      ).join('\n') + '\nf0()'
    ],
    ['a long string', `x = '${'a'.repeat(200000)}'`],
    ['many stars', `f(${'*a, '.repeat(3000)})`]
  ])('%s', (_, source) => analysed(source));
});
