import type { INotebookComparison, Verdict } from '../outputs/types';
import type { VerdictCounts } from './report';

const matching: readonly Verdict[] = [
  'identical',
  'equivalent',
  'close',
  'failed-as-before'
];
const differing: readonly Verdict[] = [
  'failed',
  'expected-error-missing',
  'error-gone',
  'missing',
  'different',
  'unexpected'
];
const remarked: readonly Verdict[] = ['reordered', 'uncomparable'];

/** The outputs of a run that were held against stored ones, put together by what that gave. */
export interface ITally {
  match: number;
  differ: number;
  remarks: number;
  total: number;
}

/** Leaves out what had nothing to be compared with (`new`, `not-run`, `ignored`). */
export function tally(counts: VerdictCounts): ITally {
  const sum = (verdicts: readonly Verdict[]) =>
    verdicts.reduce((total, verdict) => total + (counts[verdict] ?? 0), 0);
  const match = sum(matching);
  const differ = sum(differing);
  const remarks = sum(remarked);
  return { match, differ, remarks, total: match + differ + remarks };
}

/** Indices, at the time of the run, of the cells whose outputs differ. */
export function differingCells(comparison: INotebookComparison): number[] {
  return comparison.cells
    .filter(({ verdict }) => differing.includes(verdict))
    .map(({ index }) => index);
}

/** Indices, at the time of the run, of the cells whose outputs came out again. */
export function matchingCells(comparison: INotebookComparison): number[] {
  return comparison.cells
    .filter(({ verdict }) => matching.includes(verdict))
    .map(({ index }) => index);
}
