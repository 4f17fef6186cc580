import type { INode } from '../syntax/ast';
import {
  moduleNamed,
  namespaceMethod,
  runSource,
  setAttribute,
  shellMethod
} from './globals';
import type { Level } from './host';
import type { Machine } from './machine';
import { textMethod } from './objects';
import {
  isCallable,
  sizeOf,
  truth,
  type IArguments,
  type IFrame,
  type IFunctionValue,
  type Value
} from './values';

/** Decorators that give back the function they get, or one that calls it the same way. */
const TRANSPARENT = new Set([
  '#same',
  'functools.lru_cache',
  'functools.cache',
  'functools.total_ordering',
  'functools.singledispatch',
  'typing.final',
  'typing.no_type_check',
  'typing.override',
  'abc.abstractmethod',
  'numba.jit',
  'numba.njit',
  'torch.no_grad',
  'torch.inference_mode',
  'streamlit.cache_data',
  'streamlit.cache_resource'
]);

/** Built-in functions that go through what they are given. */
const CONSUMING =
  /^builtins\.(?:list|tuple|set|frozenset|sorted|sum|min|max|dict|bytes|bytearray)$/;

/** Those that stop at the first element that decides. */
const DECIDING = /^builtins\.(?:any|all)$/;

/** Those whose result has as many elements as their argument. */
const KEEPING = /^builtins\.(?:list|tuple|sorted|reversed|enumerate|iter)$/;

/** Calls that start the function they are given at once. */
const CALLING =
  /^(?:asyncio\.(?:gather|wait_for)|timeit\.(?:timeit|repeat)|scipy\.optimize\.\w+|scipy\.integrate\.\w+|asyncio\.run)$/;

/**
 * Calls that write names into the notebook, or hand out what one can do it with: frames of the caller,
 * `sympy.var('a b')`, a session that is loaded.
 */
const INJECTING =
  /^(?:inspect\.(?:currentframe|stack|trace|getouterframes|getinnerframes)|sys\._(?:getframe|current_frames)|gc\.get_(?:objects|referrers|referents)|(?:sympy|symengine)(?:\.\w+)*\.(?:var|init_session)|dill(?:\.session)?\.(?:load_session|load_module|load_module_asdict)|(?:icecream|snoop|gettext)\.install)$/;

/** Functions of the language that do nothing with functions they are given. */
const HARMLESS =
  /^builtins\.(?:print|isinstance|issubclass|type|callable|id|hash|len|repr|str|help|getattr|bool)$/;

/**
 * `globals()` and its kin, where they mean the global names.
 *
 * @returns undefined for another call.
 */
export function namespaceOf(
  m: Machine,
  path: string,
  { args, nodes }: IArguments,
  frame: IFrame
): Value | undefined {
  const module = frame.kind === 'module';
  switch (path) {
    case 'builtins.globals':
      return { kind: 'namespace' };
    case 'builtins.locals':
    case 'builtins.vars':
    case 'builtins.dir':
      if (args[0]?.kind === 'external') {
        return /^(?:__main__|builtins)$/.test(args[0].path) &&
          path === 'builtins.vars'
          ? { kind: 'namespace' }
          : null;
      }
      return args.length > 0 ? null : module ? { kind: 'namespace' } : null;
    case 'builtins.exec':
      runSource(m, args, frame);
      return null;
    case 'builtins.eval': {
      const [source = null] = args;
      const text = source?.kind === 'const' ? source.value : null;
      const body = typeof text === 'string' ? m.host.parse(text.trim()) : null;
      const [stmt] = body ?? [];
      if (text === null && nodes[0]?.type === 'Call') {
        // `eval(compile(...))` runs statements too.
        m.unknown('eval');
      }
      m.site ??= m.at;
      const value =
        stmt?.type === 'Expr' && args.length === 1
          ? m.evaluate(stmt.value, frame)
          : null;
      m.site = m.calls.length > 0 ? m.site : null;
      m.mayRaise();
      return value;
    }
    case 'builtins.super': {
      const owner = m.variable('__class__', m.home('__class__', frame)).slot;
      const { value } = owner;
      const self = m.calls[m.calls.length - 1]?.fn.self ?? null;
      return value?.kind === 'class'
        ? { kind: 'super', owner: value, self }
        : null;
    }
    default:
      return undefined;
  }
}

/** Call something that is not the notebook's own. */
export function callExternal(
  m: Machine,
  path: string,
  args: IArguments,
  at: INode
): Value {
  const [first = null, second = null] = args.args;
  if (path.startsWith('#namespace.')) {
    return namespaceMethod(m, path.slice('#namespace.'.length), args);
  }
  if (path.startsWith('#shell.')) {
    return shellMethod(m, path.slice('#shell.'.length), args);
  }
  if (INJECTING.test(path)) {
    m.unknown(path);
    return null;
  }
  if (TRANSPARENT.has(path)) {
    return isCallable(first) ? first : { kind: 'external', path: '#same' };
  }
  if (CONSUMING.test(path)) {
    args.args.forEach(arg => m.consume(arg, 'all'));
    keyed(m, args, at);
  }
  if (DECIDING.test(path)) {
    args.args.forEach(arg => begin(m, arg, 'some'));
  }
  if (KEEPING.test(path) && args.args.length > 0) {
    const size = sizeOf(first);
    m.leak(first);
    return size === null
      ? first?.kind === 'generator'
        ? first
        : null
      : { kind: 'sequence', size, elts: null, mutable: true };
  }
  switch (path) {
    case 'IPython.get_ipython':
    case 'IPython.core.getipython.get_ipython':
      return { kind: 'external', path: '#shell' };
    case 'dataclasses.field':
      m.leak(args.keywords.get('default_factory') ?? null);
      return {
        kind: 'field',
        factory: args.keywords.get('default_factory') ?? null
      };
    case 'functools.wraps':
      return { kind: 'external', path: '#same' };
    case 'functools.partial':
      return first?.kind === 'function' ? { ...first, partial: true } : null;
    case 'builtins.staticmethod':
      return rebound(first, 'static');
    case 'builtins.classmethod':
      return rebound(first, 'class');
    case 'builtins.property':
    case 'functools.cached_property':
      return rebound(first, 'property');
    case 'contextlib.contextmanager':
    case 'contextlib.asynccontextmanager':
      return first;
    case 'dataclasses.dataclass':
    case '#dataclass':
      return first?.kind === 'class'
        ? { ...first, dataclass: true }
        : { kind: 'external', path: '#dataclass' };
    case 'builtins.map':
    case 'builtins.filter':
      return first?.kind === 'function'
        ? {
            kind: 'generator',
            how: 'map',
            fn: first,
            args: null,
            comp: null,
            frame: null,
            over: second,
            done: false
          }
        : null;
    case 'builtins.next':
      begin(m, first, 'first');
      return null;
    case 'functools.reduce':
      return reduced(m, args, at);
    case 'builtins.range':
      return range(args);
    case 'builtins.len': {
      const size = sizeOf(first);
      return size === null
        ? protocol(m, first, '__len__', at)
        : { kind: 'const', value: size };
    }
    case 'builtins.bool': {
      const value = truth(first);
      return value === null ? null : { kind: 'const', value };
    }
    case 'builtins.str':
    case 'builtins.print':
      args.args.forEach(arg => {
        protocol(m, arg, textMethod(arg, '__str__'), at);
      });
      return null;
    case 'builtins.int':
      if (
        first?.kind === 'const' &&
        typeof first.value === 'string' &&
        args.args.length === 1
      ) {
        // `int('x')` raises ValueError.
        return /^\s*[+-]?\d[\d_]*\s*$/.test(first.value)
          ? null
          : (m.raise(), null);
      }
      return unseen(m, path, args, at);
    case 'builtins.hasattr':
      return first?.kind === 'external' &&
        first.path === 'builtins' &&
        second?.kind === 'const' &&
        m.host.known(String(second.value)) === undefined
        ? { kind: 'const', value: false }
        : null;
    case 'builtins.repr':
      return protocol(m, first, '__repr__', at);
    case 'sys.modules.get':
    case 'importlib.import_module':
    case 'builtins.__import__':
      return moduleNamed(first) ?? unseen(m, path, args, at);
    case 'builtins.setattr':
      return setAttribute(m, args);
    case 'sys.exit':
    case 'os._exit':
    case 'os.abort':
      m.live = false;
      return null;
    default:
      return unseen(m, path, args, at);
  }
}

function unseen(m: Machine, path: string, args: IArguments, at: INode): Value {
  if (CALLING.test(path)) {
    for (const arg of args.args) {
      if (arg?.kind === 'function') {
        m.call(arg, { ...args, args: [], exact: false }, at);
      } else {
        m.consume(arg, 'all');
      }
    }
  }
  const quiet = HARMLESS.test(path) || path.startsWith('timeit.');
  const reaches = /^(?:timeit\..*|builtins\.getattr)$/.test(path);
  for (const arg of [...args.args, ...args.keywords.values()]) {
    const runs =
      arg?.kind === 'generator' &&
      (arg.how === 'expression' || path.startsWith('asyncio.'));
    if (runs) {
      const saved = m.level;
      m.level = Math.max(saved, 1) as Level;
      m.consume(arg, 'some');
      m.level = saved;
    }
    if (!quiet || (reaches && arg?.kind === 'namespace')) {
      m.leak(arg);
    }
  }
  m.mayRaise();
  return null;
}

/** Ask for elements one by one, until one of them is enough: of several, only the first is sure to be made. */
export function begin(m: Machine, value: Value, how: 'some' | 'first'): void {
  const saved = m.level;
  if (value?.kind === 'generator' && (sizeOf(value.over) ?? 0) > 1) {
    m.level = Math.max(saved, 1) as Level;
  }
  m.consume(value, how);
  m.level = saved;
}

/** `functools.reduce(f, xs)`: one element alone is the result, and nothing is called. */
function reduced(m: Machine, args: IArguments, at: INode): Value {
  const [fn = null, over = null] = args.args;
  m.consume(over, 'all');
  const values = (sizeOf(over) ?? 0) + Math.max(0, args.args.length - 2);
  const saved = m.level;
  if (values < 2) {
    m.level = Math.max(saved, 1) as Level;
  }
  if (fn?.kind === 'function' && sizeOf(over) !== 0) {
    m.call(fn, { ...args, args: [], exact: false }, at);
  }
  m.level = saved;
  args.args.forEach(arg => m.leak(arg));
  m.mayRaise();
  return null;
}

/** `sorted(xs, key=f)`. */
function keyed(m: Machine, args: IArguments, at: INode): void {
  const key = args.keywords.get('key');
  const size = sizeOf(args.args[0] ?? null);
  if (key?.kind !== 'function' || size === 0) {
    return;
  }
  const saved = m.level;
  if (size === null) {
    m.level = Math.max(saved, 1) as Level;
  }
  m.call(
    key,
    { args: [null], exact: true, keywords: new Map(), nodes: [] },
    at
  );
  m.level = saved;
}

function protocol(m: Machine, value: Value, name: string, at: INode): Value {
  const none = { args: [], exact: true, keywords: new Map(), nodes: [] };
  if (value?.kind === 'instance') {
    m.method(value, name, none, at);
  }
  return null;
}

function rebound(value: Value, binding: IFunctionValue['binding']): Value {
  return value?.kind === 'function' ? { ...value, binding } : null;
}

function range({ args, exact }: IArguments): Value {
  const numbers = args.map(arg =>
    arg?.kind === 'const' && typeof arg.value === 'number' ? arg.value : NaN
  );
  const [from, to, step] =
    numbers.length === 1 ? [0, numbers[0], 1] : [...numbers, 1];
  const size = Math.max(0, Math.ceil((to - from) / step));
  if (!exact || !Number.isFinite(size)) {
    return null;
  }
  const elts: Value[] | null =
    size > 8
      ? null
      : Array.from({ length: size }, (_, i) => ({
          kind: 'const',
          value: from + i * step
        }));
  return { kind: 'sequence', size, elts, mutable: false };
}
