import { runBlock } from './blocks';
import { attribute, findMember, freeNames, innerScope } from './expressions';
import * as library from './library';
import { Returned, type IFunction, type IObject, type IScope } from './objects';
import {
  isGenerator,
  nodesIn,
  scopeNames,
  shapeOf,
  type Callable,
  type ExprOf
} from './syntax';
import type { Term } from './terms';
import type { World } from './world';

/** How many calls deep a run is followed. */
const MAX_CALLS = 16;

/** The object that a call gives. */
export function evaluateCall(
  w: World,
  expr: ExprOf<'Call'>,
  scope: IScope
): IObject {
  const { func } = expr;
  let base: IObject | null = null;
  let callee: IObject;
  let method = '';
  if (func.type === 'Attribute') {
    base = w.evaluate(func.value, scope);
    method = func.attr;
    callee = isOwn(base, method)
      ? attribute(w, base, method)
      : w.make(w.terms.of(`method ${method}`));
  } else {
    callee = w.evaluate(func, scope);
  }
  const args = expr.args.map(arg =>
    w.evaluate(arg.type === 'Starred' ? arg.value : arg, scope)
  );
  const keywords = new Map<string, IObject>();
  expr.keywords.forEach(({ arg, value }, place) =>
    keywords.set(arg ?? `**${place}`, w.evaluate(value, scope))
  );
  if (callee.fn || callee.bases || callee.cls || callee.path !== null) {
    return w.call(callee, args, keywords);
  }
  return base
    ? callMethod(w, base, method, args, keywords)
    : callUnknown(w, w.use(callee), args, keywords);
}

/** True if an attribute is something whose code or dotted name is known. */
function isOwn(base: IObject, name: string): boolean {
  return (
    base.path !== null ||
    base.slots?.has(`a:${name}`) === true ||
    findMember(base.bases ? base : base.cls, name) !== null
  );
}

/** Call an object. */
export function call(
  w: World,
  callee: IObject,
  args: IObject[],
  keywords: Map<string, IObject>
): IObject {
  if (callee.fn) {
    const all = callee.self ? [callee.self, ...args] : args;
    return callFunction(w, callee, callee.fn, all, keywords);
  }
  if (callee.bases) {
    return instantiate(w, callee, args, keywords);
  }
  if (callee.cls) {
    const method = findMember(callee.cls, '__call__');
    if (method?.fn) {
      return callFunction(w, method, method.fn, [callee, ...args], keywords);
    }
  }
  return callee.path !== null
    ? callExternal(w, callee, callee.path, args, keywords)
    : callUnknown(w, w.use(callee), args, keywords);
}

function instantiate(
  w: World,
  cls: IObject,
  args: IObject[],
  keywords: Map<string, IObject>
): IObject {
  const made = w.make(w.terms.of('instance', cls.term), { cls });
  const init = findMember(cls, '__init__');
  if (init?.fn) {
    callFunction(w, init, init.fn, [made, ...args], keywords);
  } else {
    made.term = w.terms.of('new', cls.term, ...operandsOf(w, args, keywords));
  }
  return made;
}

function operandsOf(
  w: World,
  args: IObject[],
  keywords: Map<string, IObject>
): Term[] {
  const operands = args.map(arg => w.use(arg));
  keywords.forEach((value, name) =>
    operands.push(w.terms.of(`keyword ${name}`, w.use(value)))
  );
  return operands;
}

function callUnknown(
  w: World,
  callee: Term,
  args: IObject[],
  keywords: Map<string, IObject>
): IObject {
  const operands = operandsOf(w, args, keywords);
  callBack(w, args, keywords);
  drain(w, args);
  return w.make(w.terms.of('call', callee, ...operands));
}

/** Functions of the notebook that are handed to others are called by them. */
function callBack(
  w: World,
  args: IObject[],
  keywords: Map<string, IObject>
): void {
  for (const arg of [...args, ...keywords.values()]) {
    const { fn } = arg;
    if (fn && !w.calls.includes(fn)) {
      runBlock(w, 'callback', false, () => {
        callFunction(w, arg, fn, [], new Map());
      });
    }
  }
}

/** What can be read once is read by those who get it. */
function drain(w: World, args: IObject[]): void {
  for (const arg of args) {
    if (arg.isStream) {
      w.change(arg, 'handed on');
    }
  }
}

function callExternal(
  w: World,
  callee: IObject,
  path: string,
  args: IObject[],
  keywords: Map<string, IObject>
): IObject {
  const { terms } = w;
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (path === 'builtins.globals' || path === 'builtins.locals') {
    return w.make(terms.of('names'), { isNamespace: true });
  }
  if (path === 'builtins.exec') {
    w.unseen.push(terms.of('exec', ...operandsOf(w, args, keywords)));
  }
  if (path === 'builtins.staticmethod' && args[0]?.fn) {
    return { ...args[0], fn: { ...args[0].fn, isStatic: true } };
  }
  if (/^(?:builtins|functools)\.(?:cached_)?property$/.test(path)) {
    return args[0]?.fn
      ? { ...args[0], fn: { ...args[0].fn, isProperty: true } }
      : callUnknown(w, callee.term, args, keywords);
  }
  const shared = library.sharedGenerator(path);
  if (shared !== null) {
    return fromGenerator(w, shared, name, args, keywords);
  }
  if (library.isChance(path, args.length + keywords.size)) {
    return w.make(terms.chance(path), { isStream: library.makesStream(path) });
  }
  const written = path.startsWith('builtins.') && args.length > 0;
  const operands = operandsOf(
    w,
    written ? args.map(arg => asText(w, arg, name)) : args,
    keywords
  );
  const shape = `call ${path}`;
  const isSettling =
    path.startsWith('builtins.') && library.settles(name) && args.length === 1;
  const term = isSettling
    ? terms.after(terms.of(shape, ...operands.slice(1)), 'settled', operands[0])
    : terms.of(shape, w.stateOf(callee), ...operands);
  if (library.setsDisplay(path)) {
    w.put(w.display, `${path} ${operands[0] ?? ''}`, w.make(term));
  }
  if (library.changesFirst(path) && args.length > 0) {
    w.change(args[0], path, ...operands.slice(1));
  } else {
    drain(w, args);
  }
  callBack(w, args, keywords);
  const isShown = library.shows(path) && !keywords.has('file');
  if (isShown) {
    w.show(term, true);
  }
  return w.make(term, {
    isNone: isShown && path.startsWith('builtins.'),
    isStream: library.makesStream(path),
    isContainer: /^builtins\.(?:list|dict|set|sorted)$|^collections\./.test(
      path
    ),
    isClosed: path === 'builtins.dict' && args.length + keywords.size === 0,
    ...(args[0]?.inside && { inside: null })
  });
}

/** `print(a)` of an instance whose class says how it is written. */
function asText(w: World, object: IObject, caller: string): IObject {
  if (!object.cls || !/^(?:print|str|repr|format|len)$/.test(caller)) {
    return object;
  }
  const names =
    caller === 'len' ? ['__len__'] : ['__str__', '__repr__', '__format__'];
  for (const name of names) {
    const method = findMember(object.cls, name);
    if (method?.fn) {
      return callFunction(w, method, method.fn, [object], new Map());
    }
  }
  return object;
}

/** A function of a module that shares one hidden generator. */
function fromGenerator(
  w: World,
  path: string,
  name: string,
  args: IObject[],
  keywords: Map<string, IObject>
): IObject {
  const { terms } = w;
  const key = `${path} generator`;
  let state = w.modules.get(key);
  if (!state) {
    state = w.make(terms.chance(path), { writer: null });
    w.modules.set(key, state);
  }
  const operands = operandsOf(w, args, keywords);
  if (library.isSeed(name)) {
    const term =
      operands.length > 0 ? terms.of('seed', ...operands) : terms.chance(path);
    w.reset(state, term);
    return w.make(terms.of('None'), { isNone: true });
  }
  const term = terms.of(`draw ${path}.${name}`, w.use(state), ...operands);
  w.change(state, 'draw', terms.of(name, ...operands));
  if (name === 'shuffle' && args.length > 0) {
    w.change(args[0], 'shuffled', term);
    return w.make(terms.of('None'), { isNone: true });
  }
  return w.make(term);
}

function callMethod(
  w: World,
  base: IObject,
  name: string,
  args: IObject[],
  keywords: Map<string, IObject>
): IObject {
  const { terms } = w;
  const operands = operandsOf(w, args, keywords);
  const shape = `method ${name}`;
  const kind = library.methodKind(name);
  callBack(w, args, keywords);
  drain(w, args);
  if (library.isSeed(name) && operands.length > 0) {
    w.reset(base, terms.of('seed', ...operands));
    return w.make(terms.of('None'), { isNone: true });
  }
  if (kind === 'clears') {
    w.reset(base, terms.of('empty'));
    return w.make(terms.of('None'), { isNone: true });
  }
  const result = terms.of(shape, w.stateOf(base), ...operands);
  if (kind === 'sets') {
    w.set(base, shape, ...operands);
    return name === 'fit' ? base : w.make(result, { isNone: true });
  }
  if (kind !== null || keywords.has('inplace') || base.isStream) {
    w.change(base, shape, ...operands);
    args
      .filter(arg => arg.isContainer || arg.slots || arg.cls)
      .forEach(arg => {
        base.parts ??= new Set();
        base.parts.add(arg);
      });
    return w.make(result, {
      isNone: kind === 'changes' || keywords.has('inplace'),
      inside: library.givesPart(name) ? base : null
    });
  }
  w.note(result);
  if (library.methodShows(name)) {
    w.show(result, true);
  }
  if (library.settles(name)) {
    const cause = terms.of(shape, ...operands);
    return w.make(terms.after(cause, 'settled', w.stateOf(base)));
  }
  return w.make(result, { inside: library.givesPart(name) ? base : null });
}

/** Enter a function of the notebook. */
function callFunction(
  w: World,
  callee: IObject,
  fn: IFunction,
  args: IObject[],
  keywords: Map<string, IObject>
): IObject {
  const { node } = fn;
  const isAgain = w.calls.some(each => each.node === node);
  if (isAgain || w.calls.length >= MAX_CALLS || w.budget-- <= 0) {
    return w.make(
      w.terms.of('call', w.use(callee), ...operandsOf(w, args, keywords))
    );
  }
  const { own, shared } = scopeNames(node);
  const scope = innerScope(fn.scope, own, { shared });
  bindArguments(w, fn, args, keywords, scope);
  const { text } = w;
  w.calls.push(fn);
  w.text = fn.text;
  try {
    return runBody(w, node, scope);
  } finally {
    w.calls.pop();
    w.text = text;
  }
}

function runBody(w: World, node: Callable, scope: IScope): IObject {
  if (node.type === 'Lambda') {
    return w.evaluate(node.body, scope);
  }
  const isLazy = isGenerator(node);
  if (isLazy || returnsInside(node)) {
    const cause = runBlock(w, shapeOf(node.body, w.text), true, () => {
      w.execute(node.body, scope);
    });
    return w.make(w.terms.of('returned', cause), { isStream: isLazy });
  }
  try {
    w.execute(node.body, scope);
  } catch (caught) {
    if (caught instanceof Returned) {
      return caught.value;
    }
    throw caught;
  }
  return w.make(w.terms.of('None'), { isNone: true });
}

const inside = new WeakMap<object, boolean>();

/** True for a function that may return from within a branch or a loop. */
function returnsInside(node: Callable): boolean {
  let found = inside.get(node);
  if (found === undefined) {
    found =
      node.type !== 'Lambda' &&
      node.body.some(
        stmt =>
          /^(?:If|For|While|Try|Match)$/.test(stmt.type) &&
          [...nodesIn(stmt)].some(({ type }) => type === 'Return')
      );
    inside.set(node, found);
  }
  return found;
}

function bindArguments(
  w: World,
  fn: IFunction,
  args: IObject[],
  keywords: Map<string, IObject>,
  scope: IScope
): void {
  let place = 0;
  for (const { name, kind } of fn.node.args) {
    let object: IObject | undefined;
    if (kind === 'positional') {
      object = args[place++];
    } else if (kind === 'star') {
      object = w.make(
        w.terms.of('rest', ...args.slice(place).map(arg => w.use(arg)))
      );
    } else if (kind === 'starstar') {
      object = w.make(w.terms.of('rest', ...operandsOf(w, [], keywords)));
    }
    object ??= keywords.get(name) ?? fn.defaults.get(name);
    object ??= w.make(w.terms.of(`argument ${name}`));
    scope.names.set(name, { object, run: w.run });
  }
}

/** Names that a function finds outside itself. */
export function freeNamesOf(fn: IFunction): string[] {
  return freeNames(fn.node);
}
