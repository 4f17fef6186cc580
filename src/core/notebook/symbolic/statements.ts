import { runBlock } from './blocks';
import { innerScope, iterate, makeFunction } from './expressions';
import { magic } from './magic';
import { attribute } from './members';
import { PythonError, Returned, type IObject, type IScope } from './objects';
import {
  shapeOf,
  targetNames,
  type Expr,
  type Stmt,
  type StmtOf
} from './syntax';
import { assign, augment, remove } from './targets';
import type { World } from './world';

/** Run statements one after the other. */
export function execute(w: World, body: Stmt[], scope: IScope): void {
  for (const stmt of body) {
    executeOne(w, stmt, scope);
  }
}

function executeOne(w: World, stmt: Stmt, scope: IScope): void {
  const { terms } = w;
  switch (stmt.type) {
    case 'Expr':
      expression(w, stmt, scope);
      break;
    case 'Assign': {
      const value = w.evaluate(stmt.value, scope);
      stmt.targets.forEach(target => assign(w, target, value, scope));
      break;
    }
    case 'AnnAssign':
      if (stmt.value) {
        assign(w, stmt.target, w.evaluate(stmt.value, scope), scope);
      }
      break;
    case 'AugAssign':
      augment(w, stmt, scope);
      break;
    case 'Delete':
      stmt.targets.forEach(target => remove(w, target, scope));
      break;
    case 'FunctionDef':
      define(w, stmt, scope, makeFunction(w, stmt, scope));
      break;
    case 'ClassDef':
      define(w, stmt, scope, makeClass(w, stmt, scope));
      break;
    case 'Import':
      stmt.names.forEach(({ name, asname }) =>
        w.bind(
          asname ?? name.split('.')[0],
          scope,
          w.external(asname ? name : name.split('.')[0])
        )
      );
      break;
    case 'ImportFrom':
      importFrom(w, stmt, scope);
      break;
    case 'If':
      branch(w, stmt, scope);
      break;
    case 'For':
      runBlock(w, shapeOf(stmt, w.text), true, () => {
        const each = iterate(w, w.evaluate(stmt.iter, scope));
        assign(w, stmt.target, each, scope);
        execute(w, stmt.body, scope);
        execute(w, stmt.orelse, scope);
      });
      break;
    case 'While':
      runBlock(w, shapeOf(stmt, w.text), true, () => {
        w.use(w.evaluate(stmt.test, scope));
        execute(w, stmt.body, scope);
        execute(w, stmt.orelse, scope);
      });
      break;
    case 'Try':
      attempt(w, stmt, scope);
      break;
    case 'With':
      for (const { context, target } of stmt.items) {
        const value = w.evaluate(context, scope);
        if (target) {
          assign(w, target, value, scope);
        }
      }
      execute(w, stmt.body, scope);
      break;
    case 'Match':
      w.use(w.evaluate(stmt.subject, scope));
      runBlock(w, shapeOf(stmt, w.text), false, () => {
        stmt.cases.forEach(each => execute(w, each.body, scope));
      });
      break;
    case 'Return':
      throw new Returned(
        stmt.value
          ? w.evaluate(stmt.value, scope)
          : w.make(terms.of('None'), { isNone: true })
      );
    case 'Raise': {
      const term = stmt.exc ? w.use(w.evaluate(stmt.exc, scope)) : 0;
      throw new PythonError('error', '', terms.of('raise', term));
    }
    case 'Assert':
      w.use(w.evaluate(stmt.test, scope));
      break;
    case 'Print':
      w.show(w.use(w.evaluate(stmt.value, scope)), true);
      break;
    case 'Magic':
      magic(w, stmt, scope);
      break;
    default:
      break;
  }
}

/** A statement that is but an expression: what it shows is not sure, if it is a call. */
function expression(w: World, stmt: StmtOf<'Expr'>, scope: IScope): void {
  const value = w.evaluate(stmt.value, scope);
  const term = w.use(value);
  if (stmt.value.type === 'Call' && !value.isNone) {
    w.show(term, false);
  }
}

function define(
  w: World,
  stmt: StmtOf<'FunctionDef' | 'ClassDef'>,
  scope: IScope,
  object: IObject
): void {
  let made = object;
  for (const decorator of [...stmt.decorators].reverse()) {
    const wrapper = w.evaluate(decorator, scope);
    const name = wrapper.path ?? '';
    if (wrapper.fn || /property$|staticmethod$/.test(name)) {
      made = w.call(wrapper, [made], new Map());
    } else {
      made = {
        ...made,
        term: w.terms.of('wrapped', made.term, w.use(wrapper))
      };
    }
  }
  w.bind(stmt.name, scope, made);
}

function makeClass(w: World, stmt: StmtOf<'ClassDef'>, scope: IScope): IObject {
  const bases = stmt.bases.map(base => w.evaluate(base, scope));
  const inner = innerScope(scope, new Set(), { isClass: true });
  execute(w, stmt.body, inner);
  const made = w.make(
    w.terms.of(
      `class ${shapeOf(stmt.body, w.text)}`,
      ...bases.map(base => base.term)
    ),
    { bases, slots: new Map() }
  );
  inner.names.forEach(({ object }, name) =>
    made.slots?.set(`a:${name}`, object)
  );
  return made;
}

function importFrom(w: World, stmt: StmtOf<'ImportFrom'>, scope: IScope): void {
  const base = `${'.'.repeat(stmt.level)}${stmt.module}`;
  const module = w.external(base);
  for (const { name, asname } of stmt.names) {
    if (name === '*') {
      w.unseen.push(w.terms.of(`from ${base} import *`));
    } else {
      w.bind(asname ?? name, scope, attribute(w, module, name));
    }
  }
}

function branch(w: World, stmt: StmtOf<'If'>, scope: IScope): void {
  const known = knownTest(w, stmt.test, scope);
  if (known !== null) {
    execute(w, known ? stmt.body : stmt.orelse, scope);
    return;
  }
  w.use(w.evaluate(stmt.test, scope));
  runBlock(w, shapeOf(stmt, w.text), false, () => {
    w.use(w.evaluate(stmt.test, scope));
    for (const body of [stmt.body, stmt.orelse]) {
      try {
        execute(w, body, scope);
      } catch (caught) {
        if (!(caught instanceof PythonError || caught instanceof Returned)) {
          throw caught;
        }
        w.note(caught instanceof Returned ? w.use(caught.value) : caught.term);
      }
    }
  });
}

/** `if True:`, `if __name__ == '__main__':`, `if 'x' not in globals():`. */
function knownTest(w: World, test: Expr, scope: IScope): boolean | null {
  if (test.type === 'Constant') {
    return Boolean(test.value);
  }
  if (test.type === 'UnaryOp' && test.op === 'not') {
    const inner = knownTest(w, test.operand, scope);
    return inner === null ? null : !inner;
  }
  if (test.type !== 'Compare' || test.values.length !== 2) {
    return null;
  }
  const [left, right] = test.values;
  const [op] = test.ops;
  if (left.type === 'Name' && left.id === '__name__') {
    return op === '==';
  }
  const isNames =
    right.type === 'Call' &&
    right.func.type === 'Name' &&
    /^(?:globals|locals|vars|dir)$/.test(right.func.id) &&
    right.args.length === 0;
  if (isNames && left.type === 'Constant' && w.unseen.length === 0) {
    const found = w.find(String(left.value), scope) !== null;
    return op === 'in' ? found : !found;
  }
  return null;
}

function attempt(w: World, stmt: StmtOf<'Try'>, scope: IScope): void {
  const tolerant = w.isTolerant;
  try {
    w.isTolerant = false;
    execute(w, stmt.body, scope);
    w.isTolerant = tolerant;
    execute(w, stmt.orelse, scope);
  } catch (caught) {
    w.isTolerant = tolerant;
    const [handler] = stmt.handlers;
    if (!(caught instanceof PythonError) || !handler) {
      throw caught;
    }
    w.note(caught.term);
    if (handler.name) {
      w.bind(handler.name, scope, w.make(caught.term));
    }
    execute(w, handler.body, scope);
    if (handler.name) {
      w.unbind(handler.name, scope);
    }
  } finally {
    w.isTolerant = tolerant;
  }
  for (const { body } of stmt.handlers) {
    for (const inner of body) {
      const targets = inner.type === 'Assign' ? inner.targets : [];
      for (const name of targets.flatMap(targetNames)) {
        if (!w.find(name, scope)) {
          const term = w.terms.of(`handled ${shapeOf(inner, w.text)}`);
          w.bind(name, scope, w.make(term));
        }
      }
    }
  }
  execute(w, stmt.finalbody, scope);
}
