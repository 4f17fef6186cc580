import type { ICell, INotebook } from '../notebook/facts';
import type { IFinding } from '../notebook/finding';
import type { Steps } from '../steps';
import { readCell, type ICellCode } from './cell';
import { BUILTINS, IPYTHON_NAMES, PROVIDED_NAMES } from './data/known';
import { starredNames } from './data/starred';
import { attempted } from './flow/guards';
import { createMachine } from './flow/interpreter';
import {
  keepFirst,
  type ICheckpoint,
  type IMissing,
  type Machine
} from './flow/machine';
import type { Value } from './flow/values';
import { describe, type IDefiners } from './messages';
import { Affected, NO_TRACES, type ITraces } from './traces';
import {
  NO_CHANCE,
  randomFindings,
  RandomWatch,
  sourceHints,
  type IChance
} from './references/random';
import { parse } from './syntax/parse';
import { namesOfWritten } from './written';
import type { IUndone } from './flow/store';
import type { INode, Stmt } from './syntax/ast';
import type { ISyntaxProblem } from './syntax/check';
import type { ISourceHint, ISurroundings } from './types';

/** A code cell of a notebook with its source read. */
export interface ICodeCell {
  index: number;
  cell: ICell;
  code: ICellCode;
}

/** The code cells of a notebook, read. */
export function* codeCells({ cells }: INotebook): Steps<ICodeCell[]> {
  const found: ICodeCell[] = [];
  for (const [index, cell] of cells.entries()) {
    if (cell.type === 'code') {
      found.push({ index, cell, code: readCell(cell.source) });
      yield;
    }
  }
  return found;
}

/** Runs of the notebooks that were looked at last, by path, the last one last. */
const runs = new Map<string, NameCheck>();

const MOST_RUNS = 8;

/**
 * What a run of all code cells, top to bottom in a new kernel, would meet: names that are missing, and syntax errors.
 *
 * @param notebook - The run is kept by its path.
 */
export function* checkNames(
  { path, languageVersion }: INotebook,
  cells: ICodeCell[],
  around: ISurroundings = {}
): Steps<IChecked> {
  let check = runs.get(path) ?? new NameCheck();
  // Another check of the same notebook while this one rests must not get in its way.
  runs.delete(path);
  try {
    return yield* check.run(cells, readsAnnotations(languageVersion), around);
  } catch (error) {
    check = new NameCheck();
    throw error;
  } finally {
    runs.set(path, check);
    if (runs.size > MOST_RUNS) {
      runs.delete(runs.keys().next().value as string);
    }
  }
}

/** Python 3.14 defers annotations (PEP 649); null when the version is not told. */
function readsAnnotations(version: string | undefined): boolean | null {
  const [, minor] = /^3\.(\d+)/.exec(version ?? '') ?? [];
  return minor === undefined ? null : Number(minor) < 14;
}

/** Forgets the run of a notebook. */
export function forgetRun(path: string): void {
  runs.delete(path);
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

/** A code cell that a run came through, and where it began. */
interface IStep {
  code: ICellCode;
  index: number;
  skipped: boolean;
  allowed: boolean;
  start: IStart;
  /** Its syntax error, if that would stop the run. */
  problem: ISyntaxProblem | null;
  missing: IMissing[];
  /** It ends the run whatever happens: `raise`, `sys.exit()`. */
  ends: boolean;
  chance: IChance;
  /** What it left behind, and what mattered to it. */
  traces: ITraces;
}

/** A step that was taken back. */
interface IOldStep {
  step: IStep;
  undone: IUndone[];
}

/** What a run meets. */
export interface IChecked {
  findings: IFinding[];
  hints: ISourceHint[];
}

/** All that the cells above leave to a cell. */
interface IStart {
  point: ICheckpoint;
  commands: number;
  anyCommand: boolean;
}

/**
 * A run of all code cells, top to bottom in a new kernel: which names would be missing, and where syntax errors would
 * stop it.
 *
 * #### Notes
 * It can be asked again after edits: cells above the first one that is another are not run again.
 */
class NameCheck {
  constructor() {
    this._begin();
  }

  /**
   * What the run meets. Pauses between the statements of the cells; one that was not followed to its end may be followed
   * by another.
   */
  *run(
    cells: ICodeCell[],
    annotations: boolean | null,
    around: ISurroundings
  ): Steps<IChecked> {
    this._surround(around);
    this._share(cells, annotations);
    const steps = this._steps;
    let place = 0;
    while (place < cells.length && isSame(steps[place], cells[place])) {
      place++;
    }
    yield;
    const old = yield* this._takeBack(place);
    const affected = new Affected(this._machine);
    for (const each of cells.slice(place)) {
      const before = old[steps.length - place];
      if (isSame(before?.step, each) && !affected.has(before.step.traces)) {
        this._again(before);
        affected.settle(before.undone);
      } else {
        const step = this._step(each);
        if (!step.skipped) {
          yield* this._follow(step);
        }
        step.traces = this._traces();
        steps.push(step);
        this._end = this._save();
        affected.add(
          this._machine.store.since(step.start.point.mark),
          step.traces
        );
        if (before) {
          affected.add(before.undone, before.step.traces);
        }
        affected.compare(step.traces.left, before?.step.traces.left);
      }
      yield;
    }
    return this._describe(cells);
  }

  private _begin(): void {
    this._machine = createMachine({
      known: name => this._known(name),
      starred: module => this._around.modules?.[module] ?? starredNames(module),
      parse: parseString,
      cell: parseCell,
      written: file => namesOfWritten(this._above(), file),
      missing: (missing, maybe) => this._note(missing, maybe),
      called: call => this._chance.called(call),
      lost: made => this._chance.lost(made)
    });
    this._chance = new RandomWatch(this._machine);
    this._steps = [];
    this._commands.clear();
    this._anyCommand = false;
    for (const name of this._around.provided ?? []) {
      this._machine.bind(name, this._machine.module, null);
    }
    this._end = this._save();
  }

  private _surround(around: ISurroundings): void {
    if (JSON.stringify(around) !== JSON.stringify(this._around)) {
      this._around = around;
      this._begin();
    }
  }

  /** Names whose values are not followed, as some function binds them: a matter of the whole notebook. */
  private _share(cells: ICodeCell[], annotations: boolean | null): void {
    const shared = new Set<string>();
    const rebound = new Set<string>();
    for (const { code } of cells) {
      if (code.shared.size + code.rebound.size > 0) {
        code.shared.forEach(name => shared.add(name));
        code.rebound.forEach(name => rebound.add(name));
      }
    }
    const m = this._machine;
    const isOther = m.readsAnnotations !== annotations;
    if (isOther || !isEqual(m.shared, shared) || !isEqual(m.rebound, rebound)) {
      this._begin();
      this._machine.readsAnnotations = annotations;
      this._machine.shared = shared;
      this._machine.rebound = rebound;
    }
  }

  private _save(): IStart {
    return {
      point: this._machine.save(),
      commands: this._commands.size,
      anyCommand: this._anyCommand
    };
  }

  private _comeBack(start: IStart): void {
    this._machine.restore(start.point);
    keepFirst(this._commands, start.commands);
    this._anyCommand = start.anyCommand;
    this._end = start;
  }

  private *_takeBack(place: number): Steps<IOldStep[]> {
    const steps = this._steps;
    this._comeBack(this._end);
    const old: IOldStep[] = [];
    while (steps.length > place) {
      const step = steps.pop()!;
      const undone = this._machine.store.undo(step.start.point.mark);
      old.push({ step, undone });
      this._comeBack(step.start);
      yield;
    }
    return old.reverse();
  }

  /** A cell to which nothing is another does the same again. */
  private _again({ step, undone }: IOldStep): void {
    const m = this._machine;
    const { left } = step.traces;
    m.store.redo(undone);
    m.unknowns.push(...left.unknowns);
    left.doubted.forEach(name => m.doubted.add(name));
    left.wild.forEach(name => m.wild.add(name));
    left.consumed.forEach(each => {
      each.done = true;
      m.consumed.push(each);
    });
    m.futureAnnotations = left.futureAnnotations;
    left.commands.forEach(word => this._commands.add(word));
    this._anyCommand = left.anyCommand;
    this._steps.push({ ...step, start: this._end });
    this._end = this._save();
  }

  private _traces(): ITraces {
    const m = this._machine;
    const { point, commands } = this._end;
    return {
      looked: m.store.looked,
      all: m.goesThroughAll,
      more: this._more,
      attributes: m.attributes > 0,
      left: {
        unknowns: m.unknowns.slice(point.unknowns),
        doubted: after(m.doubted, point.doubted),
        wild: after(m.wild, point.wild),
        consumed: m.consumed.slice(point.consumed),
        futureAnnotations: m.futureAnnotations,
        commands: after(this._commands, commands),
        anyCommand: this._anyCommand
      }
    };
  }

  private _step({ index, cell, code }: ICodeCell): IStep {
    return {
      code,
      index,
      skipped: isSkipped(cell),
      allowed: isAllowed(cell),
      start: this._end,
      problem: null,
      missing: [],
      ends: false,
      chance: NO_CHANCE,
      traces: NO_TRACES
    };
  }

  private *_follow(step: IStep): Steps<void> {
    const m = this._machine;
    const { index, code, allowed } = step;
    this._found = new Map();
    m.begin(index);
    this._more = false;
    this._chance.begin();
    const commands = commandsOf(code);
    this._anyCommand ||= commands.makesAny;
    commands.made.forEach(word => this._commands.add(word));
    const { command } = commands;
    if (code.problem && !allowed && !this._mayBeCommand(command)) {
      step.problem = code.problem;
    }
    if (code.words) {
      code.words.forEach(name => m.mayBind(name, m.module));
      if (code.dynamic) {
        m.unknown('code that did not parse');
      }
      this._chance.unread(code.words);
    } else if (allowed) {
      attempted(m, code.body, m.module);
    } else {
      for (const stmt of code.body) {
        m.execute([stmt], m.module);
        yield;
      }
      step.ends = !m.live;
      this._settle(code);
    }
    if (command !== null && this._commands.has(command)) {
      this._found.delete(command);
    }
    step.missing = [...this._found.values()];
    step.chance = this._chance.seen;
  }

  private _describe(cells: ICodeCell[]): IChecked {
    const findings: IFinding[] = [];
    let definers: IDefiners | null = null;
    let ended: number | null = null;
    this._steps.forEach(({ code, index, problem, missing, ends }, place) => {
      const { cell } = cells[place];
      const common = { tier: 'static', cell: { index, id: cell.id } } as const;
      const range = ({ from, to }: INode): IFinding['range'] => ({
        from: code.toSource(from),
        to: code.toSource(to)
      });
      if (problem) {
        findings.push({
          rule: 'syntax-error',
          severity: 'error',
          ...common,
          names: [],
          message: `A restart would stop here (SyntaxError): ${problem.message}`,
          range: range(problem)
        });
      }
      for (const each of missing) {
        definers ??= definersOf(cells, namesMissing(this._steps));
        const level = ended === null ? each.level : 1;
        const described = describe({ ...each, level }, index, definers);
        const { message, related, doubtful } = described;
        const detail =
          ended === null
            ? described.detail
            : `a run does not come here: cell ${ended + 1} ends it`;
        const sure = each.level === 0 && !doubtful;
        findings.push({
          rule: 'undefined-name',
          severity: ended !== null ? 'note' : sure ? 'error' : 'warning',
          ...common,
          names: [each.name],
          message,
          ...(detail ? { detail } : {}),
          ...(related === null ? {} : { related }),
          range: range(each.at)
        });
      }
      ended ??= ends ? index : null;
    });
    const chances = this._steps.map(({ chance }) => chance);
    return {
      findings: [...findings, ...randomFindings(chances, cells)],
      hints: sourceHints(chances, cells)
    };
  }

  private _above(): ICellCode[] {
    this._more = true;
    return this._steps.filter(step => !step.skipped).map(({ code }) => code);
  }

  /** The names of the shell; a result or input by number is there when the cell of that number has run. */
  private _known(name: string): Value | undefined {
    const numbered = /^_(i?)([1-9]\d*)$/.exec(name);
    const number = Number(numbered?.[2]);
    this._more ||= numbered !== null;
    if (numbered && hasNothing(this._steps, number, numbered[1] === 'i')) {
      return undefined;
    }
    return knownName(name);
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

  private _machine!: Machine;
  private _chance!: RandomWatch;
  private _around: ISurroundings = {};
  private _steps!: IStep[];
  private _end!: IStart;
  /** More than names matters to the cell that runs. */
  private _more = false;
  private _found = new Map<string, IMissing>();
  /** Words of the cells that made commands so far. */
  private _commands = new Set<string>();
  private _anyCommand = false;
}

/** Statements after which the shell shows no value. */
const SILENT =
  /^(?:Assign|AugAssign|AnnAssign|Import|ImportFrom|FunctionDef|ClassDef|Pass|Delete)$/;

/**
 * True if there is no result (or input) of a number for certain: the cell of that number did not run yet, or it shows
 * nothing. Blank cells are not counted, as front ends do not send them.
 *
 * @param steps - The cells above the one that asks.
 */
function hasNothing(steps: IStep[], number: number, isInput: boolean): boolean {
  const ran = steps.filter(({ code }) => code.text.trim() !== '');
  if (number > ran.length) {
    return isInput ? number > ran.length + 1 : true;
  }
  const doubt = ran.some(
    ({ code, skipped }) => skipped || /ast_node_interactivity/.test(code.text)
  );
  const { code } = ran[number - 1];
  const last = code.body[code.body.length - 1];
  return !isInput && !doubt && last !== undefined && SILENT.test(last.type);
}

/** True if a cell that was run is still what it was, in its place. */
function isSame(
  step: IStep | undefined,
  { index, cell, code }: ICodeCell
): boolean {
  return (
    step?.code === code &&
    step.index === index &&
    step.skipped === isSkipped(cell) &&
    step.allowed === isAllowed(cell)
  );
}

/** What was added to a set after its first elements. */
function after(names: ReadonlySet<string>, count: number): string[] {
  return names.size === count ? [] : [...names].slice(count);
}

function isEqual(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every(name => b.has(name));
}

function namesMissing(steps: IStep[]): Set<string> {
  return new Set(
    steps.flatMap(({ missing }) => missing.map(({ name }) => name))
  );
}

/** The cells that bind some names, by name. */
function definersOf(
  cells: ICodeCell[],
  wanted: ReadonlySet<string>
): IDefiners {
  const definers: IDefiners = new Map();
  for (const { index, cell, code } of cells) {
    const note = (name: string): void => {
      if (wanted.has(name)) {
        const list = definers.get(name) ?? [];
        list.push({ index, skipped: isSkipped(cell) });
        definers.set(name, list);
      }
    };
    code.names.forEach(note);
    code.shared.forEach(note);
  }
  return definers;
}

/** What a cell has to do with commands that are written without a percent sign. */
interface ICommands {
  /** Any word may be a command from here on. */
  makesAny: boolean;
  /** Words that may be commands from here on. */
  made: string[];
  /** The word that may be a command in this cell. */
  command: string | null;
}

const commandsByCode = new WeakMap<ICellCode, ICommands>();

function commandsOf(code: ICellCode): ICommands {
  let found = commandsByCode.get(code);
  if (!found) {
    const { text } = code;
    found = {
      makesAny: ANY_COMMANDS.test(text),
      made: NAMED_COMMANDS.test(text) ? (text.match(/\w+/g) ?? []) : [],
      command: commandOf(text)
    };
    commandsByCode.set(code, found);
  }
  return found;
}

/** First word of a cell of one line that may be a command without its percent sign, or null. */
function commandOf(text: string): string | null {
  return /^\s*([^\W\d]\w*)(?:[ \t][^\r\n]*)?\s*$/.exec(text)?.[1] ?? null;
}

/** nbclient leaves these cells out; JupyterLab runs them. */
function isSkipped(cell: ICell): boolean {
  return cell.tags.includes('skip-execution');
}

/** Its errors do not stop a run. */
function isAllowed(cell: ICell): boolean {
  return cell.tags.includes('raises-exception');
}
