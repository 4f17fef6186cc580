import type { Machine } from './machine';
import { scopeOf } from './scopes';
import type { IFunctionValue, Value } from './values';

/*
 * What becomes of a value that goes where it is not followed.
 */

/** Unseen code may call this value from here on. */
export function leak(
  m: Machine,
  value: Value,
  seen: Set<object> = new Set()
): void {
  if (value === null || seen.has(value)) {
    return;
  }
  seen.add(value);
  switch (value.kind) {
    case 'function':
      leakFunction(m, value, seen);
      break;
    case 'class':
      value.frame.vars.forEach(({ slot }) => leak(m, slot.value, seen));
      value.bases.forEach(base => leak(m, base, seen));
      break;
    case 'instance':
      leak(m, value.cls, seen);
      value.vars.forEach(({ slot }) => leak(m, slot.value, seen));
      break;
    case 'sequence':
      value.elts?.forEach(elt => leak(m, elt, seen));
      break;
    case 'generator':
      leak(m, value.fn, seen);
      break;
    case 'made':
      m.host.lost?.(value);
      break;
    case 'namespace':
      m.unknown('globals()');
      break;
    case 'external':
      if (isGlobalScope(value.path)) {
        m.unknown(value.path);
      }
      break;
    default:
      break;
  }
}

/** What a function binds and finds outside itself goes with it. */
function leakFunction(
  m: Machine,
  { node, frame }: IFunctionValue,
  seen: Set<object>
): void {
  const scope = scopeOf(node);
  scope.globalWrites.forEach(name => makeWild(m, name));
  for (const name of scope.free) {
    const home = m.home(name, frame);
    const variable =
      home === m.module ? m.variable(name, home) : home.vars.get(name);
    const inner = variable?.slot.value ?? null;
    if (variable && inner?.kind === 'sequence' && inner.mutable) {
      m.store.set(variable, { ...variable.slot, value: null });
    }
    if (inner?.kind === 'function' || inner?.kind === 'class') {
      leak(m, inner, seen);
    }
  }
}

/** Unseen code may call a function: what it binds by `global` may be there from here on. */
export function leakWrites(m: Machine, { node }: IFunctionValue): void {
  scopeOf(node).globalWrites.forEach(name => makeWild(m, name));
}

function makeWild(m: Machine, name: string): void {
  if (!m.wild.has(name)) {
    m.wild.add(name);
    m.store.version++;
  }
}

/** True for a module, or the shell, whose attributes are names of the notebook. */
function isGlobalScope(path: string): boolean {
  return path === '__main__' || path === '#shell';
}
