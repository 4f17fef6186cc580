import type {
  Expr,
  IClassDef,
  IComprehensionExpr,
  IFunctionDef,
  ILambda,
  INode
} from '../syntax/ast';

/** What is known of a value; null when nothing is. */
export type Value =
  | IConst
  | ISequenceValue
  | IFunctionValue
  | IClassValue
  | IInstance
  | IAccessor
  | IField
  | IObject
  | IGenerator
  | IExternal
  | IMade
  | INamespace
  | ISuper
  | null;

export interface IConst {
  kind: 'const';
  value: string | number | boolean | null;
}

/** A list, tuple, set or range whose length is known. */
export interface ISequenceValue {
  kind: 'sequence';
  size: number;
  /** Null when only the length is known. */
  elts: Value[] | null;
  /** A dictionary whose keys are all literals. */
  entries?: ReadonlyMap<string | number | boolean | null, Value>;
  mutable: boolean;
}

export interface IFunctionValue {
  kind: 'function';
  node: IFunctionDef | ILambda;
  /** Where it was defined. */
  frame: IFrame;
  /** Class it is a method of. */
  owner: IClassValue | null;
  /** Bound first argument. */
  self: Value;
  binding: 'plain' | 'static' | 'class' | 'property';
  /** Function that `@name.setter` gave to a property. */
  setter: IFunctionValue | null;
  /** Functions, classes and instances that are defaults of parameters. */
  defaults: ReadonlyMap<string, Value>;
  /** Arguments are not the parameters' own (`functools.partial`). */
  partial: boolean;
}

export interface IClassValue {
  kind: 'class';
  node: IClassDef;
  frame: IFrame;
  bases: Value[];
  dataclass: boolean;
  /** Its metaclass may bring names into its body, and decides what calling it makes. */
  odd: boolean;
}

export interface IInstance {
  kind: 'instance';
  cls: IClassValue;
  /** Attributes that were stored in it. */
  vars: Map<string, IVariable>;
}

/** Some list, set or dictionary of the notebook. */
export interface IObject {
  kind: 'object';
}

/** `dataclasses.field(...)`. */
export interface IField {
  kind: 'field';
  factory: Value;
}

/** `name.setter` of a property. */
export interface IAccessor {
  kind: 'accessor';
  property: IFunctionValue;
}

/** Code that runs when it is asked for a value: a generator, a generator expression, a coroutine, `map`. */
export interface IGenerator {
  kind: 'generator';
  how: 'function' | 'expression' | 'coroutine' | 'map';
  fn: IFunctionValue | null;
  args: IArguments | null;
  comp: IComprehensionExpr | null;
  frame: IFrame | null;
  /** What it goes over. */
  over: Value;
  done: boolean;
}

/** Something defined outside the notebook, by its dotted path: `numpy.load`, `builtins.open`. */
export interface IExternal {
  kind: 'external';
  path: string;
}

/**
 * Something that a call of code outside the notebook made, or what was taken out of it, where the host wants to know it
 * again: a random generator, a data frame.
 */
export interface IMade {
  kind: 'made';
  /** What the host calls it. */
  what: string;
  /** The attribute that was read from it last: `normal` for `rng.normal`; null for the thing itself. */
  attr: string | null;
  /** What paths may disagree about, kept as the state of a name. */
  state: IVariable;
  /** The call that made it, and the cell that ran then. */
  by: INode;
  cell: number;
}

/** The dictionary of global names. */
export interface INamespace {
  kind: 'namespace';
}

export interface ISuper {
  kind: 'super';
  owner: IClassValue;
  self: Value;
}

/** Evaluated arguments of a call. */
export interface IArguments {
  args: Value[];
  /** False after `*args`: positions are not known. */
  exact: boolean;
  keywords: Map<string, Value>;
  nodes: Expr[];
}

/** A name in a frame. */
export interface IVariable {
  name: string;
  slot: ISlot;
  global: boolean;
}

/** 0: not bound, 1: bound on some path, 2: bound on every path. */
export type Bound = 0 | 1 | 2;

/** How a name went away. */
export interface IGone {
  cell: number;
  how: 'del' | 'except' | 'reset';
  /** Count of unknown effects at that time. */
  unknowns: number;
}

/** What is known of a variable at one point. Slots are never changed, only replaced. */
export interface ISlot {
  bound: Bound;
  value: Value;
  gone: IGone | null;
}

/** A scope while it runs. */
export interface IFrame {
  kind: 'module' | 'function' | 'class' | 'comprehension';
  node: object | null;
  vars: Map<string, IVariable>;
  parent: IFrame | null;
  /** Names that the code of this scope binds; empty for the module. */
  locals: Set<string>;
  globals: Set<string>;
  nonlocals: Set<string>;
  /** The function that runs in it. */
  fn: IFunctionValue | null;
  /** What the function returns so far. */
  returned: { value: Value; any: boolean };
}

export const UNBOUND: ISlot = { bound: 0, value: null, gone: null };

/** True if both stand for the same value. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) {
    return true;
  }
  if (a?.kind === 'const' && b?.kind === 'const') {
    return a.value === b.value;
  }
  if (a?.kind === 'made' && b?.kind === 'made') {
    return a.state === b.state && a.attr === b.attr;
  }
  return a?.kind === 'external' && b?.kind === 'external' && a.path === b.path;
}

/** True, false, or null when it cannot be told. */
export function truth(value: Value): boolean | null {
  switch (value?.kind) {
    case 'const':
      return Boolean(value.value);
    case 'sequence':
      return value.size > 0;
    case 'function':
    case 'class':
      return true;
    case 'external':
      return value.path === 'typing.TYPE_CHECKING' ? false : null;
    default:
      return null;
  }
}

/** Count of the elements, or null. */
export function sizeOf(value: Value): number | null {
  if (value?.kind === 'sequence') {
    return value.size;
  }
  return value?.kind === 'const' && typeof value.value === 'string'
    ? value.value.length
    : null;
}

/** What lies in something that was made: nothing is known of it but where it comes from. */
export function partOf(value: Value): Value {
  return value?.kind === 'made' ? { ...value, attr: null } : null;
}

/** True for values that run code of the notebook when they are called. */
export function isCallable(
  value: Value
): value is IFunctionValue | IClassValue {
  return value?.kind === 'function' || value?.kind === 'class';
}

/** Name of a function, for messages. */
export function nameOf(fn: IFunctionValue): string {
  if (fn.node.type === 'Lambda') {
    return 'lambda';
  }
  return fn.owner ? `${fn.owner.node.name}.${fn.node.name}` : fn.node.name;
}

/** Name of the function that a frame is in, for messages; empty outside of functions. */
export function ownerOf(frame: IFrame): string {
  let at: IFrame | null = frame;
  while (at && !at.fn) {
    at = at.parent;
  }
  return at?.fn ? nameOf(at.fn) : '';
}
