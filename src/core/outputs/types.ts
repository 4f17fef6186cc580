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
  /**
   * Pictures: every pixel counts; what cannot be seen (anti-aliasing, faint colours) and up to `imageThreshold` of the
   * pixels is close (unless set); or they are left out.
   */
  images?: 'exact' | 'small' | 'ignore';
  /** Share of the pixels, 0 (unless set) to 1, that may differ visibly when `images` is `small`. */
  imageThreshold?: number;
  /** Ids of the masks that are switched off. */
  masksOff?: readonly string[];
  /** What the person wants left out besides, in this order. Hosts evaluate them: see `evaluateOwn`. */
  ownPatterns?: readonly IOwnPattern[];
}

/** A regular expression of a person's own: what it matches does not count. */
export interface IOwnPattern {
  /** JavaScript's syntax, with the flags g and u added. */
  pattern: string;
  /** What is told of it: "3 matches of job number"; the pattern itself when missing. */
  name?: string;
  /**
   * What stands in place of a match, with `$1` to `$99` and `$<name>` for its groups, which then count. Without it the
   * whole match is hidden.
   */
  replacement?: string;
  /** Of `i`, `m` and `s`. */
  flags?: string;
}

/** A mask as a person sees it. */
export interface IMaskInfo {
  id: string;
  /** What it hides, for one and for several. */
  name: string;
  plural: string;
  /** A sentence without its full stop. */
  about: string;
}

/** Passages that differ and were hidden by a rule. */
export interface IMaskHits {
  /** Id of the mask; `own:` and the place among the own patterns, from 1, for those. */
  id: string;
  /** What was hidden, for one and for several: `address`, `addresses`. */
  name: string;
  plural: string;
  count: number;
}

/** What the own patterns came to in one text, or why they came to nothing. */
export type OwnResult =
  | {
      /** The text with what was matched replaced by signs of the private use area. */
      text: string;
      /** What each pattern matched, in order of appearance. */
      hidden: readonly (readonly string[])[];
    }
  | { problem: string };

/** What the own patterns came to in a cell, by the keys of `ownTexts`. */
export interface IOwnResults {
  [key: string]: OwnResult;
}

/** The rules by which outputs were compared. */
export interface IUsedRules {
  stderr: ICompareRules['stderr'];
  tolerance: number;
  images: NonNullable<ICompareRules['images']>;
  imageThreshold: number;
  masksOff: string[];
  ownPatterns: IUsedPattern[];
}

export interface IUsedPattern extends IOwnPattern {
  /** Why it was not used; left out when it was. */
  problem?: string;
}

/**
 * Why a stored output did not come out again, as a second clean run tells: the two runs disagree with each other
 * (`random`), they agree with each other but not with what was stored (`stale`: stale or hidden state), or it could not
 * be told (`unknown`).
 */
export type RepeatVerdict = 'random' | 'stale' | 'unknown';

/** What a second clean run says of a cell. */
export interface IRepeatedCell {
  verdict: RepeatVerdict;
  /** A short statement in plain English; says why where it could not be told. */
  message: string;
  /** How the two runs differ, or null. */
  detail: string | null;
}

/** A second clean run, made to tell random from stale. */
export interface IRepeat {
  /** ISO 8601, UTC. */
  started: string;
  ended: string;
  /** Why it told nothing; null when it told something. */
  reason: string | null;
}

export interface IOutputComparison {
  verdict: Verdict;
  /** Likely; proved where `repeat` says `random`. */
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
  /** Left out unless the run was repeated and the output differs. */
  repeat?: RepeatVerdict;
  /** What masks hid of it, where that differs; left out when nothing. */
  masks?: IMaskHits[];
  /** Largest relative deviation of its numbers; left out when none differ. */
  deviation?: number;
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
  /** What the person's own patterns came to in its outputs; left out when there are none, or no output differs. */
  own?: IOwnResults;
}

export interface ICellComparison {
  index: number;
  verdict: Verdict;
  cause: Cause | null;
  outputs: IOutputComparison[];
  /**
   * What its source says of the cause, in half a sentence that goes on from "the cell": "draws random numbers without a
   * seed (`rand`)". A hint, no proof. Left out unless an output differs.
   */
  hint?: string;
  /** Left out unless the run was repeated and tells something of the cell. */
  repeat?: IRepeatedCell;
  /** Sums over its outputs; left out when nothing. */
  masks?: IMaskHits[];
  /** Largest of its outputs; left out when no number differs. */
  deviation?: number;
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
  /** The second clean run, made to tell random from stale; left out when there was none. */
  repeat?: IRepeat;
  /** By what it was compared. Left out by records that are older than this, as what follows. */
  rules?: IUsedRules;
  /** Sums over all outputs, those that differ among them. */
  masks?: IMaskHits[];
  /** Largest relative deviation among the outputs that are close; null when none is. */
  deviation?: number | null;
  /** "14 identical, 2 equivalent (ignoring 3 addresses, 1 timing), 1 close (largest deviation 3·10⁻¹⁰), 1 different". */
  summary?: string;
}
