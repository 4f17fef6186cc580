import type { Expr, IClassDef, IFunctionDef, Stmt } from '../syntax/ast';
import { isAlwaysThere } from '../data/known';
import { assign, rootName } from './assign';
import { runFor, runWhile } from './loops';
import { runMatch } from './matching';
import type { Machine } from './machine';
import { scopeOf } from './scopes';
import { applyEffect } from './externals';
import { evaluateDefaults } from './evaluate';
import { attempted, runTry, runWith } from './guards';
import { outcome } from './tests';
import type { IClassValue, IFrame, IFunctionValue, Value } from './values';

/** Run statements in order, until no path is left. */
export function execute(m: Machine, body: Stmt[], frame: IFrame): void {
  for (const stmt of body) {
    if (!m.live) {
      return;
    }
    run(m, stmt, frame);
  }
}

function run(m: Machine, stmt: Stmt, frame: IFrame): void {
  switch (stmt.type) {
    case 'Expr':
      m.evaluate(stmt.value, frame);
      break;
    case 'Assign': {
      const value = m.evaluate(stmt.value, frame);
      for (const target of stmt.targets) {
        assign(m, target, value, frame);
      }
      break;
    }
    case 'AugAssign':
      augment(m, stmt.target, stmt.value, frame);
      break;
    case 'AnnAssign':
      annotated(m, stmt, frame);
      break;
    case 'Import':
      for (const { name, asname } of stmt.names) {
        const path = asname ? name : name.split('.')[0];
        if (!isAlwaysThere(name)) {
          m.mayRaise();
        }
        m.bind(asname ?? path, frame, { kind: 'external', path });
      }
      break;
    case 'ImportFrom':
      importFrom(m, stmt, frame);
      break;
    case 'FunctionDef':
      define(m, stmt, frame);
      break;
    case 'ClassDef':
      defineClass(m, stmt, frame);
      break;
    case 'If':
      branch(m, stmt, frame);
      break;
    case 'For':
      runFor(m, stmt, frame);
      break;
    case 'While':
      runWhile(m, stmt, frame);
      break;
    case 'Try':
      runTry(m, stmt, frame);
      break;
    case 'With':
      runWith(m, stmt, frame);
      break;
    case 'Match':
      runMatch(m, stmt, frame);
      break;
    case 'Delete':
      stmt.targets.forEach(target => remove(m, target, frame));
      break;
    case 'Return':
      leave(m, stmt.value, frame);
      break;
    case 'Break':
    case 'Continue':
      jump(m, stmt.type);
      break;
    case 'Raise':
      [stmt.exc, stmt.cause].forEach(expr => expr && m.evaluate(expr, frame));
      m.raise();
      break;
    case 'Assert':
      check(m, stmt.test, stmt.msg, frame);
      break;
    case 'TypeAlias':
      m.bind(stmt.name, frame, null);
      break;
    case 'Print':
      m.evaluate(stmt.value, frame);
      break;
    case 'Magic':
      magic(m, stmt, frame);
      break;
    default:
      break;
  }
}

function augment(m: Machine, target: Expr, value: Expr, frame: IFrame): void {
  if (target.type !== 'Name') {
    m.evaluate(target, frame);
    m.leak(m.evaluate(value, frame));
    const root = rootName(target);
    if (root && m.home(root, frame) === m.module) {
      m.host.mutates?.(root, true);
    }
    return;
  }
  const op = { from: target.from, to: value.to };
  const result = m.evaluate(
    { type: 'BinOp', op: '+=', left: target, right: value, ...op },
    frame
  );
  if (m.home(target.id, frame) === m.module) {
    m.host.mutates?.(target.id, true);
  }
  m.bind(target.id, frame, result);
}

function annotated(
  m: Machine,
  stmt: Extract<Stmt, { type: 'AnnAssign' }>,
  frame: IFrame
): void {
  if (stmt.value) {
    const value = m.evaluate(stmt.value, frame);
    assign(m, stmt.target, value, frame);
  } else if (stmt.target.type !== 'Name') {
    m.evaluate(stmt.target, frame);
  }
  if (frame.kind !== 'function') {
    annotation(m, stmt.annotation, frame);
  }
}

/** Python 3.14 evaluates annotations only when they are asked for (PEP 649), so a name in one is never sure to be read. */
function annotation(m: Machine, expr: Expr | null, frame: IFrame): void {
  if (expr && !m.futureAnnotations) {
    const saved = m.level;
    m.level = m.level === 0 ? 1 : m.level;
    m.leak(m.evaluate(expr, frame));
    m.level = saved;
  }
}

function importFrom(
  m: Machine,
  stmt: Extract<Stmt, { type: 'ImportFrom' }>,
  frame: IFrame
): void {
  m.mayRaise();
  const module = stmt.level > 0 ? '.' : stmt.module;
  for (const { name, asname } of stmt.names) {
    if (name !== '*') {
      m.futureAnnotations ||= module === '__future__' && name === 'annotations';
      const path = `${module}.${name}`;
      m.bind(asname ?? name, frame, { kind: 'external', path });
      continue;
    }
    const names = m.host.starred(module);
    if (names === null) {
      m.unknown(`from ${module} import *`);
      m.module.vars.forEach(variable => {
        if (variable.slot.value?.kind === 'const') {
          m.store.set(variable, { ...variable.slot, value: null });
        }
      });
    }
    for (const starred of names?.always ?? []) {
      const path = `${module}.${starred}`;
      m.bind(starred, m.module, { kind: 'external', path });
    }
    names?.some.forEach(starred => m.mayBind(starred, m.module));
  }
}

function define(m: Machine, stmt: IFunctionDef, frame: IFrame): void {
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

function defineClass(m: Machine, stmt: IClassDef, frame: IFrame): void {
  const decorators = stmt.decorators.map(expr => m.evaluate(expr, frame));
  const outer = withTypeParams(m, stmt.typeParams, frame);
  const bases = stmt.bases.map(expr => m.evaluate(expr, outer));
  stmt.keywords.forEach(({ value }) => m.leak(m.evaluate(value, frame)));
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
    dataclass: false
  };
  for (const name of [
    '__module__',
    '__qualname__',
    '__annotations__',
    ...stmt.typeParams
  ]) {
    m.bind(name, inner, null);
  }
  execute(m, stmt.body, inner);
  for (const variable of inner.vars.values()) {
    const { value } = variable.slot;
    if (value?.kind === 'function' && value.frame === inner) {
      const owned = { ...value, owner: cls };
      m.store.set(variable, { ...variable.slot, value: owned });
    }
  }
  if (m.live) {
    m.bind(stmt.name, frame, decorate(m, cls, decorators, stmt));
  }
}

function branch(
  m: Machine,
  stmt: Extract<Stmt, { type: 'If' }>,
  frame: IFrame
): void {
  const { value, assume } = outcome(m, stmt.test, frame);
  if (!m.live) {
    return;
  }
  if (value !== null) {
    execute(m, value ? stmt.body : stmt.orelse, frame);
    return;
  }
  m.fork([
    () => {
      assume(true);
      execute(m, stmt.body, frame);
    },
    () => {
      assume(false);
      execute(m, stmt.orelse, frame);
    }
  ]);
}

function remove(m: Machine, target: Expr, frame: IFrame): void {
  switch (target.type) {
    case 'Name':
      m.read(target.id, frame, target);
      if (m.live) {
        m.unbind(target.id, frame, 'del');
      }
      break;
    case 'Tuple':
    case 'List':
      target.elts.forEach(elt => remove(m, elt, frame));
      break;
    case 'Subscript':
    case 'Attribute': {
      const base = m.evaluate(target.value, frame);
      const root = rootName(target);
      if (root && m.home(root, frame) === m.module) {
        m.host.mutates?.(root, true);
      }
      if (target.type === 'Subscript') {
        const key = m.evaluate(target.slice, frame);
        if (base?.kind === 'namespace' && key?.kind === 'const') {
          m.unbind(String(key.value), m.module, 'del');
        } else if (base?.kind === 'namespace') {
          forgetAll(m);
        }
      }
      break;
    }
    default:
      m.evaluate(target, frame);
  }
}

/** Any name may be gone: no read is sure to fail or to succeed. */
function forgetAll(m: Machine): void {
  m.unknown('del globals()[...]');
}

function leave(m: Machine, expr: Expr | null, frame: IFrame): void {
  const value = expr ? m.evaluate(expr, frame) : null;
  const call = m.calls[m.calls.length - 1];
  if (!m.live) {
    return;
  }
  let home: IFrame | null = frame;
  while (home && home.kind !== 'function') {
    home = home.parent;
  }
  if (home) {
    const { returned } = home;
    if (!returned.any) {
      home.returned = { value, any: true };
    } else if (returned.value !== value) {
      m.leak(returned.value);
      m.leak(value);
      home.returned = { value: null, any: true };
    }
  }
  call?.returns.push(m.store.changes(call.mark));
  m.returns++;
  m.jumps++;
  m.live = false;
}

function jump(m: Machine, type: 'Break' | 'Continue'): void {
  const loop = m.loops[m.loops.length - 1];
  if (loop) {
    const list = type === 'Break' ? loop.breaks : loop.continues;
    list.push(m.store.changes(loop.mark));
  }
  m.jumps++;
  m.live = false;
}

function check(
  m: Machine,
  test: Expr,
  message: Expr | null,
  frame: IFrame
): void {
  const { value, assume } = outcome(m, test, frame);
  if (value === false) {
    if (message) {
      m.evaluate(message, frame);
    }
    m.raise();
    return;
  }
  if (value === null) {
    m.mayRaise();
  }
  assume(true);
}

function magic(
  m: Machine,
  stmt: Extract<Stmt, { type: 'Magic' }>,
  frame: IFrame
): void {
  const { effect } = stmt;
  if (stmt.shadow && m.variable(stmt.shadow, m.module).slot.bound > 0) {
    return;
  }
  effect.reads.forEach(name => m.read(name, frame, stmt));
  for (const name of effect.softReads) {
    const variable = m.variable(name, m.home(name, frame));
    if (variable.global && variable.slot.bound > 0) {
      m.host.read?.(name, stmt);
    }
  }
  if (stmt.isolates) {
    isolated(m, stmt.body, frame);
  } else if (stmt.swallows) {
    attempted(m, stmt.body, frame);
  } else {
    execute(m, stmt.body, frame);
  }
  if (m.live) {
    applyEffect(m, effect);
  }
}

/** `%timeit` runs its statement in a function of its own. */
function isolated(m: Machine, body: Stmt[], frame: IFrame): void {
  const first = body[0];
  if (!first) {
    return;
  }
  const scope = scopeOf({
    type: 'FunctionDef',
    name: 'inner',
    at: first,
    isAsync: false,
    decorators: [],
    args: [],
    returns: null,
    typeParams: [],
    body,
    from: first.from,
    to: first.to
  });
  execute(m, body, {
    kind: 'function',
    node: first,
    vars: new Map(),
    parent: frame,
    locals: scope.locals,
    globals: scope.globals,
    nonlocals: scope.nonlocals,
    fn: null,
    returned: { value: null, any: false }
  });
}
