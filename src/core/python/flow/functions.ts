import type { IArg, IFunctionDef, ILambda, INode } from '../syntax/ast';
import { callExternal } from './externals';
import type { Level } from './host';
import type { Machine } from './machine';
import { callMethod, lookup } from './objects';
import { scopeOf } from './scopes';
import type { Snapshot } from './store';
import type {
  IArguments,
  IClassValue,
  IFrame,
  IFunctionValue,
  IInstance,
  Value
} from './values';

/** Call a value. */
export function call(
  m: Machine,
  callee: Value,
  args: IArguments,
  at: INode
): Value {
  switch (callee?.kind) {
    case 'function':
      return callFunction(m, callee, args, at);
    case 'class':
      return instantiate(m, callee, args, at);
    case 'instance':
      return callInstance(m, callee, args, at);
    case 'accessor': {
      const setter = args.args[0] ?? null;
      return setter?.kind === 'function'
        ? { ...callee.property, setter }
        : callee.property;
    }
    case 'external':
      return callExternal(m, callee.path, args, at);
    default:
      leakArguments(m, args);
      m.mayRaise();
      return null;
  }
}

/** Unseen code gets these arguments. */
export function leakArguments(
  m: Machine,
  { args, keywords }: IArguments
): void {
  args.forEach(arg => m.leak(arg));
  keywords.forEach(arg => m.leak(arg));
}

function callFunction(
  m: Machine,
  fn: IFunctionValue,
  args: IArguments,
  at: INode
): Value {
  const { node } = fn;
  const lazy =
    (node.type === 'FunctionDef' && node.isAsync) || scopeOf(node).yields;
  if (lazy) {
    return {
      kind: 'generator',
      how: scopeOf(node).yields ? 'function' : 'coroutine',
      fn,
      args,
      comp: null,
      frame: null,
      over: null,
      done: false
    };
  }
  return runFunction(m, fn, args, at, 'all');
}

interface IClean {
  version: number;
  value: Value;
}

/** Functions that were followed and found nothing missing, with the state in which that was so. */
const clean = new WeakMap<object, IClean>();

/** Enter a function's body. */
export function runFunction(
  m: Machine,
  fn: IFunctionValue,
  args: IArguments,
  at: INode,
  how: 'all' | 'some' | 'first'
): Value {
  const { node } = fn;
  m.mayRaise();
  const again = m.calls.some(context => context.fn.node === node);
  if (again || !m.spend()) {
    leakArguments(m, args);
    return null;
  }
  const plain = isPlain(fn, args);
  const known = plain ? clean.get(fn) : undefined;
  if (known && known.version === m.store.version) {
    return known.value;
  }
  const { misses, level, jumps, returns, loops, site } = m;
  const scope = scopeOf(node);
  const frame: IFrame = {
    kind: 'function',
    node,
    vars: new Map(),
    parent: fn.frame,
    locals: scope.locals,
    globals: scope.globals,
    nonlocals: scope.nonlocals,
    fn,
    returned: { value: null, any: false }
  };
  const mark = m.store.mark();
  const context = {
    mark,
    returns: [] as Snapshot[],
    fn,
    stopAtYield: how === 'first',
    maybeAfterYield: how === 'some'
  };
  m.site ??= at;
  m.calls.push(context);
  m.loops = [];
  bindParameters(m, fn, args, frame);
  const value = runBody(m, node, frame);
  if (m.live) {
    context.returns.push(m.store.changes(mark));
  }
  m.store.join(mark, context.returns);
  m.store.close();
  m.live = context.returns.length > 0;
  m.calls.pop();
  Object.assign(m, { level, jumps, returns, loops, site });
  m.mayRaise();
  if (plain && m.live && m.misses === misses) {
    clean.set(fn, { version: m.store.version, value });
  }
  return value;
}

/** True if the result depends on global names alone. */
function isPlain(fn: IFunctionValue, args: IArguments): boolean {
  const home =
    fn.frame.kind === 'class' ? fn.frame.parent?.kind : fn.frame.kind;
  const all = [...args.args, ...args.keywords.values()];
  return (
    home === 'module' &&
    (fn.self === null || fn.self.kind === 'instance') &&
    all.every(arg => arg === null)
  );
}

function runBody(
  m: Machine,
  node: IFunctionDef | ILambda,
  frame: IFrame
): Value {
  if (node.type === 'Lambda') {
    return m.evaluate(node.body, frame);
  }
  m.execute(node.body, frame);
  const { value, any } = frame.returned;
  if (m.live && any) {
    m.leak(value);
    return null;
  }
  return any ? value : { kind: 'const', value: null };
}

function bindParameters(
  m: Machine,
  fn: IFunctionValue,
  args: IArguments,
  frame: IFrame
): void {
  const given = fn.self === null ? args.args : [fn.self, ...args.args];
  const known = args.exact && !fn.partial;
  let position = 0;
  for (const arg of fn.node.args) {
    let value: Value = null;
    if (arg.kind === 'positional') {
      const isSelf = position === 0 && fn.self !== null;
      value = isSelf || known ? (given[position] ?? null) : null;
      value ??= args.keywords.get(arg.name) ?? null;
      value ??=
        position < given.length ? null : defaultOf(fn, arg, args, known);
      position++;
    } else if (arg.kind === 'keyword') {
      value = args.keywords.get(arg.name) ?? defaultOf(fn, arg, args, known);
    }
    bindLocal(m, frame, arg.name, value);
  }
  if (fn.node.type === 'FunctionDef') {
    fn.node.typeParams.forEach(name => bindLocal(m, frame, name, null));
  }
  if (fn.owner) {
    frame.locals = new Set([...frame.locals, '__class__']);
    bindLocal(m, frame, '__class__', fn.owner);
  }
  given.slice(position).forEach(value => m.leak(value));
}

/** A literal default, when the call does not give the parameter. */
function defaultOf(
  fn: IFunctionValue,
  arg: IArg,
  args: IArguments,
  known: boolean
): Value {
  const kept = fn.defaults.get(arg.name);
  if (kept && known && !args.keywords.has(arg.name)) {
    return kept;
  }
  const literal =
    arg.default?.type === 'Constant' ? arg.default.value : undefined;
  return known && !args.keywords.has(arg.name) && literal !== undefined
    ? { kind: 'const', value: literal }
    : null;
}

function bindLocal(
  m: Machine,
  frame: IFrame,
  name: string,
  value: Value
): void {
  const variable = m.variable(name, frame);
  m.store.set(variable, { bound: 2, value, gone: null });
}

function instantiate(
  m: Machine,
  cls: IClassValue,
  args: IArguments,
  at: INode
): Value {
  const instance: IInstance = { kind: 'instance', cls, vars: new Map() };
  const known = lookup(cls, '__init__')?.kind === 'function';
  const { level: saved } = m;
  const doubtful = cls.odd || hasOwnNew(cls);
  if (cls.odd) {
    m.level = Math.max(saved, 1) as Level;
  }
  for (const name of ['__new__', '__init__']) {
    const own = lookup(cls, name);
    if (own?.kind === 'function') {
      const self = name === '__new__' ? cls : instance;
      m.call({ ...own, self }, args, at);
      m.level = name === '__new__' ? (Math.max(saved, 1) as Level) : m.level;
    }
  }
  m.level = saved;
  if (cls.dataclass) {
    makeDefaults(m, cls, args, at);
    callMethod(m, instance, '__post_init__', EMPTY, at);
  }
  if (!known) {
    leakArguments(m, args);
  }
  m.mayRaise();
  if (doubtful) {
    m.leak(instance);
    return null;
  }
  return instance;
}

/** True if a class decides itself what calling it makes. */
function hasOwnNew(cls: IClassValue): boolean {
  return lookup(cls, '__new__')?.kind === 'function';
}

/** The factories of a data class make what the call does not give. */
function makeDefaults(
  m: Machine,
  cls: IClassValue,
  args: IArguments,
  at: INode
): void {
  if (args.args.length > 0 || !args.exact || lookup(cls, '__init__')) {
    return;
  }
  for (const { name, slot } of cls.frame.vars.values()) {
    if (slot.value?.kind === 'field' && !args.keywords.has(name)) {
      m.call(slot.value.factory, EMPTY, at);
    }
  }
}

const EMPTY: IArguments = {
  args: [],
  exact: false,
  keywords: new Map(),
  nodes: []
};

/** `model(x)`: `__call__`, or what the known frameworks call from their own. */
function callInstance(
  m: Machine,
  instance: IInstance,
  args: IArguments,
  at: INode
): Value {
  if (lookup(instance.cls, '__call__')) {
    return callMethod(m, instance, '__call__', args, at);
  }
  const saved = m.level;
  m.level = Math.max(saved, 1) as Level;
  for (const name of ['forward', 'call']) {
    callMethod(m, instance, name, args, at);
  }
  m.level = saved;
  leakArguments(m, args);
  return null;
}
