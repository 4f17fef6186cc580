import type { INode } from '../syntax/ast';
import type { Level } from './host';
import type { Machine } from './machine';
import {
  nameOf,
  ownerOf,
  type IFrame,
  type IVariable,
  type Value
} from './values';

/**
 * Read a name.
 *
 * @param without - Names that exist before the first cell, but do not count.
 */
export function read(
  m: Machine,
  name: string,
  frame: IFrame,
  at: INode,
  without: (value: Value) => boolean = () => false
): Value {
  const home = m.home(name, frame);
  const variable = m.variable(name, home);
  const { slot } = variable;
  if (slot.bound === 2) {
    if (variable.global) {
      m.host.read?.(name, m.site ?? at);
    }
    return slot.value;
  }
  if (slot.bound === 1) {
    if (variable.global) {
      m.host.read?.(name, m.site ?? at);
      missing(m, variable, frame, at, true);
    }
    m.mayRaise();
    m.store.set(variable, { ...slot, bound: 2 });
    return slot.value;
  }
  if (variable.global) {
    const value = m.host.known(name);
    if (value !== undefined && !without(value)) {
      return value;
    }
  }
  missing(
    m,
    variable,
    frame,
    at,
    cannotTell(m, variable) || isCarried(m, name)
  );
  return null;
}

/** True if a pass of a loop before may have bound the name: the read is in a branch that the first pass need not take. */
function isCarried(m: Machine, name: string): boolean {
  return m.loops.some(
    loop =>
      loop.binds.has(name) && (m.depth > loop.depth || m.jumps > loop.jumps)
  );
}

/** True if a name that is not bound may exist all the same. */
function cannotTell(m: Machine, variable: IVariable): boolean {
  if (!variable.global) {
    return false;
  }
  const since = variable.slot.gone?.unknowns ?? 0;
  return m.unknowns.length > since || m.wild.has(variable.name);
}

function missing(
  m: Machine,
  variable: IVariable,
  frame: IFrame,
  at: INode,
  maybe: boolean
): void {
  const { slot } = variable;
  m.misses++;
  const guard = m.tries.some(context => context.guards);
  const via = m.calls.map(({ fn }) => nameOf(fn));
  m.host.missing(
    {
      name: variable.name,
      level: m.doubted.has(variable.name)
        ? (Math.max(m.level, 1) as Level)
        : m.level,
      at: m.site ?? at,
      slot,
      via,
      local: variable.global ? null : ownerOf(frame)
    },
    maybe || guard
  );
  if (!maybe && guard && !m.host.assumes) {
    m.raise(true);
    return;
  }
  if (guard) {
    m.mayRaise();
  }
  m.store.set(variable, { bound: 2, value: null, gone: slot.gone });
}
