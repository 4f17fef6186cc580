import type { IFinding } from '../notebook/finding';

export type Level = -1 | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

export type FacetId =
  | 'run'
  | 'environment'
  | 'data'
  | 'instructions'
  | 'shareable'
  | 'commands'
  | 'lock'
  | 'packed'
  | 'container'
  | 'machine'
  | 'hardware';

/**
 * What the last clean run says, if it still counts: `verified` (this source in this environment gave the stored
 * outputs), `differs` (it ran to the end, but outputs differ), `failed` (it stopped, or static analysis shows that it
 * would), `unverified` (no run that counts).
 */
export type Standing = 'verified' | 'unverified' | 'differs' | 'failed';

export type FacetState = 'holds' | 'partly' | 'missing' | 'unknown';

/** Strength of evidence, strongest first; null when there is none. */
export type Strength = 'verified' | 'consistent' | 'present' | 'declared' | null;

/** A fact about a facet, with the file, cell or run it was read from. */
export interface IEvidence {
  /** Relative to the host's root. */
  path?: string;
  /** 1-based line in that file. */
  line?: number;
  /** Cell index, from 0. */
  cell?: number;
  /** Whether it speaks for the facet (`yes`), against it (`no`), or could not be looked at or told (`unknown`), or is only a remark (`note`). */
  holds: 'yes' | 'no' | 'unknown' | 'note';
  /** One sentence, backticks for code, no trailing full stop. */
  message: string;
}

/** One thing that a level needs. */
export interface IFacet {
  id: FacetId;
  /** The rung that needs it. */
  level: Level;
  state: FacetState;
  strength: Strength;
  /** At most about 60 characters: what the ladder shows in one line. */
  summary: string;
  evidence: IEvidence[];
}

/** One thing a person can do; the host decides how. */
export type IAction =
  | { kind: 'verify'; label: string }
  | { kind: 'go-to-cell'; label: string; cell: number }
  | { kind: 'open-file'; label: string; path: string }
  | { kind: 'show-text'; label: string; title: string; language: 'shell' | 'text' | 'yaml'; text: string };

/** The next step up, doable from where the notebook stands. */
export interface INextStep {
  level: Level;
  title: string;
  /** Why, and what exactly is lacking. */
  detail: string;
  actions: IAction[];
}

/** Verdict counts of a run, by verdict word; only those that occurred. */
export type VerdictCounts = { [verdict: string]: number };

/** What the report says of the last clean run. */
export interface IRunSummary {
  /** `verified`, `remarks`, `not-reproduced`, `failed` or `could-not-verify`. */
  verdict: 'verified' | 'remarks' | 'not-reproduced' | 'failed' | 'could-not-verify';
  /** Why it could not be verified or no longer counts; null otherwise. */
  reason: string | null;
  mode: 'in-place' | 'fresh-kernel';
  /** ISO 8601, UTC. */
  started: string;
  ended: string;
  /** Verdicts of outputs (cells without output count once as `not-run` or not at all). */
  counts: VerdictCounts;
  /** Code cells that were run, of how many that hold code. */
  cellsRun: number;
  cellsTotal: number;
  /** The cell that stopped it. */
  failed: { cell: number; ename: string; evalue: string } | null;
  /** Whether it still counts for the notebook as it is now. */
  stillCounts: boolean;
}

/** The one report: what the panel renders, the commands return and the command line prints. */
export interface IReport {
  schemaVersion: 1;
  notebook: { path: string; language: string | null; codeCells: number };
  project: { root: string; manifest: string | null };
  /** What the panel shows: -1 when `standing` is `failed`, 0 when it is `differs`, else `supported`. */
  level: Level;
  /** What the files support (0 ... 7), should a clean run hold. */
  supported: Level;
  standing: Standing;
  facets: IFacet[];
  findings: IFinding[];
  run: IRunSummary | null;
  next: INextStep | null;
}
