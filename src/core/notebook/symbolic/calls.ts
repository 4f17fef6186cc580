import { runBlock } from './blocks';
import { callExternal, callMethod, callUnknown, operandsOf } from './externals';
import { freeNames, innerScope } from './expressions';
import { attribute, findMember } from './members';
import { Returned, type IFunction, type IObject, type IScope } from './objects';
import {
  isGenerator,
  nodesIn,
  scopeNames,
  shapeOf,
  type Callable,
  type ExprOf
} from './syntax';
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
