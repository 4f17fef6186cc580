import type { ISignal } from '@lumino/signaling';
import type { IOutput } from '../core/notebook/facts';
import type { ICellRun } from '../core/outputs/types';
import type { IRunProgress } from '../lab/view';
import type { Ending, IReason } from './reasons';

/** One code cell of a clean run, with what is needed to put it into the notebook. */
export interface ICleanRunCell extends ICellRun {
  /** Outputs before the run, also where they are no baseline for `old`. */
  stored: IOutput[];
  /** Comes after a cell that failed: its own error may only follow from that. */
  followOn: boolean;
  /** Execution count that the run gave, or null. */
  executionCount: number | null;
  /** Milliseconds from the end of the cell before to its own, or null. */
  milliseconds: number | null;
}

/** How a clean run went: plain data, also when it never began. */
export interface ICleanRunResult {
  mode: 'in-place' | 'fresh-kernel';
  /** ISO 8601, UTC. */
  started: string;
  ended: string;
  ending: Ending;
  /** Why it ended so; a sentence for people, and a code for programs. */
  reason: IReason;
  /**
   * What makes the result useless as proof although it ran (an execution by
   * someone else in between, a cell deleted meanwhile); null when nothing
   * does.
   */
  doubt: IReason | null;
  /** Code cells in document order; empty when nothing was started. */
  cells: ICleanRunCell[];
  /** The cell that stopped it, or the first that failed. */
  failed: { cell: number; ename: string; evalue: string } | null;
  kernelName: string | null;
  /** Whether the kernel is known to have been new: the first count was 1. */
  restartProved: boolean;
  /** Key of the outputs kept from before, or null when none were kept. */
  baseline: string | null;
}

/** A clean run: in the notebook's own kernel, or in a fresh one beside it. */
export interface ICleanRun {
  /** Emitted whenever there is something new to show. */
  readonly progress: ISignal<ICleanRun, IRunProgress>;

  /** Runs once; never rejects. */
  run(): Promise<ICleanRunResult>;

  /** Ends it as soon as the kernel allows; does nothing when it is over. */
  cancel(): void;
}

/**
 * Whether a comparison of the result may say anything about the notebook.
 *
 * @returns null when it may, else why it may not
 */
export function whyNoProof(result: ICleanRunResult): IReason | null {
  if (result.ending !== 'completed' && result.ending !== 'stopped') {
    return result.reason;
  }
  return result.doubt;
}
