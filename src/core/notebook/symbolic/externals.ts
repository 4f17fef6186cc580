import { runBlock } from './blocks';
import * as library from './library';
import { findMember } from './members';
import type { IObject } from './objects';
import type { Term } from './terms';
import type { World } from './world';

/** What arguments bring into a call. */
export function operandsOf(
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

/** Call what nothing is known of. */
export function callUnknown(
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
        w.call(arg, [], new Map());
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

/** Call a function that the notebook imports. */
export function callExternal(
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
    return w.make(w.chance(path), { isStream: library.makesStream(path) });
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
      return w.call({ ...method, self: object }, [], new Map());
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
  let state = w.module(key);
  if (!state) {
    state = w.make(terms.chance(path, 'start'), { writer: null });
    w.log.keepName(w.modules, key);
    w.modules.set(key, state);
  }
  const operands = operandsOf(w, args, keywords);
  if (!library.isSeed(name) && w.names.get(path)?.isModule !== false) {
    if (state.writer?.run !== w.run) {
      w.noteName(path, { ...state, path: null }, -1);
    }
  }
  if (library.isSeed(name)) {
    const term =
      operands.length > 0
        ? terms.of('seed', ...operands)
        : terms.chance(path, 'start');
    w.reset(state, term);
    return w.make(terms.of('None'), { isNone: true });
  }
  const how = `draw ${path}.${name}`;
  const from = w.use(state);
  // Without a seed one state is as good as another: what came before a draw says nothing of it.
  const isSeeded = !terms.isChance(from);
  const term = isSeeded
    ? terms.of(how, from, ...operands)
    : w.chance(how, ...operands);
  if (isSeeded) {
    w.change(state, 'draw', terms.of(name, ...operands));
  }
  if (name === 'shuffle' && args.length > 0) {
    w.change(args[0], 'shuffled', term);
    return w.make(terms.of('None'), { isNone: true });
  }
  return w.make(term);
}

/** Call a method of an object whose class the notebook does not define. */
export function callMethod(
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
    const place = library.takesRows(name) ? 'rows' : 'settled';
    return w.make(terms.after(cause, place, w.stateOf(base)));
  }
  return w.make(result, { inside: library.givesPart(name) ? base : null });
}
