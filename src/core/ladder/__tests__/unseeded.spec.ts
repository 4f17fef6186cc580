import { assess } from '..';
import { analyseCode } from '../../python';
import { makeCell, makeNotebook, makeProject, makeRun } from './make';

const notebook = makeNotebook({
  cells: [
    makeCell('import random\nx = random.random()', { executionCount: 1 }),
    makeCell('print(x < 2)', { executionCount: 2 })
  ]
});

function told(verdict: 'verified' | 'not-reproduced' | null): object[] {
  const run =
    verdict &&
    makeRun(notebook, { verdict, reason: null, counts: {}, cells: [] });
  const code = analyseCode(notebook);
  const { findings } = assess({ notebook, code, project: makeProject(3), run });
  return findings
    .filter(({ rule }) => rule === 'unseeded-random')
    .map(({ severity, detail }) => ({ severity, detail }));
}

describe('random numbers without a seed', () => {
  it('are a warning as long as no clean run gave the stored outputs again', () => {
    expect(told(null)).toEqual([{ severity: 'warning', detail: undefined }]);
    expect(told('not-reproduced')).toEqual([
      { severity: 'warning', detail: undefined }
    ]);
  });

  it('are a note where one did: no stored output shows them', () => {
    expect(told('verified')).toEqual([
      {
        severity: 'note',
        detail: 'the last clean run gave the stored outputs all the same'
      }
    ]);
  });
});
