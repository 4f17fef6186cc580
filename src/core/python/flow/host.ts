import type { ICall, INode, Stmt } from '../syntax/ast';
import type { IStarred } from '../data/starred';
import type { IArguments, IExternal, IMade, ISlot, Value } from './values';

/** How sure it is that a point is reached: 0 in every run, 1 in some, 2 only when something else goes wrong. */
export type Level = 0 | 1 | 2;

/** A name that was read and is not there. */
export interface IMissing {
  name: string;
  level: Level;
  /** Where in the cell that runs: the name itself, or the call that led to it. */
  at: INode;
  /** The variable's last state. */
  slot: ISlot;
  /** Names of the functions of other places that led to it, outermost first. */
  via: string[];
  /** Name of the function whose local variable it is. */
  local: string | null;
}

/** A call of a function of a module, of a method of something made, or of what is not known (`callee` null). */
export interface IOuterCall {
  expr: ICall;
  callee: IExternal | IMade | null;
  args: IArguments;
}

/** What the notebook around a machine decides. */
export interface IHost {
  /** Names that are missing come from elsewhere: a read of one succeeds. */
  assumes?: boolean;
  /** A name that no cell bound so far; returns a value if it exists all the same, else undefined. */
  known(name: string): Value | undefined;
  /** A read of a name that is not there, or whether it is cannot be told (`maybe`). */
  missing(missing: IMissing, maybe: boolean): void;
  /** A read of a global name that exists. */
  read?(name: string, at: INode): void;
  /** Names that a file on disk may define, or null when they are not known. */
  written?(file: string): ReadonlySet<string> | null;
  /** A change of the object that a global name stands for. */
  mutates?(name: string, strong: boolean): void;
  /** A call of what the notebook does not define; gives back what it made, where the host knows. */
  called?(call: IOuterCall): Value;
  /** Something that was made goes where it is not followed, such as into a dictionary. */
  lost?(made: IMade): void;
  /** Names of a star import, or null when the module is not known. */
  starred(module: string): IStarred | null;
  /** Statements of a piece of source, or null when it does not parse. */
  parse(source: string): Stmt[] | null;
  /** The same for source with IPython's own syntax. */
  cell(source: string): Stmt[] | null;
}
