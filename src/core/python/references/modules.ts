import { readCell } from '../cell';
import type { IStarred } from '../data/starred';
import { summariseCell } from '../summary';
import type { Expr, Stmt } from '../syntax/ast';
import { walk } from './walk';

/** An import statement of a Python file. */
export interface IModuleImport {
  /** Dotted, without leading dots; empty for `from . import x`. */
  module: string;
  /** Count of leading dots. */
  level: number;
  /** Names after `import` of a `from`: any of them may be a module. */
  names: string[];
  /** Inside a function, `if` or `try`. */
  conditional: boolean;
  /** From 1. */
  line: number;
}

/** What a Python file imports; null when it did not parse. Never runs it, never throws. */
export function fileImports(text: string): IModuleImport[] | null {
  const { body, words } = readCell(text);
  if (words !== null) {
    return null;
  }
  const found: IModuleImport[] = [];
  walk(body, {
    stmt: (stmt, { conditional }) =>
      importsOfStatement(stmt).forEach(each => {
        const line = text.slice(0, stmt.from).split('\n').length;
        found.push({ ...each, conditional, line });
      })
  });
  return found;
}

/** What a statement imports. */
export function importsOfStatement(
  stmt: Stmt
): Pick<IModuleImport, 'module' | 'level' | 'names'>[] {
  switch (stmt.type) {
    case 'Import':
      return stmt.names.map(({ name }) => ({
        module: name,
        level: 0,
        names: []
      }));
    case 'ImportFrom':
      return [
        {
          module: stmt.module,
          level: stmt.level,
          names: stmt.names.map(({ name }) => name)
        }
      ];
    default:
      return [];
  }
}

/**
 * Names that `from module import *` brings, told by the module's text; null when it cannot be told.
 *
 * Source of the rule: The Python Language Reference, 7.11: `__all__`, else the names that begin with no underscore.
 */
export function fileNames(text: string): IStarred | null {
  const { defines, parsed, unknown } = summariseCell(text);
  const { body, magics } = readCell(text);
  if (
    !parsed ||
    unknown.length > 0 ||
    magics.length > 0 ||
    REACHES.test(text)
  ) {
    return null;
  }
  const starred: IStarred = { always: [], some: [] };
  const all = defines.find(({ name }) => name === '__all__');
  if (all) {
    const listed = listedNames(body);
    return listed && { always: listed, some: [] };
  }
  for (const { name, always } of defines) {
    if (!name.startsWith('_')) {
      (always ? starred.always : starred.some).push(name);
    }
  }
  return starred;
}

/** Code that may give a module names in ways that no assignment shows. */
const REACHES =
  /\b(?:sys\s*\.\s*modules|__dict__|setattr|globals|vars|locals|exec|__getattr__)\b/;

/** The one list of strings that `__all__` is assigned at top level; null when there is more to it. */
function listedNames(body: Stmt[]): string[] | null {
  const values: (Expr | null)[] = [];
  walk(body, {
    stmt: (stmt, { locals }) => {
      if (locals.size > 0) {
        return;
      }
      if (stmt.type === 'Assign' && stmt.targets.some(isAll)) {
        values.push(stmt.value);
      } else if (stmt.type === 'AugAssign' && isAll(stmt.target)) {
        values.push(null);
      }
    },
    expr: expr => {
      if (expr.type === 'Attribute' && isAll(expr.value)) {
        values.push(null);
      }
    }
  });
  const [value] = values;
  if (
    values.length !== 1 ||
    (value?.type !== 'List' && value?.type !== 'Tuple')
  ) {
    return null;
  }
  const names = value.elts.map(elt =>
    elt.type === 'Constant' && typeof elt.value === 'string' ? elt.value : null
  );
  return names.includes(null) ? null : (names as string[]);
}

function isAll(expr: Expr): boolean {
  return expr.type === 'Name' && expr.id === '__all__';
}
