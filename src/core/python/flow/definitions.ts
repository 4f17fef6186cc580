import type { Expr, IClassDef, IFunctionDef } from '../syntax/ast';
import { evaluateDefaults } from './evaluate';
import type { Level } from './host';
import { leakWrites } from './leak';
import type { Machine } from './machine';
import { lookup, NO_ARGUMENTS } from './objects';
import { scopeOf } from './scopes';
import type { IClassValue, IFrame, IFunctionValue, Value } from './values';

/** `def`: decorators, defaults and annotations are evaluated now, the body when it is called. */
export function define(m: Machine, stmt: IFunctionDef, frame: IFrame): void {
  const decorators = stmt.decorators.map(expr => m.evaluate(expr, frame));
  const defaults = evaluateDefaults(m, stmt.args, frame);
  const outer = withTypeParams(m, stmt.typeParams, frame);
  for (const arg of stmt.args) {
    annotation(m, arg.annotation, outer);
  }
  annotation(m, stmt.returns, outer);
  const fn: IFunctionValue = {
    kind: 'function',
    node: stmt,
    frame,
    owner: null,
    self: null,
    binding: 'plain',
    setter: null,
    defaults,
    partial: false
  };
  m.bind(stmt.name, frame, decorate(m, fn, decorators, stmt));
}

/** A scope in which the type parameters of a function or class are bound (PEP 695). */
function withTypeParams(m: Machine, names: string[], parent: IFrame): IFrame {
  if (names.length === 0) {
    return parent;
  }
  const frame: IFrame = {
    kind: 'comprehension',
    node: null,
    vars: new Map(),
    parent,
    locals: new Set(names),
    globals: new Set(),
    nonlocals: new Set(),
    fn: null,
    returned: { value: null, any: false }
  };
  names.forEach(name => m.bind(name, frame, null));
  return frame;
}

function decorate(
  m: Machine,
  value: Value,
  decorators: Value[],
  stmt: IFunctionDef | IClassDef
): Value {
  let result = value;
  for (let i = decorators.length - 1; i >= 0; i--) {
    result = m.call(
      decorators[i],
      { args: [result], exact: true, keywords: new Map(), nodes: [] },
      stmt.decorators[i]
    );
  }
  return result;
}

/** True for metaclasses that leave the names of a class body, and the making of its objects, as they are. */
function isPlainMeta(value: Value): boolean {
  return (
    value?.kind === 'external' &&
    /^(?:builtins\.type|abc\.ABCMeta|enum\.Enum(?:Meta|Type))$/.test(value.path)
  );
}

/** `class`: the body runs now. */
export function defineClass(m: Machine, stmt: IClassDef, frame: IFrame): void {
  const decorators = stmt.decorators.map(expr => m.evaluate(expr, frame));
  const outer = withTypeParams(m, stmt.typeParams, frame);
  const bases = stmt.bases.map(expr => m.evaluate(expr, outer));
  let odd = bases.some(base => base?.kind === 'class' && base.odd);
  for (const { arg, value } of stmt.keywords) {
    const given = m.evaluate(value, frame);
    odd ||= arg === null || (arg === 'metaclass' && !isPlainMeta(given));
    m.leak(given);
  }
  const scope = scopeOf(stmt);
  const inner: IFrame = {
    kind: 'class',
    node: stmt,
    vars: new Map(),
    parent: frame,
    locals: new Set([
      ...scope.locals,
      '__module__',
      '__qualname__',
      '__annotations__'
    ]),
    globals: scope.globals,
    nonlocals: scope.nonlocals,
    fn: null,
    returned: { value: null, any: false }
  };
  const cls: IClassValue = {
    kind: 'class',
    node: stmt,
    frame: inner,
    bases,
    dataclass: false,
    odd
  };
  const { level } = m;
  if (odd) {
    m.level = Math.max(level, 1) as Level;
  }
  for (const name of [
    '__module__',
    '__qualname__',
    '__annotations__',
    ...stmt.typeParams
  ]) {
    m.bind(name, inner, null);
  }
  m.execute(stmt.body, inner);
  m.level = level;
  for (const variable of inner.vars.values()) {
    const { value } = variable.slot;
    if (value?.kind === 'function' && /^__\w+__$/.test(variable.name)) {
      // It may run without a call that is seen.
      leakWrites(m, value);
    }
    if (value?.kind === 'function' && value.frame === inner) {
      const owned = { ...value, owner: cls };
      m.store.set(variable, { ...variable.slot, value: owned });
    }
  }
  if (m.live) {
    for (const base of bases) {
      const hook =
        base?.kind === 'class' ? lookup(base, '__init_subclass__') : null;
      if (hook?.kind === 'function') {
        m.call({ ...hook, self: cls }, NO_ARGUMENTS, stmt);
      }
    }
    m.bind(stmt.name, frame, decorate(m, cls, decorators, stmt));
  }
}

/** Python 3.14 evaluates annotations only when they are asked for (PEP 649), so a name in one is never sure to be read. */
export function annotation(m: Machine, expr: Expr | null, frame: IFrame): void {
  const { readsAnnotations } = m;
  if (expr && !m.futureAnnotations && readsAnnotations !== false) {
    const saved = m.level;
    const least = readsAnnotations ? 0 : 1;
    m.level = Math.max(saved, least) as Level;
    m.leak(m.evaluate(expr, frame));
    m.level = saved;
  }
}
