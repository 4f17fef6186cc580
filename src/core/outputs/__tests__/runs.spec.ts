import { readFileSync } from 'fs';
import { join } from 'path';

import { DEFAULT_RULES, compareNotebook } from '..';
import type { IOutput } from './helpers';
import { cell, error } from './helpers';

interface IStoredCell {
  source: string;
  tags: string[];
  outputs: IOutput[];
}

const read = (name: string): IStoredCell[] =>
  JSON.parse(readFileSync(join(__dirname, 'fixtures', name), 'utf8'));

/** Two clean runs of one notebook, ten seconds apart (ipykernel 7, pandas 3). */
const first = read('run-1.json');
const second = read('run-2.json');

const compare = (old: IStoredCell[], now: IStoredCell[]) =>
  compareNotebook(
    now.map(({ source, tags, outputs }, index) =>
      cell({
        index,
        source,
        tags,
        old: old[index].outputs,
        new: outputs,
        outcome: tags.includes('raises-exception')
          ? {
              status: 'error',
              ename: 'ZeroDivisionError',
              evalue: 'division by zero'
            }
          : { status: 'ok' }
      })
    ),
    DEFAULT_RULES
  );

describe('two clean runs of one notebook', () => {
  it('differ only where chance, hashes and process numbers were printed', () => {
    const { cells, verdict } = compare(first, second);
    const worse = cells.filter(
      one => !/^(?:identical|equivalent|failed-as-before)$/.test(one.verdict)
    );
    expect(
      worse.map(one => [
        first[one.index].source.split('\n')[0],
        one.verdict,
        one.cause
      ])
    ).toEqual([
      ["print({'ann','bob','eve','joe'})", 'reordered', 'order'],
      ['np.random.rand(3)', 'different', 'random'],
      ["print(uuid.uuid4(), 'is the id')", 'different', 'identity'],
      ['def work(k):', 'reordered', 'order'],
      ["hash('a')", 'different', 'identity'],
      ['os.getcwd(), os.getpid()', 'different', 'identity']
    ]);
    expect(verdict).toBe('not-reproduced');
  });

  it('are the same as themselves', () => {
    const { verdict, counts } = compare(first, first);
    expect(verdict).toBe('verified');
    expect(Object.keys(counts).sort()).toEqual([
      'failed-as-before',
      'identical'
    ]);
  });

  it('differ in any digit of a table', () => {
    const table = first.findIndex(({ source }) => source === 'df.describe()');
    const html = JSON.stringify(first[table].outputs);
    for (const { index, 1: digit } of html.matchAll(/<td>-?\d\.(\d)/g)) {
      const at = index + html.slice(index).indexOf('.') + 1;
      const changed = [...first];
      changed[table] = {
        ...first[table],
        outputs: JSON.parse(
          html.slice(0, at) + ((Number(digit) + 1) % 10) + html.slice(at + 1)
        )
      };
      expect(compare(first, changed).cells[table].verdict).toBe('different');
    }
  });

  it('with another error are not the same', () => {
    const raising = first.findIndex(({ tags }) => tags.length > 0);
    const changed = [...first];
    changed[raising] = {
      ...first[raising],
      outputs: [error('ZeroDivisionError', 'integer modulo by zero')]
    };
    expect(compare(changed, first).cells[raising].verdict).toBe('different');
  });
});
