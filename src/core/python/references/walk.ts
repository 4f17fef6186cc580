import type { Expr, Stmt } from '../syntax/ast';
import { scopeOf } from '../flow/scopes';
import { children } from '../syntax/parts';

/** Where a walk stands. */
export interface IPlace {
  /** Inside a function, `if` or `try`: the code may not run. */
  conditional: boolean;
  /** Names that are parameters or local variables here. */
  locals: ReadonlySet<string>;
}

/** What a walk tells. */
export interface IVisitor {
  expr?(expr: Expr, place: IPlace): void;
  stmt?(stmt: Stmt, place: IPlace): void;
}

const TOP: IPlace = { conditional: false, locals: new Set() };

/** Visit every statement and expression of a cell, functions and classes included, in the order of the text. */
export function walk(body: Stmt[], visitor: IVisitor, place = TOP): void {
  for (const stmt of body) {
    visitor.stmt?.(stmt, place);
    walkStatement(stmt, visitor, place);
  }
}

function walkStatement(stmt: Stmt, visitor: IVisitor, place: IPlace): void {
  const exprs = (...list: (Expr | null | undefined)[]): void =>
    list.forEach(expr => expr && walkExpr(expr, visitor, place));
  const maybe: IPlace = { ...place, conditional: true };
  switch (stmt.type) {
    case 'Expr':
    case 'Return':
    case 'Print':
    case 'TypeAlias':
      exprs(stmt.value);
      break;
    case 'Assign':
      exprs(stmt.value, ...stmt.targets);
      break;
    case 'AnnAssign':
    case 'AugAssign':
      exprs(stmt.value, stmt.target);
      break;
    case 'Delete':
      exprs(...stmt.targets);
      break;
    case 'Raise':
      exprs(stmt.exc, stmt.cause);
      break;
    case 'Assert':
      exprs(stmt.test, stmt.msg);
      break;
    case 'FunctionDef':
      exprs(...stmt.decorators, ...stmt.args.map(arg => arg.default));
      walk(stmt.body, visitor, {
        conditional: true,
        locals: new Set([...place.locals, ...scopeOf(stmt).locals])
      });
      break;
    case 'ClassDef':
      exprs(...stmt.decorators, ...stmt.bases);
      walk(stmt.body, visitor, place);
      break;
    case 'If':
      exprs(stmt.test);
      walk(stmt.body, visitor, maybe);
      walk(stmt.orelse, visitor, maybe);
      break;
    case 'While':
      exprs(stmt.test);
      walk(stmt.body, visitor, place);
      walk(stmt.orelse, visitor, place);
      break;
    case 'For':
      exprs(stmt.iter);
      walk(stmt.body, visitor, place);
      walk(stmt.orelse, visitor, place);
      break;
    case 'With':
      stmt.items.forEach(item => exprs(item.context, item.target));
      walk(stmt.body, visitor, place);
      break;
    case 'Try':
      walk(stmt.body, visitor, maybe);
      stmt.handlers.forEach(({ body }) => walk(body, visitor, maybe));
      walk(stmt.orelse, visitor, maybe);
      walk(stmt.finalbody, visitor, place);
      break;
    case 'Match':
      exprs(stmt.subject);
      stmt.cases.forEach(({ guard, body }) => {
        exprs(guard);
        walk(body, visitor, maybe);
      });
      break;
    case 'Magic':
      walk(stmt.body, visitor, place);
      break;
    default:
      break;
  }
}

function walkExpr(expr: Expr, visitor: IVisitor, place: IPlace): void {
  visitor.expr?.(expr, place);
  if (expr.type === 'Lambda') {
    walkExpr(expr.body, visitor, {
      conditional: true,
      locals: new Set([...place.locals, ...scopeOf(expr).locals])
    });
  } else if ('generators' in expr) {
    expr.generators.forEach(({ iter, ifs }) =>
      [iter, ...ifs].forEach(part => walkExpr(part, visitor, place))
    );
    expr.elts.forEach(part => walkExpr(part, visitor, place));
  } else {
    children(expr).forEach(part => walkExpr(part, visitor, place));
  }
}
