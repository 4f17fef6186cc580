import type { IFinding } from '../notebook/finding';

/** A rung of the ladder. */
export type Level = -1 | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The things that levels need. */
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

/** Whether a facet is there: all of it, some of it, none; or it could not be told, and the summary says why. */
export type FacetState = 'holds' | 'partly' | 'missing' | 'unknown';

/** Strength of evidence, strongest first; null when there is none. */
export type Strength =
  'verified' | 'consistent' | 'present' | 'declared' | null;

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
  /** Which one. */
  id: FacetId;
  /** The rung that needs it. */
  level: Level;
  /** Whether it is there. */
  state: FacetState;
  /** How well that is proved. */
  strength: Strength;
  /** At most about 60 characters: what the ladder shows in one line. */
  summary: string;
  /** What that rests on. */
  evidence: IEvidence[];
}

/**
 * One thing a person can do; the host decides how. `label` is what a button says; a `show-text` holds commands to run
 * by hand or the text of a file to make, which nothing here runs or writes.
 */
export type IAction =
  | { kind: 'verify'; label: string }
  | { kind: 'go-to-cell'; label: string; cell: number }
  | { kind: 'open-file'; label: string; path: string }
  | {
      kind: 'show-text';
      label: string;
      title: string;
      language: 'shell' | 'text' | 'yaml';
      text: string;
    };

/** The next step up, doable from where the notebook stands. */
export interface INextStep {
  /** The rung that it works towards. */
  level: Level;
  /** What to do, in a few words. */
  title: string;
  /** Why, and what exactly is lacking. */
  detail: string;
  /** At most five, the most useful first. */
  actions: IAction[];
}

/** Verdict counts of a run, by verdict word; only those that occurred. */
export type VerdictCounts = { [verdict: string]: number };

/** What the report says of the last clean run. */
export interface IRunSummary {
  /** `verified`, `remarks`, `not-reproduced`, `failed` or `could-not-verify`. */
  verdict:
    'verified' | 'remarks' | 'not-reproduced' | 'failed' | 'could-not-verify';
  /** Why it could not be verified or no longer counts; null otherwise. */
  reason: string | null;
  /** In the notebook's own kernel after a restart, or in a kernel started for it. */
  mode: 'in-place' | 'fresh-kernel';
  /** ISO 8601, UTC. */
  started: string;
  /** ISO 8601, UTC. */
  ended: string;
  /** Verdicts of outputs (cells without output count once as `not-run` or not at all). */
  counts: VerdictCounts;
  /** Code cells that were run. */
  cellsRun: number;
  /** Code cells that hold code. */
  cellsTotal: number;
  /** The cell that stopped it. */
  failed: { cell: number; ename: string; evalue: string } | null;
  /** Whether it still counts for the notebook as it is now. */
  stillCounts: boolean;
  /** What a second clean run said of the cells whose outputs differ; left out when there was none. */
  repeat?: IRepeatSummary;
}

/** What a second clean run told: cells by index, as they stand now. */
export interface IRepeatSummary {
  /** ISO 8601, UTC. */
  ended: string;
  /** Why it told nothing; null when it told something. */
  reason: string | null;
  /** Two clean runs disagree with each other. */
  random: number[];
  /** Two clean runs agree with each other, but not with what was stored. */
  stale: number[];
  /** It could not be told. */
  unknown: number[];
  /**
   * Generators without a seed that may be at work in the random cells: `name` in cell `at`, of what differs in `cell`. Only
   * where the analysis names one.
   */
  seeds: { cell: number; at: number; name: string | null }[];
}

/** The one report: what the panel renders, the commands return and the command line prints. */
export interface IReport {
  /** Changes when a field changes its meaning or goes; fields may be added without. */
  schemaVersion: 1;
  /** The notebook's path, its language in lower case (null when it does not say), and how many code cells hold code. */
  notebook: { path: string; language: string | null; codeCells: number };
  /**
   * The project's folder, and the file in it that defines the environment and commands (null when there is none). Paths
   * are relative to the server's folder, or on the command line to the shell's.
   */
  project: { root: string; manifest: string | null };
  /** What the panel shows: -1 when `standing` is `failed`, 0 when it is `differs`, else `supported`. */
  level: Level;
  /** What the files support (0 ... 7), should a clean run hold. */
  supported: Level;
  /** What the last clean run says of the notebook as it is now. */
  standing: Standing;
  /** Every facet, in the order of the ladder. */
  facets: IFacet[];
  /** Statements about cells: errors first, then warnings, then notes. */
  findings: IFinding[];
  /**
   * How many further findings were silenced: by a comment or tag in their cell, or by a rule that is off. Left out by
   * programs that silence none.
   */
  silenced?: number;
  /** The last clean run that was recorded, also when it no longer counts; null when there is none. */
  run: IRunSummary | null;
  /** The next step up; null at the top of the ladder. */
  next: INextStep | null;
}
