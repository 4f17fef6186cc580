import type { Expr, Stmt } from '../syntax/ast';
import { isAlwaysThere } from '../data/known';
import { assign, rootName } from './assign';
import { runFor, runWhile } from './loops';
import { runMatch } from './matching';
import type { Machine } from './machine';
import { scopeOf } from './scopes';
import { applyEffect } from './globals';
import { annotation, define, defineClass } from './definitions';
import { attempted, runTry, runWith } from './guards';
import { outcome } from './tests';
import type { IFrame, Value } from './values';

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
      let value = m.evaluate(stmt.value, frame);
      if (stmt.targets.length > 1 && value?.kind === 'sequence') {
        // One list under several names: what one changes, the others see.
        m.leak(value);
        value = null;
      }
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
      const names = /^(?:__main__|builtins)\.__dict__$/.test(path);
      const value: Value = names
        ? { kind: 'namespace' }
        : { kind: 'external', path };
      m.bind(asname ?? name, frame, value);
      continue;
    }
    const names = m.host.starred(module);
    if (names === null) {
      m.unknown(`from ${module} import *`);
    }
    for (const starred of names?.always ?? []) {
      const path = `${module}.${starred}`;
      m.bind(starred, m.module, { kind: 'external', path });
    }
    names?.some.forEach(starred => m.mayBind(starred, m.module));
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

/** A name of `builtins` is not the notebook's to delete. */
function isBuiltin(value: Value): boolean {
  return value?.kind === 'external' && value.path.startsWith('builtins.');
}

function remove(m: Machine, target: Expr, frame: IFrame): void {
  switch (target.type) {
    case 'Name':
      m.read(target.id, frame, target, isBuiltin);
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
    execute(m, stmt.instead, frame);
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
