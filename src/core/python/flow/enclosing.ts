import type { Snapshot } from './store';
import type { IFunctionValue } from './values';

/*
 * What is around the statement that runs, and what those who leave it early left behind.
 */

/** A loop whose body runs. */
export interface ILoop {
  mark: number;
  /** Names that the body binds: a later pass may find them. */
  binds: ReadonlySet<string>;
  /** Counts of open branches and of jumps where the body starts. */
  depth: number;
  jumps: number;
  breaks: Snapshot[];
  continues: Snapshot[];
}

/** A `try` whose body runs. */
export interface ITryContext {
  mark: number;
  /** A NameError stops here. */
  guards: boolean;
  raised: Snapshot[];
  /** Something in the body may raise what is not followed. */
  mayRaise: boolean;
}

/** A function whose body runs. */
export interface ICallContext {
  mark: number;
  returns: Snapshot[];
  fn: IFunctionValue;
  /** For a generator: stop at the first yield. */
  stopAtYield: boolean;
  /** What follows the first yield may not run. */
  maybeAfterYield: boolean;
}
