import type { INode } from '../syntax/ast';
import type { Machine } from './machine';
import type {
  IArguments,
  IClassValue,
  IFunctionValue,
  IInstance,
  Value
} from './values';

/** Value of `base.attr`. */
export function attribute(
  m: Machine,
  base: Value,
  attr: string,
  at: INode
): Value {
  if (/^(?:__globals__|f_globals|f_locals)$/.test(attr)) {
    if (base?.kind === 'function') {
      return { kind: 'namespace' };
    }
    m.unknown(attr);
    return null;
  }
  switch (base?.kind) {
    case 'external':
      return external(m, base.path, attr);
    case 'namespace':
      return { kind: 'external', path: `#namespace.${attr}` };
    case 'function':
      return base.binding === 'property' && /^(?:setter|deleter)$/.test(attr)
        ? { kind: 'accessor', property: base }
        : null;
    case 'instance': {
      const own = base.vars.get(attr)?.slot;
      if (own && own.bound > 0) {
        return own.bound === 2 ? own.value : null;
      }
      const found = lookup(base.cls, attr);
      if (found?.kind !== 'function') {
        return found;
      }
      const bound = bindMethod(found, base);
      return found.binding === 'property'
        ? m.call(bound, NO_ARGUMENTS, at)
        : bound;
    }
    case 'class': {
      const found = lookup(base, attr);
      return found?.kind === 'function' && found.binding === 'class'
        ? { ...found, self: base }
        : found;
    }
    case 'super': {
      for (const parent of base.owner.bases) {
        const found = parent?.kind === 'class' ? lookup(parent, attr) : null;
        if (found?.kind === 'function') {
          return { ...found, self: base.self };
        }
      }
      return null;
    }
    case 'made':
      m.mayRaise();
      return { ...base, attr };
    default:
      m.mayRaise();
      return null;
  }
}

export const NO_ARGUMENTS: IArguments = {
  args: [],
  exact: true,
  keywords: new Map(),
  nodes: []
};

function external(m: Machine, path: string, attr: string): Value {
  if (path === '#shell' && /^user_(?:global_)?ns$/.test(attr)) {
    return { kind: 'namespace' };
  }
  if (path === '#shell' && attr === 'user_module') {
    return { kind: 'external', path: '__main__' };
  }
  if (attr === '__dict__' && /^(?:__main__|builtins)$/.test(path)) {
    return { kind: 'namespace' };
  }
  if (path === '__main__') {
    return m.variable(attr, m.module).slot.value;
  }
  if (path === 'sys.version_info' && attr === 'major') {
    return { kind: 'const', value: 3 };
  }
  return { kind: 'external', path: `${path}.${attr}` };
}

/** Attribute of a class or of the classes it is made from; null when it cannot be told. */
export function lookup(cls: IClassValue, attr: string, depth = 0): Value {
  const own = cls.frame.vars.get(attr)?.slot;
  if (own && own.bound === 2) {
    return own.value;
  }
  if (own && own.bound === 1) {
    return null;
  }
  for (const base of cls.bases) {
    if (base?.kind !== 'class') {
      return null;
    }
    const found = depth < 20 ? lookup(base, attr, depth + 1) : null;
    if (found) {
      return found;
    }
  }
  return null;
}

/** The method that makes a text of a value: `__repr__` where the one that was asked for is missing. */
export function textMethod(value: Value, name: string): string {
  return value?.kind === 'instance' &&
    isClosed(value.cls) &&
    !lookup(value.cls, name)
    ? '__repr__'
    : name;
}

/** True if all classes that a class is made from are the notebook's own. */
function isClosed(cls: IClassValue, depth = 0): boolean {
  return (
    depth < 20 &&
    cls.bases.every(base => base?.kind === 'class' && isClosed(base, depth + 1))
  );
}

function bindMethod(fn: IFunctionValue, self: IInstance): IFunctionValue {
  switch (fn.binding) {
    case 'static':
      return fn;
    case 'class':
      return { ...fn, self: self.cls };
    default:
      return { ...fn, self };
  }
}

/** Call a method that the class of an instance may have; null if it has none that is known. */
export function callMethod(
  m: Machine,
  instance: IInstance,
  name: string,
  args: IArguments,
  at: INode
): Value {
  const found = lookup(instance.cls, name);
  return found?.kind === 'function'
    ? m.call(bindMethod(found, instance), args, at)
    : null;
}
