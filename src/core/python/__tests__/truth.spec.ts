import type { IFinding } from '../../notebook/finding';
import { analyseCode } from '..';
import { casesOf } from './cases';

/** Where the first finding of one of these severities says the run stops, in the words of the fixture. */
function stop(findings: IFinding[], severities: string[]): string {
  const first = findings.find(
    ({ rule, severity }) =>
      rule !== 'unseeded-random' && severities.includes(severity)
  );
  if (!first) {
    return 'runs';
  }
  const cell = `cell ${(first.cell?.index ?? 0) + 1}`;
  return first.rule === 'syntax-error'
    ? `${cell} SyntaxError`
    : `${cell} NameError ${first.names[0]}`;
}

describe.each([
  'names',
  'flow',
  'ipython',
  'hard',
  'inject',
  'blind',
  'blind-again',
  'rules',
  'tester'
])('%s.cases.txt, against what IPython did', file => {
  it.each(casesOf(`${file}.cases.txt`).map(each => [each.title, each]))(
    '%s',
    (_, { notebook, truth }) => {
      const { findings } = analyseCode(notebook);
      const expected = /NameError|SyntaxError/.test(truth) ? truth : 'runs';
      expect(stop(findings, ['error', 'warning'])).toBe(expected);
      // An error must be right: it is never told of a cell that ran.
      const error = stop(findings, ['error']);
      expect([expected, 'runs']).toContain(error);
    }
  );
});

describe('beyond.cases.txt: what the text does not tell', () => {
  it.each(casesOf('beyond.cases.txt').map(each => [each.title, each]))(
    '%s: nothing is claimed',
    (_, { notebook }) => {
      expect(stop(analyseCode(notebook).findings, ['error', 'warning'])).toBe(
        'runs'
      );
    }
  );
});

describe('doubt.cases.txt: what nobody can be sure of', () => {
  it.each(casesOf('doubt.cases.txt').map(each => [each.title, each]))(
    '%s',
    (_, { notebook, truth }) => {
      const { findings } = analyseCode(notebook);
      const error = stop(findings, ['error']);
      expect([truth, 'runs']).toContain(error);
      if (truth !== 'runs') {
        expect(stop(findings, ['error', 'warning'])).toBe(truth);
      }
    }
  );
});
