import type { Severity, Tier } from '../notebook/finding';

/** A code cell of an example. */
export interface IExampleCell {
  source: string;
  /** Its execution count; left out for a cell that has none. */
  count?: number;
  /** What it printed. */
  prints?: string;
  /** Name and message of the error among its outputs. */
  error?: { ename: string; evalue: string };
  /** What it was when it ran; left out when that is `source`. */
  ranSource?: string;
}

/** Code that ran: a cell's, or that of a cell that was deleted since. */
export interface IExampleRun {
  /** Index of the cell; left out when it is gone. */
  cell?: number;
  /** What ran; left out when it is the cell's source. */
  source?: string;
}

/** A notebook, with what is known of its runs, that shows a rule. */
export interface IExample {
  /** One sentence on what happened, where the cells alone do not tell. */
  story?: string;
  cells: IExampleCell[];
  /** All that ran in the kernel session, oldest first; left out when nothing was watched. */
  ran?: IExampleRun[];
  /** Names that the kernel told, when it was asked. */
  kernelNames?: string[];
  /** The cell at which a clean run stopped. */
  stoppedAt?: number;
}

/** One rule: what a kind of finding says, why, and what to do. */
export interface IRule {
  /** Kebab-case; the `rule` of its findings. */
  id: string;
  /** Of its findings at their worst, before any setting. */
  severity: Severity;
  /** What its findings rest on. */
  tier: Tier;
  languages: 'python' | 'any';
  /** A few words. */
  title: string;
  /** One sentence: what it means for a run from the top. */
  explanation: string;
  /** What cures it, a sentence. */
  cure: string;
  /** When it is right to silence it, a sentence. */
  silence: string;
  /** Gives the finding. */
  bad: IExample;
  /** Does not. */
  good: IExample;
  /** It tells what was seen to happen: no comment, tag or setting changes or silences it. */
  isFixed?: true;
  /**
   * Its findings say that no cell defines a name: none is made of a name that the environment provides. (The analysis of
   * the source knows these names itself.)
   */
  isOnMissingNames?: true;
}
