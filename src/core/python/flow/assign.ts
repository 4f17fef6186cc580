import type { Expr } from '../syntax/ast';
import type { Machine } from './machine';
import { lookup, NO_ARGUMENTS } from './objects';
import {
  isCallable,
  partOf,
  UNBOUND,
  type IClassValue,
  type IFrame,
  type IInstance,
  type Value
} from './values';

/** Bind a target to a value. */
export function assign(
  m: Machine,
  target: Expr,
  value: Value,
  frame: IFrame
): void {
  switch (target.type) {
    case 'Name':
      m.bind(target.id, frame, value);
      break;
    case 'Tuple':
    case 'List':
      unpack(m, target.elts, value, frame);
      break;
    case 'Starred':
      m.leak(value);
      assign(m, target.value, null, frame);
      break;
    case 'Subscript':
    case 'Attribute':
      store(m, target, value, frame);
      break;
    default:
      m.evaluate(target, frame);
  }
}

function unpack(
  m: Machine,
  targets: Expr[],
  value: Value,
  frame: IFrame
): void {
  const elts = value?.kind === 'sequence' ? value.elts : null;
  const fits =
    elts?.length === targets.length &&
    !targets.some(target => target.type === 'Starred');
  if (!fits) {
    m.leak(value?.kind === 'made' ? null : value);
    m.mayRaise();
  }
  targets.forEach((target, i) =>
    assign(m, target, fits && elts ? elts[i] : partOf(value), frame)
  );
}

/** Name at the bottom of `a.b[c].d`, or null. */
export function rootName(expr: Expr): string | null {
  let at = expr;
  while (at.type === 'Attribute' || at.type === 'Subscript') {
    at = at.value;
  }
  return at.type === 'Name' ? at.id : null;
}

function store(
  m: Machine,
  target: Extract<Expr, { type: 'Subscript' | 'Attribute' }>,
  value: Value,
  frame: IFrame
): void {
  const base = m.evaluate(target.value, frame);
  const root = rootName(target);
  if (root && m.home(root, frame) === m.module) {
    m.host.mutates?.(root, true);
  }
  if (target.type === 'Subscript') {
    const key = m.evaluate(target.slice, frame);
    if (base?.kind === 'namespace') {
      if (key?.kind === 'const') {
        m.bind(String(key.value), m.module, value);
      } else {
        m.unknown('globals()[...]');
      }
      return;
    }
  } else if (
    base?.kind === 'external' &&
    /^(?:builtins|__main__|builtins\.__builtins__)$/.test(base.path)
  ) {
    m.bind(target.attr, m.module, value);
    return;
  } else if (base?.kind === 'instance' || base?.kind === 'class') {
    storeAttribute(m, base, target, value);
    return;
  }
  m.leak(value);
}

/** `obj.name = value`: functions, classes and instances are followed, other values are not. */
function storeAttribute(
  m: Machine,
  base: IInstance | IClassValue,
  target: Extract<Expr, { type: 'Attribute' }>,
  value: Value
): void {
  const { attr } = target;
  if (base.kind === 'instance') {
    const own = lookup(base.cls, attr);
    if (own?.kind === 'function' && own.binding === 'property') {
      const self = { ...NO_ARGUMENTS, args: [value] };
      m.call(own.setter && { ...own.setter, self: base }, self, target);
      return;
    }
  }
  const isFollowed =
    isCallable(value) || value?.kind === 'instance' || value?.kind === 'made';
  const kept = isFollowed ? value : null;
  if (kept === null) {
    m.leak(value);
  }
  m.attributes++;
  const vars = base.kind === 'instance' ? base.vars : base.frame.vars;
  let variable = vars.get(attr);
  if (!variable) {
    variable = { name: attr, slot: UNBOUND, global: false };
    vars.set(attr, variable);
  }
  m.store.set(variable, { bound: 2, value: kept, gone: null });
}
