import { analyseCode, summariseCell } from '..';
import { notebookOf } from './cases';

/** Sources whose nesting is more than the stack holds. */
const deep: [string, string][] = [
  ['a sum of 30,000 terms', `x = ${'1+'.repeat(30000)}1`],
  ['3,000 nested lambdas', `x = ${'lambda: '.repeat(3000)}1`]
];

describe('what is too deep or too long to be followed', () => {
  it.each(deep)('%s: no finding, no exception', (_, source) => {
    expect(analyseCode(notebookOf(source, 'x')).findings).toEqual([]);
    expect(() => summariseCell(source)).not.toThrow();
  });

  it.each(deep)(
    '%s: the other cells are followed all the same',
    (_, source) => {
      const { findings } = analyseCode(notebookOf(source, 'missing9'));
      expect(findings.map(({ rule }) => rule)).toEqual(['undefined-name']);
    }
  );
});
