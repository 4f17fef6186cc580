import type { INotebookState } from './view';

/**
 * Whether a report that comes now would be on a notebook whose outputs a run in place has half taken away: the one from
 * before then stays, until the run has its record or is over.
 *
 * @param isRecorded - the run under way has a record already
 */
export function isOfHalfARun(
  { progress, report }: Pick<INotebookState, 'progress' | 'report'>,
  isRecorded: boolean
): boolean {
  return progress?.mode === 'in-place' && report !== null && !isRecorded;
}
