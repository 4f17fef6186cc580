import { children } from './parts';
import type { Expr, IArg, Stmt } from './ast';
import type { ISyntaxProblem } from './problem';

/**
 * A `global` or `nonlocal` in a function's own code that comes too late, or names a parameter; null if there is none.
 * Source: `symtable_visit_stmt` in `Python/symtable.c` of CPython.
 */
export function declarations(
  body: Stmt[],
  args: IArg[]
): ISyntaxProblem | null {
  const declared: Extract<Stmt, { type: 'Global' | 'Nonlocal' }>[] = [];
  collect(body, declared);
  if (declared.length === 0) {
    return null;
  }
  const parameters = new Set(args.map(({ name }) => name));
  const used = new Map<string, number>();
  uses(body, used);
  for (const { type, names, from, to } of declared) {
    const word = type.toLowerCase();
    for (const name of names) {
      if (parameters.has(name)) {
        return { message: `name '${name}' is parameter and ${word}`, from, to };
      }
      if ((used.get(name) ?? Infinity) < from) {
        const message = `name '${name}' is used prior to ${word} declaration`;
        return { message, from, to };
      }
    }
  }
  return null;
}

/** Declarations of this scope, not those of functions and classes in it. */
function collect(
  body: Stmt[],
  found: Extract<Stmt, { type: 'Global' | 'Nonlocal' }>[]
): void {
  for (const stmt of body) {
    if (stmt.type === 'Global' || stmt.type === 'Nonlocal') {
      found.push(stmt);
    }
    blocksOf(stmt).forEach(inner => collect(inner, found));
  }
}

function blocksOf(stmt: Stmt): Stmt[][] {
  switch (stmt.type) {
    case 'If':
    case 'For':
    case 'While':
      return [stmt.body, stmt.orelse];
    case 'With':
    case 'Magic':
      return [stmt.body];
    case 'Try':
      return [
        stmt.body,
        ...stmt.handlers.map(handler => handler.body),
        stmt.orelse,
        stmt.finalbody
      ];
    case 'Match':
      return stmt.cases.map(each => each.body);
    default:
      return [];
  }
}

/** Offset of the first use of each name in this scope. Handlers are left out: CPython visits them after `else`. */
function uses(body: Stmt[], found: Map<string, number>): void {
  for (const stmt of body) {
    for (const expr of expressionsOf(stmt)) {
      names(expr, found);
    }
    const blocks =
      stmt.type === 'Try'
        ? [stmt.body, stmt.orelse, stmt.finalbody]
        : blocksOf(stmt);
    blocks.forEach(inner => uses(inner, found));
  }
}

/** Expressions of the statement itself whose names belong to the scope for certain. */
function expressionsOf(stmt: Stmt): (Expr | null)[] {
  switch (stmt.type) {
    case 'Expr':
    case 'Return':
      return [stmt.value];
    case 'Assign':
      return [...stmt.targets, stmt.value];
    case 'AugAssign':
      return [stmt.target, stmt.value];
    case 'AnnAssign':
      return [stmt.target, stmt.value];
    case 'If':
    case 'While':
      return [stmt.test];
    case 'For':
      return [stmt.target, stmt.iter];
    case 'With':
      return stmt.items.flatMap(({ context, target }) => [context, target]);
    case 'Delete':
      return stmt.targets;
    case 'Raise':
      return [stmt.exc, stmt.cause];
    case 'Assert':
      return [stmt.test, stmt.msg];
    default:
      return [];
  }
}

function names(expr: Expr | null, found: Map<string, number>): void {
  if (!expr) {
    return;
  }
  if (expr.type === 'Name') {
    found.set(expr.id, Math.min(expr.from, found.get(expr.id) ?? Infinity));
  }
  children(expr).forEach(child => names(child, found));
}
