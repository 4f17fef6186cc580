/**
 * Plain objects shaped like CPython's `ast` (node and field names are those of the `ast` module's abstract grammar;
 * what no analysis here asks for is left out: operators, contexts, line numbers). Offsets are characters in the text
 * that was parsed.
 */

import type { IEffect } from '../ipython/effects';

/** Offsets of a node, half open. */
export interface INode {
  from: number;
  to: number;
}

export interface IName extends INode {
  type: 'Name';
  id: string;
}

/** A literal. `value` is undefined for what is not kept: bytes, complex numbers, the ellipsis. */
export interface IConstant extends INode {
  type: 'Constant';
  value: string | number | boolean | null | undefined;
}

export interface IComprehension {
  target: Expr;
  iter: Expr;
  ifs: Expr[];
}

export interface IArg extends INode {
  name: string;
  annotation: Expr | null;
  /** Value of the default, or null. */
  default: Expr | null;
  kind: 'positional' | 'star' | 'keyword' | 'starstar';
}

export interface IKeyword {
  /** Null for `**mapping`. */
  arg: string | null;
  value: Expr;
}

export type Comprehension =
  'ListComp' | 'SetComp' | 'DictComp' | 'GeneratorExp';

export interface IComprehensionExpr extends INode {
  type: Comprehension;
  /** The element; key and value for a dictionary. */
  elts: Expr[];
  generators: IComprehension[];
}

export interface ILambda extends INode {
  type: 'Lambda';
  args: IArg[];
  body: Expr;
}

export interface ICall extends INode {
  type: 'Call';
  func: Expr;
  args: Expr[];
  keywords: IKeyword[];
}

export interface IAttribute extends INode {
  type: 'Attribute';
  value: Expr;
  attr: string;
}

export interface ISubscript extends INode {
  type: 'Subscript';
  value: Expr;
  slice: Expr;
}

export interface INamedExpr extends INode {
  type: 'NamedExpr';
  target: IName;
  value: Expr;
}

export interface ISequence extends INode {
  type: 'Tuple' | 'List' | 'Set';
  elts: Expr[];
}

export type Expr =
  | IName
  | IConstant
  | IComprehensionExpr
  | ILambda
  | ICall
  | IAttribute
  | ISubscript
  | INamedExpr
  | ISequence
  | (INode & { type: 'BoolOp'; op: 'and' | 'or'; values: Expr[] })
  | (INode & { type: 'BinOp'; op: string; left: Expr; right: Expr })
  | (INode & { type: 'UnaryOp'; op: string; operand: Expr })
  | (INode & { type: 'Compare'; ops: string[]; values: Expr[] })
  | (INode & { type: 'IfExp'; test: Expr; body: Expr; orelse: Expr })
  /** A null key is `**value`. */
  | (INode & { type: 'Dict'; keys: (Expr | null)[]; values: Expr[] })
  | (INode & { type: 'JoinedStr'; values: Expr[] })
  | (INode & { type: 'Starred'; value: Expr })
  | (INode & { type: 'Slice'; parts: Expr[] })
  | (INode & { type: 'Await'; value: Expr })
  | (INode & { type: 'Yield'; value: Expr | null; delegates: boolean })
  /** Parts are evaluated, the value is not followed: a formatted field, or what did not parse. */
  | (INode & { type: 'Opaque'; parts: Expr[] });

export type Pattern =
  /** A literal, or a dotted name. */
  | { type: 'MatchValue'; value: Expr }
  | { type: 'MatchSequence' | 'MatchOr'; patterns: Pattern[] }
  | { type: 'MatchMapping'; keys: Expr[]; patterns: Pattern[] }
  | { type: 'MatchClass'; cls: Expr; patterns: Pattern[] }
  /** `*name`, `**name`: a null name is `_`. */
  | { type: 'MatchStar'; name: string | null }
  /** A capture, `pattern as name`, or the wildcard `_` when both are null. */
  | { type: 'MatchAs'; pattern: Pattern | null; name: string | null };

export interface IAlias extends INode {
  name: string;
  asname: string | null;
}

export interface IHandler extends INode {
  /** `except:` has none. */
  test: Expr | null;
  name: string | null;
  body: Stmt[];
}

export interface IMatchCase extends INode {
  pattern: Pattern;
  guard: Expr | null;
  body: Stmt[];
}

export interface IFunctionDef extends INode {
  type: 'FunctionDef';
  name: string;
  /** Offsets of the name itself. */
  at: INode;
  isAsync: boolean;
  decorators: Expr[];
  args: IArg[];
  returns: Expr | null;
  typeParams: string[];
  body: Stmt[];
}

export interface IClassDef extends INode {
  type: 'ClassDef';
  name: string;
  at: INode;
  decorators: Expr[];
  bases: Expr[];
  keywords: IKeyword[];
  typeParams: string[];
  body: Stmt[];
}

export interface IFor extends INode {
  type: 'For';
  target: Expr;
  iter: Expr;
  body: Stmt[];
  orelse: Stmt[];
}

export interface IWhile extends INode {
  type: 'While';
  test: Expr;
  body: Stmt[];
  orelse: Stmt[];
}

export interface ITry extends INode {
  type: 'Try';
  body: Stmt[];
  handlers: IHandler[];
  orelse: Stmt[];
  finalbody: Stmt[];
}

export interface IWith extends INode {
  type: 'With';
  items: { context: Expr; target: Expr | null }[];
  body: Stmt[];
}

export interface IMatch extends INode {
  type: 'Match';
  subject: Expr;
  cases: IMatchCase[];
}

export interface IImportFrom extends INode {
  type: 'ImportFrom';
  /** Empty for `from . import x`. */
  module: string;
  /** Count of leading dots. */
  level: number;
  /** One alias named `*` for a star import. */
  names: IAlias[];
}

/** A line of IPython's own syntax. */
export interface IMagicStmt extends INode {
  type: 'Magic';
  effect: IEffect;
  /** The statement that `%time` and its kin run. */
  body: Stmt[];
  /** What the body binds stays inside (`%timeit`). */
  isolates: boolean;
  /** An exception of the body is shown, and does not stop the run (`%%capture`). */
  swallows: boolean;
  /** The word is a variable where one of that name exists. */
  shadow: string | null;
  /** What the line is in Python, for where the word is a variable. */
  instead: Stmt[];
}

export type Stmt =
  | IFunctionDef
  | IClassDef
  | IFor
  | IWhile
  | ITry
  | IWith
  | IMatch
  | IImportFrom
  | (INode & { type: 'Import'; names: IAlias[] })
  | (INode & { type: 'Assign'; targets: Expr[]; value: Expr })
  | (INode & {
      type: 'AnnAssign';
      target: Expr;
      annotation: Expr;
      value: Expr | null;
      /** False for `(x): int` and for attributes: only a bare name is declared. */
      simple: boolean;
    })
  | (INode & { type: 'AugAssign'; target: Expr; value: Expr })
  | (INode & { type: 'If'; test: Expr; body: Stmt[]; orelse: Stmt[] })
  | (INode & { type: 'Return'; value: Expr | null })
  | (INode & { type: 'Delete'; targets: Expr[] })
  | (INode & { type: 'Raise'; exc: Expr | null; cause: Expr | null })
  | (INode & { type: 'Assert'; test: Expr; msg: Expr | null })
  | (INode & { type: 'Global' | 'Nonlocal'; names: string[] })
  | (INode & { type: 'Expr'; value: Expr })
  | (INode & { type: 'TypeAlias'; name: string; value: Expr })
  | (INode & { type: 'Pass' | 'Break' | 'Continue' })
  /** Python 2's `print x`. */
  | (INode & { type: 'Print'; value: Expr })
  /** A statement that did not parse. */
  | (INode & { type: 'BrokenStmt' })
  | IMagicStmt;

/** A parsed text. */
export interface IModule {
  body: Stmt[];
  /** Ranges that the parser could not place; empty when it understood everything. */
  errors: INode[];
}
