import type { IImport } from '../types';
import type { ICodeCell } from '../notebook';
import type { Stmt } from '../syntax/ast';
import { importsOfStatement } from './modules';
import { walk } from './walk';

/** More are not followed. */
const MOST_SUBMODULES = 100;

/** A module that a cell imports. */
export interface ICellImport {
  module: string;
  conditional: boolean;
  /** As in `IImport`. */
  submodules: string[];
  star: boolean;
}

/** Top-level modules that statements import; relative imports are left out. */
export function importsOf(body: Stmt[]): ICellImport[] {
  const found: ICellImport[] = [];
  walk(body, {
    stmt: (stmt, { conditional }) => {
      for (const { module, level, names } of importsOfStatement(stmt)) {
        const [top] = module.split('.');
        const below = names
          .filter(name => name !== '*')
          .map(name => `${module}.${name}`);
        const submodules = top === module ? below : [module, ...below];
        const star = names.includes('*') && top === module;
        if (level === 0) {
          found.push({ module: top, conditional, submodules, star });
        }
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
        found.push({
          module: value.split('.')[0],
          conditional: true,
          submodules: value.includes('.') ? [value] : [],
          star: false
        });
      }
    }
  });
  return found.filter(({ module }) => module !== '');
}

const cache = new WeakMap<object, ICellImport[]>();

/** What a cell imports; kept with its code. */
export function readImports({ code }: ICodeCell): ICellImport[] {
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
    for (const { module, conditional, submodules, star } of readImports(each)) {
      const known = found.get(module) ?? { module, cell: index, conditional };
      known.conditional &&= conditional;
      if (submodules.length > 0) {
        const all = [...(known.submodules ?? []), ...submodules];
        known.submodules = [...new Set(all)].slice(0, MOST_SUBMODULES);
      }
      if (star) {
        known.star = true;
      }
      found.set(module, known);
    }
  }
  found.delete('__future__');
  return [...found.values()];
}
