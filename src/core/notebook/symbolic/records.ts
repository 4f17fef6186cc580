import type { IObject, IScope, IWriter } from './objects';
import type { Term } from './terms';

/*
 * What is noted of an execution.
 */

/** What an execution showed. */
export interface IShown {
  term: Term;
  /** False when the code may have shown nothing here. */
  sure: boolean;
}

/** A global name that an execution read, as it was when it was first read. */
export interface IRead {
  term: Term;
  /** The same but for what a function finds outside itself. */
  own: Term;
  writer: IWriter | null;
  isModule: boolean;
  /** The execution that bound the name. */
  bound: number;
}

/** What goes on inside a piece of code that counts as one step. */
export interface IRecord {
  reads: Set<Term>;
  changed: Set<IObject>;
  bound: Map<IScope, Set<string>>;
  shown: IShown[];
}
