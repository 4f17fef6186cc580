import type { IImport } from '../types';
import type { ICodeCell } from '../notebook';
import type { Stmt } from '../syntax/ast';
import { walk } from './walk';

/** A module that a cell imports. */
export interface ICellImport {
  module: string;
  conditional: boolean;
}

/** Top-level modules that statements import; relative imports are left out. */
export function importsOf(body: Stmt[]): ICellImport[] {
  const found: ICellImport[] = [];
  walk(body, {
    stmt: (stmt, { conditional }) => {
      if (stmt.type === 'Import') {
        for (const { name } of stmt.names) {
          found.push({ module: name.split('.')[0], conditional });
        }
      } else if (stmt.type === 'ImportFrom' && stmt.level === 0) {
        found.push({ module: stmt.module.split('.')[0], conditional });
      }
    },
    expr: expr => {
      if (expr.type !== 'Call' || expr.args[0]?.type !== 'Constant') {
        return;
      }
      const { func } = expr;
      const name =
        func.type === 'Name'
          ? func.id
          : func.type === 'Attribute'
            ? func.attr
            : '';
      const { value } = expr.args[0];
      if (
        /^(?:import_module|__import__)$/.test(name) &&
        typeof value === 'string' &&
        /^\w/.test(value)
      ) {
        found.push({ module: value.split('.')[0], conditional: true });
      }
    }
  });
  return found.filter(({ module }) => module !== '');
}

const cache = new WeakMap<object, ICellImport[]>();

function importsOfCell({ code }: ICodeCell): ICellImport[] {
  let found = cache.get(code);
  if (!found) {
    found = importsOf(code.body);
    cache.set(code, found);
  }
  return found;
}

/** Modules that a notebook imports, once each, in the order of their first import. */
export function notebookImports(cells: ICodeCell[]): IImport[] {
  const found = new Map<string, IImport>();
  for (const each of cells) {
    const { index } = each;
    for (const { module, conditional } of importsOfCell(each)) {
      const known = found.get(module);
      if (known) {
        known.conditional &&= conditional;
      } else {
        found.set(module, { module, cell: index, conditional });
      }
    }
  }
  found.delete('__future__');
  return [...found.values()];
}
