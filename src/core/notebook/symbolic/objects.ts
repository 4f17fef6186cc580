import type { Callable } from './syntax';
import type { Term } from './terms';

/** Who made or changed an object: the last one first. */
export interface IWriter {
  /** Place of the execution in its run of the notebook. */
  run: number;
  /** False for the one that made it. */
  change: boolean;
  before: IWriter | null;
}

/** Names of a module, function call or class body. */
export interface IScope {
  names: Map<string, IBinding>;
  parent: IScope | null;
  /** Names that live further out (`global`, `nonlocal`). */
  shared: ReadonlySet<string>;
  /** Names that are this scope's own. */
  own: ReadonlySet<string> | null;
  isClass: boolean;
}

/** What a name stands for, and the execution that said so. */
export interface IBinding {
  object: IObject;
  run: number;
}

/** A function of the notebook. */
export interface IFunction {
  node: Callable;
  scope: IScope;
  /** The text that the node's offsets are of. */
  text: string;
  defaults: Map<string, IObject>;
  isProperty: boolean;
  isStatic: boolean;
}

/** An object in a run of which only the text is known. */
export interface IObject {
  /** Its state, but for what `slots` and `parts` say. */
  term: Term;
  /** What its keys and attributes were set to, in the order of their first setting. */
  slots: Map<string, IObject> | null;
  /** Other objects that it holds somewhere. */
  parts: Set<IObject> | null;
  /** The object that this is a part of: changed along with it. */
  inside: IObject | null;
  fn: IFunction | null;
  /** The class of an instance, when the notebook defines it. */
  cls: IObject | null;
  /** Classes above a class; null for what is no class. */
  bases: IObject[] | null;
  /** The object that a bound method belongs to. */
  self: IObject | null;
  /** Dotted name of a module, or of something in it. */
  path: string | null;
  /** A list, dictionary or set: `+=` changes it in place. */
  isContainer: boolean;
  /** Every key is in `slots`. */
  isClosed: boolean;
  /** Reading it changes it: iterators, files, random generators. */
  isStream: boolean;
  isNone: boolean;
  /** The dictionary of global names. */
  isNamespace: boolean;
  writer: IWriter | null;
  /** Serial number: younger objects have higher ones. */
  born: number;
  /** Serial number of the checkpoint after which it was last kept as it was. */
  kept: number;
}

/** An object of which nothing is known but its state, made by an execution. */
export function plainObject(term: Term, run: number, born: number): IObject {
  return {
    term,
    slots: null,
    parts: null,
    inside: null,
    fn: null,
    cls: null,
    bases: null,
    self: null,
    path: null,
    isContainer: false,
    isClosed: false,
    isStream: false,
    isNone: false,
    isNamespace: false,
    writer: { run, change: false, before: null },
    born,
    kept: -1
  };
}

/** A sentence of Python that cannot go on: no `Error`, so that no stack is gathered. */
export class PythonError {
  constructor(
    readonly kind: 'NameError' | 'KeyError' | 'SyntaxError' | 'error',
    readonly name: string,
    readonly term: Term
  ) {}
}

/** `return` on its way out of a function. */
export class Returned {
  constructor(readonly value: IObject) {}
}
