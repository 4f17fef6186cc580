import type { IOutput } from '../notebook/facts';

/** Of one output pair: the eleven verdict classes; error outputs split the eighth. */
export type Verdict =
  | 'identical'
  | 'equivalent'
  | 'close'
  | 'reordered'
  | 'different'
  | 'missing'
  | 'unexpected'
  | 'new'
  | 'failed'
  | 'failed-as-before'
  | 'error-gone'
  | 'expected-error-missing'
  | 'not-run'
  | 'uncomparable'
  | 'ignored';

/** The likely kind of cause, a second axis. */
export type Cause =
  | 'value'
  | 'appearance'
  | 'environment'
  | 'time'
  | 'identity'
  | 'order'
  | 'random'
  | 'network';

/** What a person may choose about comparing. */
export interface ICompareRules {
  /** stderr: left out, compared and remarked on, or compared like stdout. */
  stderr: 'ignore' | 'remark' | 'strict';
  /** Symmetric relative tolerance for printed floats; 0 means exact. */
  tolerance: number;
}

export interface IOutputComparison {
  verdict: Verdict;
  cause: Cause | null;
  /** Short plain-English statement: "Numbers differ", "Picture differs", "Same after ignoring 1 address". */
  message: string;
  /** What differs and how much, or null. */
  detail: string | null;
  /** 'stdout', 'stderr', 'error', or the authoritative MIME type. */
  kind: string;
  /** Indices into the joined lists of old and new outputs; null where that side has none. */
  old: number | null;
  new: number | null;
}

/** How one cell ran; decided by the runner from the cell's own reply. */
export type RunOutcome =
  | { status: 'ok' }
  | { status: 'error'; ename: string; evalue: string }
  /** Blank source, skipped by tag, after a stop, kernel gone, interrupted. */
  | {
      status: 'not-run';
      reason:
        | 'blank'
        | 'skipped'
        | 'after-stop'
        | 'interrupted'
        | 'kernel-died'
        | 'lost';
    };

/** One code cell of a clean run: what to compare. */
export interface ICellRun {
  /** Index in the notebook, counting all cells. */
  index: number;
  id: string | null;
  tags: string[];
  /** Source that was sent. */
  source: string;
  outcome: RunOutcome;
  /** Stored outputs, before. Null when there is no baseline: the cell never ran, or its source changed since. */
  old: IOutput[] | null;
  /** Outputs of the clean run. */
  new: IOutput[];
  /** When the clean run began (ISO 8601), if known: a new time that is not near it is data. */
  started?: string;
}

export interface ICellComparison {
  index: number;
  verdict: Verdict;
  cause: Cause | null;
  outputs: IOutputComparison[];
}

/** Result of comparing a whole notebook; what `compare --json` prints. */
export interface INotebookComparison {
  verdict:
    'verified' | 'remarks' | 'not-reproduced' | 'failed' | 'could-not-verify';
  /** Why it could not be verified; null otherwise. */
  reason: string | null;
  /** By output verdict, only those that occurred. */
  counts: { [verdict: string]: number };
  cells: ICellComparison[];
}
