import { isRowwise } from './library';
import { PythonError, type IObject, type IScope } from './objects';
import { namesIn, nodesIn, shapeOf, type Expr, type ExprOf } from './syntax';
import type { Term } from './terms';
import type { World } from './world';

/** The slot that a key names; `isSure` when no other key text can mean the same slot. */
export function keyOf(
  w: World,
  key: Expr,
  scope: IScope
): { key: string; isSure: boolean } {
  if (key.type === 'Constant' && typeof key.value === 'string') {
    return { key: `k:${key.value}`, isSure: true };
  }
  return { key: `K:${w.use(w.evaluate(key, scope))}`, isSure: false };
}

/** `a[b]`, read. */
export function subscript(
  w: World,
  expr: ExprOf<'Subscript'>,
  scope: IScope
): IObject {
  const base = w.evaluate(expr.value, scope);
  if (expr.value.type === 'Name' && isFilter(expr.slice, expr.value.id)) {
    return filtered(w, expr, base, scope);
  }
  const { key, isSure } = keyOf(w, expr.slice, scope);
  if (base.isNamespace && isSure) {
    return w.read(key.slice(2), w.globals);
  }
  return item(w, base, key, isSure);
}

/** True for a mask of an object's own rows in which each row stands for itself: `df['a'] > 0`. */
function isFilter(mask: Expr, name: string): boolean {
  if (!/^(?:Compare|BinOp|UnaryOp|Call)$/.test(mask.type)) {
    return false;
  }
  let isOwn = false;
  for (const node of nodesIn(mask)) {
    if (node.type === 'Name') {
      isOwn ||= node.id === name;
    } else if (node.type === 'Call') {
      const { func } = node;
      if (func.type !== 'Attribute' || !isRowwise(func.attr)) {
        return false;
      }
    } else if (!ROWWISE_NODES.test(node.type)) {
      return false;
    }
  }
  return isOwn;
}

const ROWWISE_NODES =
  /^(?:Compare|BinOp|UnaryOp|Constant|Subscript|Attribute|List|Tuple|Set)$/;

/** Rows that pass a test pass it again. */
function filtered(
  w: World,
  expr: ExprOf<'Subscript'>,
  base: IObject,
  scope: IScope
): IObject {
  w.use(w.evaluate(expr.slice, scope));
  const others = namesIn(expr.slice)
    .filter(name => expr.value.type === 'Name' && name !== expr.value.id)
    .map(name => w.use(w.read(name, scope)));
  const cause = w.terms.of(shapeOf(expr, w.text), ...others);
  return w.make(w.terms.after(cause, 'rows', w.use(base)));
}

/** What an object holds under a key. */
export function item(
  w: World,
  base: IObject,
  key: string,
  isSure: boolean
): IObject {
  if (base.isStream) {
    w.change(base, 'taken');
  }
  const vague = [...(base.slots?.keys() ?? [])].some(
    each => !each.startsWith('k:') && !each.startsWith('a:')
  );
  const held = base.slots?.get(key);
  if (held && (isSure ? !vague : base.slots?.size === 1)) {
    w.use(held);
    return held;
  }
  if (isSure && base.isClosed && !vague) {
    const term = w.terms.of(`KeyError ${key}`, w.stateOf(base));
    w.note(term);
    throw new PythonError('KeyError', key.slice(2), term);
  }
  const state = isSure && !vague ? baseOf(w, base) : w.stateOf(base);
  const term = w.terms.of(`item ${isSure ? key : ''}`, state, keyTerm(key));
  w.note(term);
  return w.make(term, { inside: base });
}

/** State of an object without what its keys were set to. */
function baseOf(w: World, object: IObject): Term {
  return object.parts
    ? w.stateOf({ ...object, slots: null, cls: null })
    : object.term;
}

function keyTerm(key: string): Term {
  return key.startsWith('K:') ? Number(key.slice(2)) : -1;
}
