import type { ICodeCell } from '../notebook';
import { targetNames } from '../syntax/parts';
import type { Expr, ICall } from '../syntax/ast';
import type { IFileReference } from '../types';
import { fileCall, type IFileCall } from './calls';
import { fold, join, type Constants } from './fold';
import { shellLines } from './installs';
import { walk } from './walk';

interface IFound extends IFileCall {
  call: string;
  /** Names that are local where the call stands. */
  locals: ReadonlySet<string>;
}

interface ICellFiles {
  calls: IFound[];
  /** Values of module-level assignments, by name; null for any other binding. */
  values: { name: string; value: Expr | null }[];
}

const cache = new WeakMap<object, ICellFiles>();

/** Files and addresses that the cells of a notebook read or write, in order of appearance. */
export function notebookFiles(cells: ICodeCell[]): IFileReference[] {
  const all = cells.map(each => readFiles(each));
  const constants = constantsOf(all);
  return cells.flatMap((each, i) =>
    all[i].calls.length === 0 && each.code.magics.length === 0
      ? []
      : [
          ...magicFiles(each),
          ...all[i].calls.map(found => reference(found, each.index, constants)),
          ...downloads(each)
        ]
  );
}

/** What a cell says of files; kept with its code. */
export function readFiles({ code }: ICodeCell): ICellFiles {
  let found = cache.get(code);
  if (!found) {
    found = { calls: [], values: [] };
    collect(code.body, found);
    cache.set(code, found);
  }
  return found;
}

function collect(
  body: ICodeCell['code']['body'],
  { calls, values }: ICellFiles
): void {
  const handles = new Set<string>();
  walk(body, {
    stmt: (stmt, { locals }) => {
      if (stmt.type === 'With') {
        stmt.items.forEach(({ target }) =>
          targetNames(target ?? stmt.items[0].context).forEach(
            name => target && handles.add(name)
          )
        );
      }
      if (locals.size === 0) {
        bindings(stmt).forEach(binding => values.push(binding));
      }
    },
    expr: (expr, { locals }) => {
      const file = expr.type === 'Call' ? fileCall(expr) : null;
      const isHandle = file?.path?.type === 'Name' && handles.has(file.path.id);
      if (file && !isHandle) {
        calls.push({ ...file, call: callName(expr as ICall), locals });
      }
    }
  });
}

/** Names that a statement binds, with the value of a plain assignment. */
function bindings(
  stmt: ICodeCell['code']['body'][number]
): { name: string; value: Expr | null }[] {
  switch (stmt.type) {
    case 'Assign':
      return stmt.targets.flatMap(target =>
        targetNames(target).map(name => ({
          name,
          value: target.type === 'Name' ? stmt.value : null
        }))
      );
    case 'AnnAssign':
      return stmt.value
        ? targetNames(stmt.target).map(name => ({ name, value: stmt.value }))
        : [];
    case 'AugAssign':
    case 'For':
      return targetNames(stmt.target).map(name => ({ name, value: null }));
    case 'With':
      return stmt.items.flatMap(({ target }) =>
        target ? targetNames(target).map(name => ({ name, value: null })) : []
      );
    case 'Global':
      return stmt.names.map(name => ({ name, value: null }));
    default:
      return [];
  }
}

/** Names that are assigned once in the whole notebook, to something that folds. */
function constantsOf(cells: ICellFiles[]): Constants {
  let once: Map<string, Expr | null> | null = null;
  const known = new Map<string, string | null>();
  const constants: Constants = name => {
    const before = known.get(name);
    if (before !== undefined) {
      return before;
    }
    known.set(name, null);
    once ??= assignedOnce(cells);
    const value = once.get(name);
    const text = value ? fold(value, constants) : null;
    known.set(name, text);
    return text;
  };
  return constants;
}

/** By name its one value; null where there are several. */
function assignedOnce(cells: ICellFiles[]): Map<string, Expr | null> {
  const once = new Map<string, Expr | null>();
  for (const { values } of cells) {
    for (const { name, value } of values) {
      once.set(name, once.has(name) ? null : value);
    }
  }
  return once;
}

function callName({ func }: ICall): string {
  return func.type === 'Name'
    ? func.id
    : func.type === 'Attribute'
      ? func.attr
      : '';
}

function reference(
  found: IFound,
  cell: number,
  constants: Constants
): IFileReference {
  const visible: Constants = name =>
    found.locals.has(name) ? null : constants(name);
  const base = found.base ? fold(found.base, visible) : '';
  const last = found.path ? fold(found.path, visible) : '';
  const path =
    base === null || last === null
      ? null
      : last === ''
        ? base
        : join(base, last);
  const { call, mode } = found;
  return { path, call, cell, mode, scheme: schemeOf(path) };
}

/** `https` of `https://...`; null for a file. */
export function schemeOf(path: string | null): string | null {
  return (
    /^([A-Za-z][A-Za-z\d+.-]+):\/\//.exec(path ?? '')?.[1].toLowerCase() ?? null
  );
}

/** `%%writefile`, `%run`, `%load`. */
function magicFiles({ code, index }: ICodeCell): IFileReference[] {
  const found: IFileReference[] = [];
  for (const { kind, name, rest } of code.magics) {
    const words = rest.split(/\s+/).filter(word => !word.startsWith('-'));
    const writes = kind === 'cell' && /^(?:writefile|file)$/.test(name);
    const reads = kind === 'line' && /^(?:run|load|loadpy)$/.test(name);
    if ((writes || reads) && words[0]) {
      const path = /[{$]/.test(words[0]) ? null : unquoted(words[0]);
      const mode = writes ? 'write' : 'read';
      found.push({
        path,
        call: `${writes ? '%%' : '%'}${name}`,
        cell: index,
        mode,
        scheme: schemeOf(path)
      });
    }
  }
  return found;
}

function unquoted(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}

/** Addresses that `wget` and `curl` lines fetch. */
function downloads(each: ICodeCell): IFileReference[] {
  const found: IFileReference[] = [];
  for (const line of shellLines(each)) {
    const tool = /^(?:sudo\s+)?(wget|curl|gdown|aria2c)\b(.*)$/.exec(line);
    for (const word of tool ? tool[2].split(/\s+/) : []) {
      const path = unquoted(word);
      if (tool && schemeOf(path)) {
        const shown = /[{$]/.test(path) ? null : path;
        found.push({
          path: shown,
          call: tool[1],
          cell: each.index,
          mode: 'read',
          scheme: schemeOf(path)
        });
      }
    }
  }
  return found;
}
