import type { ICell, INotebook } from '../notebook/facts';
import type { IFinding } from '../notebook/finding';
import { readCell, type ICellCode } from './cell';
import { BUILTINS, IPYTHON_NAMES, PROVIDED_NAMES } from './data/known';
import { starredNames } from './data/starred';
import { attempted } from './flow/guards';
import { createMachine } from './flow/interpreter';
import type { IMissing, Machine } from './flow/machine';
import type { Value } from './flow/values';
import { describe, type IDefiners } from './messages';
import { parse } from './syntax/parse';
import type { Stmt } from './syntax/ast';

/** A code cell of a notebook with its source read. */
export interface ICodeCell {
  index: number;
  cell: ICell;
  code: ICellCode;
}

/** The code cells of a notebook, read. */
export function codeCells(notebook: INotebook): ICodeCell[] {
  return notebook.cells.flatMap((cell, index) =>
    cell.type === 'code' ? [{ index, cell, code: readCell(cell.source) }] : []
  );
}

/**
 * What a run of all code cells, top to bottom in a new kernel, would meet: names that are missing, and syntax errors.
 */
export function checkNames(cells: ICodeCell[]): IFinding[] {
  const check = new Check(cells);
  return check.run();
}

/** Value of a name that is there before the first cell, or undefined. */
export function knownName(name: string): Value | undefined {
  if (name === '__name__') {
    return { kind: 'const', value: '__main__' };
  }
  if (name === 'get_ipython') {
    return { kind: 'external', path: 'IPython.get_ipython' };
  }
  if (IPYTHON_NAMES.has(name) || /^_i?\d+$/.test(name)) {
    return name === '__builtins__' || name === '__builtin__'
      ? { kind: 'external', path: 'builtins' }
      : null;
  }
  if (BUILTINS.has(name)) {
    return { kind: 'external', path: `builtins.${name}` };
  }
  return PROVIDED_NAMES.has(name) ? null : undefined;
}

/** Statements of code in a string, or null when they did not parse. */
export function parseString(source: string): Stmt[] | null {
  if (source.length > 20000) {
    return null;
  }
  const { body, errors } = parse(source);
  return errors.length === 0 ? body : null;
}

/** The same for a cell in a string. */
export function parseCell(source: string): Stmt[] | null {
  const { body, words } = readCell(source.slice(0, 20000));
  return words === null && source.length <= 20000 ? body : null;
}

/** Code that makes commands, which may be written without a percent sign. */
const NAMED_COMMANDS =
  /%\s*alias(?:_magic)?\b|\bregister_|\b(?:alias|magics)_manager\b|\bmagics_class\b/;

/** Code after which any word at the start of a cell may be such a command. */
const ANY_COMMANDS =
  /%\s*(?:autocall|rehashx|load_ext|reload_ext|run)\b|\b(?:load_extension|run_line_magic|input_transformer)/;

class Check {
  constructor(cells: ICodeCell[]) {
    this._cells = cells;
    this._machine = createMachine({
      known: knownName,
      starred: starredNames,
      parse: parseString,
      cell: parseCell,
      missing: (missing, maybe) => this._note(missing, maybe)
    });
    for (const { index, cell, code } of cells) {
      const skipped = isSkipped(cell);
      for (const name of [...code.names, ...code.shared]) {
        const list = this._definers.get(name) ?? [];
        list.push({ index, skipped });
        this._definers.set(name, list);
      }
      code.shared.forEach(name => this._machine.shared.add(name));
      code.rebound.forEach(name => this._machine.rebound.add(name));
    }
  }

  run(): IFinding[] {
    for (const each of this._cells) {
      if (!isSkipped(each.cell)) {
        this._runCell(each);
      }
    }
    return this._findings;
  }

  private _runCell({ index, cell, code }: ICodeCell): void {
    const m = this._machine;
    const id = cell.id;
    this._found = new Map();
    m.begin(index);
    const allowed = cell.tags.includes('raises-exception');
    this._noteCommands(code.text);
    const command = commandOf(code.text);
    if (code.problem && !allowed && !this._mayBeCommand(command)) {
      const { message, from, to } = code.problem;
      this._findings.push({
        rule: 'syntax-error',
        severity: 'error',
        tier: 'static',
        cell: { index, id },
        names: [],
        message: `A restart would stop here (SyntaxError): ${message}`,
        range: { from: code.toSource(from), to: code.toSource(to) }
      });
    }
    if (code.words) {
      code.words.forEach(name => m.mayBind(name, m.module));
      if (code.dynamic) {
        m.unknown('code that did not parse');
      }
    } else if (allowed) {
      attempted(m, code.body, m.module);
    } else {
      m.execute(code.body, m.module);
      this._settle(code);
    }
    if (command !== null && this._commands.has(command)) {
      this._found.delete(command);
    }
    for (const missing of this._found.values()) {
      const described = describe(missing, index, this._definers);
      this._findings.push({
        rule: 'undefined-name',
        severity:
          missing.level === 0 && !described.doubtful ? 'error' : 'warning',
        tier: 'static',
        cell: { index, id },
        names: [missing.name],
        message: described.message,
        ...(described.detail ? { detail: described.detail } : {}),
        ...(described.related === null ? {} : { related: described.related }),
        range: {
          from: code.toSource(missing.at.from),
          to: code.toSource(missing.at.to)
        }
      });
    }
  }

  private _noteCommands(text: string): void {
    this._anyCommand ||= ANY_COMMANDS.test(text);
    if (NAMED_COMMANDS.test(text)) {
      text.match(/\w+/g)?.forEach(word => this._commands.add(word));
    }
  }

  private _mayBeCommand(word: string | null): boolean {
    return (
      word !== null &&
      (this._anyCommand ||
        this._machine.unknowns.length > 0 ||
        this._commands.has(word))
    );
  }

  private _note(missing: IMissing, maybe: boolean): void {
    if (maybe || missing.level === 2) {
      return;
    }
    const before = this._found.get(missing.name);
    if (!before || before.level > missing.level) {
      this._found.set(missing.name, missing);
    }
  }

  /**
   * After a cell that would have stopped: the names it would have defined count as possibly there, and what was
   * missing is missing again in the next cell.
   */
  private _settle(code: ICellCode): void {
    const m = this._machine;
    for (const { name, slot, local } of this._found.values()) {
      if (!local && !code.names.has(name)) {
        m.store.set(m.variable(name, m.module), slot);
      }
    }
    if (!m.live) {
      for (const name of code.names) {
        if (m.variable(name, m.module).slot.bound === 0) {
          m.mayBind(name, m.module);
        }
      }
    }
  }

  private _cells: ICodeCell[];
  private _machine: Machine;
  private _definers: IDefiners = new Map();
  private _findings: IFinding[] = [];
  private _found = new Map<string, IMissing>();
  /** Words of the cells that made commands so far. */
  private _commands = new Set<string>();
  private _anyCommand = false;
}

/** First word of a cell of one line that may be a command without its percent sign, or null. */
function commandOf(text: string): string | null {
  return /^\s*([^\W\d]\w*)(?:[ \t][^\r\n]*)?\s*$/.exec(text)?.[1] ?? null;
}

/** nbclient leaves these cells out; JupyterLab runs them. */
function isSkipped(cell: ICell): boolean {
  return cell.tags.includes('skip-execution');
}
