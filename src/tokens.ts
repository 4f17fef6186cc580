import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type { IReport } from './core/ladder/report';

export type { IReport } from './core/ladder/report';

/** How to verify. */
export interface IVerifyOptions {
  /**
   * `in-place` (the default) restarts the notebook's own kernel; `fresh-kernel` leaves notebook and kernel alone.
   */
  mode?: 'in-place' | 'fresh-kernel';
}

/** A report that is new or another one than before. */
export interface IReportChange {
  path: string;
  report: IReport;
}

/** What other extensions may ask. */
export interface IReproducibility {
  /**
   * The report on a notebook, open or not. Sends no message to a kernel and writes nothing.
   *
   * Rejects with a sentence when the notebook cannot be read.
   */
  report(path: string): Promise<IReport>;

  /** Emitted when the report on an open notebook changed. */
  readonly changed: ISignal<IReproducibility, IReportChange>;

  /**
   * Runs the notebook from the top, compares its outputs, and resolves with the report after that. Opens the notebook
   * when it is not open. Resolves as well when the run failed or was called off: the report says so.
   */
  verify(path: string, options?: IVerifyOptions): Promise<IReport>;
}

export const IReproducibility = new Token<IReproducibility>(
  'jupyterlab-reproducibility:IReproducibility',
  'How reproducible a notebook is, what proves it, and a clean run on demand.'
);
