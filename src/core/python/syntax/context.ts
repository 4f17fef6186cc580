import type { Expr } from './ast';
import type { ITreeNode } from './tree';

/** What the conversion needs beside the tree. */
export interface IContext {
  /** The text the person wrote, at the offsets of the tree. */
  text: string;
  /** Offsets where `repair` stood something else in for what was written. */
  notes: Map<number, string>;
  /** The parser placed everything: no node needs to be looked through for errors. */
  clean: boolean;
  /** Filled in by `createContext`: the parts of an expression are converted through it. */
  convert: (node: ITreeNode, ctx: IContext) => Expr;
}
