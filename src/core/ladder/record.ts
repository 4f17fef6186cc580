import type { INotebookComparison } from '../outputs/types';

/** One code cell of a recorded run. */
export interface IRecordedCell {
  /** Index at the time of the run, counting all cells. */
  index: number;
  id: string | null;
  /** Digest of the source that was sent. */
  source: string;
  /** Digests of the stored outputs before, and of those that the run gave. */
  old: string;
  new: string;
}

/** What is kept of a clean run: it must be possible to tell later whether it still counts. */
export interface IRunRecord {
  version: 1;
  mode: 'in-place' | 'fresh-kernel';
  /** ISO 8601, UTC. */
  started: string;
  ended: string;
  kernelName: string | null;
  /** Digests of the environment files when the run began, by path; null when they could not be looked at. */
  environment: { [path: string]: string } | null;
  /**
   * Size and time of change of the data files that the notebook reads, by path, after the run. Left out by records that
   * are older than this.
   */
  data?: { [path: string]: string };
  /** All code cells with their digests, in document order. */
  cells: IRecordedCell[];
  comparison: INotebookComparison;
  failed: { cell: number; ename: string; evalue: string } | null;
  cellsRun: number;
  cellsTotal: number;
}
