import type { INode } from './ast';

/** A syntax error. */
export interface ISyntaxProblem extends INode {
  /** What is wrong, in the words of CPython's own message where there is one. */
  message: string;
}
