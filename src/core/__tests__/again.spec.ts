import * as fc from 'fast-check';
import { predictChanges, stateFindings, stateSteps } from '../notebook';
import type { INotebook } from '../notebook/facts';
import { analyseCode, analysisSteps, summariseCell } from '../python';
import { complete, type Steps } from '../steps';
import { histories } from './edits';

const everything = (notebook: INotebook) => ({
  code: analyseCode(notebook),
  state: stateFindings(notebook, summariseCell),
  changes: predictChanges(notebook, summariseCell)
});

let serial = 0;
const asNew = (notebook: INotebook): INotebook => ({
  ...notebook,
  path: `new-${serial++}.ipynb`
});

function begin<T>(steps: Steps<T>, count: number): Steps<T> {
  for (let i = 0; i < count; i++) {
    steps.next();
  }
  return steps;
}

describe('a notebook that was edited', () => {
  it('is told the same of as one that was never seen before', () => {
    fc.assert(
      fc.property(histories, history => {
        for (const notebook of history) {
          expect(everything(notebook)).toEqual(everything(asNew(notebook)));
        }
      }),
      { numRuns: 100 }
    );
  });
  it('is told the same of after work on it was left half done', () => {
    fc.assert(
      fc.property(histories, fc.nat(60), (history, count) => {
        for (const notebook of history) {
          begin(analysisSteps(notebook), count).return(undefined as never);
          begin(stateSteps(notebook, summariseCell), count).return(
            undefined as never
          );
        }
        const notebook = history[history.length - 1];
        expect(everything(notebook)).toEqual(everything(asNew(notebook)));
      }),
      { numRuns: 40 }
    );
  });
  it('is told the same of while other work on it rests', () => {
    fc.assert(
      fc.property(histories, fc.nat(30), (history, count) => {
        const [first] = history;
        const resting = [
          begin<unknown>(analysisSteps(first), count),
          begin<unknown>(stateSteps(first, summariseCell), count)
        ];
        const notebook = history[history.length - 1];
        expect(everything(notebook)).toEqual(everything(asNew(notebook)));
        resting.forEach(steps => complete(steps));
        expect(everything(notebook)).toEqual(everything(asNew(notebook)));
      }),
      { numRuns: 40 }
    );
  });
});
