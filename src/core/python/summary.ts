import { TextCache } from '../cache';
import { readCell } from './cell';
import { starredNames } from './data/starred';
import { createMachine } from './flow/interpreter';
import type { Machine } from './flow/machine';
import { knownName } from './shell';
import { parseCell, parseString } from './strings';
import type { Stmt } from './syntax/ast';
import { scopeOf } from './flow/scopes';

/** A name that a cell needs from the cells before it. */
export interface INeed {
  name: string;
  /** False when the cell may bind it itself before it reads it. */
  definite: boolean;
  /** The read happens in every run of the cell. */
  sure: boolean;
  /** Read by a function that the cell calls, not by the cell's own statements. */
  called: boolean;
  /** Offsets of the first read in the cell's source. */
  range: { from: number; to: number };
}

/** What one cell does with the names of the notebook. */
export interface ICellSummary {
  /** Names that the cell binds; `always` on every path through it. */
  defines: { name: string; always: boolean }[];
  /** Names that it deletes. */
  deletes: string[];
  /** Names read while the cell runs, functions of its own that it calls included. */
  needs: INeed[];
  /** Names that functions it defines read when they are called. */
  needsLater: string[];
  /** Names whose object it changes; `strong` for assignments and known mutators, else any method call. */
  mutates: { name: string; strong: boolean }[];
  /** Why it may define names that it does not show. */
  unknown: string[];
  /** False when the cell did not parse: then `defines` is a guess, and the other lists are empty. */
  parsed: boolean;
}

const cache = new TextCache<ICellSummary>(2_000_000);

/** What a cell defines, needs and changes, looked at on its own. Cached by source; never throws. */
export function summariseCell(source: string): ICellSummary {
  let found = cache.get(source);
  if (!found) {
    found = summarise(source);
    cache.set(source, found);
  }
  return found;
}

function summarise(source: string): ICellSummary {
  const code = readCell(source);
  const needs = new Map<string, INeed>();
  const mutates = new Map<string, boolean>();
  const m: Machine = createMachine({
    known: name => (code.names.has(name) ? undefined : knownName(name)),
    assumes: true,
    starred: starredNames,
    parse: parseString,
    cell: parseCell,
    mutates: (name, strong) => {
      mutates.set(name, strong || mutates.get(name) === true);
    },
    missing: ({ name, local, at, level, slot, via }) => {
      const before = needs.get(name);
      const called = via.length > 0;
      if (local !== null || slot.gone) {
        return;
      }
      if (!before) {
        needs.set(name, {
          name,
          definite: slot.bound === 0,
          sure: level === 0,
          called,
          range: { from: code.toSource(at.from), to: code.toSource(at.to) }
        });
      } else if (!called) {
        before.called = false;
      }
    }
  });
  m.begin(0);
  code.shared.forEach(name => m.shared.add(name));
  code.rebound.forEach(name => m.rebound.add(name));
  m.execute(code.body, m.module);
  const defines: ICellSummary['defines'] = [];
  const deletes: string[] = [];
  for (const { name, slot } of m.module.vars.values()) {
    if (slot.gone && slot.bound === 0) {
      deletes.push(name);
    } else if (slot.bound > 0 && code.names.has(name)) {
      defines.push({ name, always: slot.bound === 2 });
    }
  }
  if (code.words) {
    code.names.forEach(name => defines.push({ name, always: false }));
  }
  return {
    defines,
    deletes,
    needs: [...needs.values()],
    needsLater: laterNeeds(code.body),
    mutates: [...mutates].map(([name, strong]) => ({ name, strong })),
    unknown: m.unknowns,
    parsed: code.words === null
  };
}

/** Names that functions and classes at any level of the cell read from the outside. */
function laterNeeds(body: Stmt[]): string[] {
  const found = new Set<string>();
  for (const stmt of body) {
    if (stmt.type === 'FunctionDef' || stmt.type === 'ClassDef') {
      scopeOf(stmt).free.forEach(name => found.add(name));
    }
  }
  return [...found].filter(name => knownName(name) === undefined);
}
