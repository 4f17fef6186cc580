import type { ISignal } from '@lumino/signaling';
import type { IReport } from '../core/ladder/report';
import type { INotebookComparison } from '../core/outputs/types';
import type { IOutput } from '../core/notebook/facts';
import type { IFinding } from '../core/notebook/finding';

/** Where a clean run happens: in the notebook's own kernel after a restart, or in one of its own. */
export type Mode = 'in-place' | 'fresh-kernel';

/** How far a clean run is. */
export interface IRunProgress {
  mode: Mode;
  phase: 'saving' | 'restarting' | 'running' | 'comparing' | 'cancelling';
  /** Cells settled so far, of how many are sent. */
  done: number;
  total: number;
  /** The cell under way, counting all cells from 0; null between cells. */
  cell: number | null;
  /** Milliseconds since epoch. */
  started: number;
  /** Estimated seconds left, or null when there is nothing to estimate from. */
  secondsLeft: number | null;
  /** The running cell waits for `input()`. */
  waitingForInput: boolean;
  /** False while the connection to the kernel is lost and is being sought again; left out, it is there. */
  connected?: boolean;
  /** The cell that was interrupted because it ran for longer than it may; null or left out when none was. */
  overlong?: { cell: number; seconds: number } | null;
  /** It is a second run, to tell random from stale. */
  repeat?: boolean;
}

/** Old and new outputs of one cell, for the comparison view. */
export interface ICellOutputs {
  index: number;
  id: string | null;
  source: string;
  old: IOutput[] | null;
  /**
   * Whether the notebook held outputs of it before the run, be they of another source; left out, it is taken from `old`,
   * and where that is null they are not known to be none.
   */
  hadOutputs?: boolean;
  new: IOutput[];
  /** False when the run did not get to it, or there was nothing to run: then there are no new outputs. */
  ran: boolean;
  /** It failed after another cell had failed, and perhaps for that reason alone; left out, it did not. */
  followOn?: boolean;
  /** Which side the notebook holds now. */
  shown: 'old' | 'new' | 'neither';
}

/** The last clean run in full, as long as its outputs are kept. */
export interface IRunResult {
  comparison: INotebookComparison;
  mode: Mode;
  started: string;
  ended: string;
  cells: ICellOutputs[];
}

/** Outputs kept from before a run that did not end (closed tab, crash, interruption), or whose outcome was not settled. */
export interface IRecovery {
  /** Which of the kept outputs. */
  key?: string;
  /** ISO 8601, when they were kept. */
  saved: string;
  /** How many cells hold outputs in it. */
  cells: number;
  /** Why they may be wanted, a sentence. */
  reason: string;
  /** Whether the run came to its end; left out where that is not known. */
  ended?: boolean;
}

/** What the kernel told when it was asked. */
export interface IAsked {
  /** ISO 8601. */
  at: string;
  /** What it could not tell, and why: sentences; null when it told everything. */
  problem: string | null;
  /** How many names live in it. */
  names: number;
  /** Versions of the packages that have a name in it. */
  packages?: { [distribution: string]: string };
}

/** Everything that a view shows of one notebook. */
export interface INotebookState {
  path: string;
  status: 'loading' | 'ready' | 'error';
  /** Why there is no report; null otherwise. */
  problem: string | null;
  report: IReport | null;
  kernel: 'none' | 'starting' | 'idle' | 'busy' | 'dead' | 'disconnected';
  /**
   * Name of the kernel that a fresh kernel would be started from; null when neither the session nor the file says one.
   * Left out by hosts that do not tell: the notebook's language then stands for it.
   */
  kernelName?: string | null;
  readOnly: boolean;
  changedOnDisk: boolean;
  progress: IRunProgress | null;
  result: IRunResult | null;
  recovery: IRecovery | null;
  /** Where the last attempt to verify ended without a comparison; null otherwise. */
  notice: string | null;
  /** The kernel is being asked. */
  asking: boolean;
  /** The last answer of the kernel as it is now; null when it was not asked. */
  asked: IAsked | null;
}

/** One notebook's reproducibility, as the panel, the comparison view and the status bar see it. */
export interface INotebookModel {
  readonly state: INotebookState;
  /** Emitted whenever `state` was replaced. */
  readonly changed: ISignal<INotebookModel, void>;
  readonly isDisposed: boolean;
  verify(mode: Mode): Promise<IReport | null>;
  /** Runs once more, in a fresh kernel, to tell random from stale. */
  repeat(): Promise<IReport | null>;
  cancel(): void;
  /** Shows a cell, and selects a part of its source when given. */
  goToCell(index: number, range?: { from: number; to: number }): void;
  openFile(path: string): void;
  /** Opens the comparison view, at that cell when given. */
  compare(index?: number): void;
  /** Takes the outputs of the run (one cell, or all) into the notebook. */
  keepNew(index?: number): Promise<void>;
  /** Puts the outputs from before the run (one cell, or all) back. */
  restoreOld(index?: number): Promise<void>;
  recover(): Promise<void>;
  dismissRecovery(): Promise<void>;
  /** Asks the kernel for its history and its names; resolves in any case, `state.asked` says what came of it. */
  askKernel(): Promise<void>;
  cancelAsk(): void;
  /** Shows what the finding's fix will do, and does it when the person agrees. */
  applyFix(finding: IFinding): Promise<void>;
}

/** What the panel renders: the notebook in front, or none. */
export interface IPanelModel {
  readonly current: INotebookModel | null;
  readonly currentChanged: ISignal<IPanelModel, void>;
}
