import type { Steps } from '../../steps';
import type { ICellCode } from '../cell';
import { starredNames } from '../data/starred';
import { attempted } from '../flow/guards';
import type { IMissing } from '../flow/host';
import { createMachine } from '../flow/interpreter';
import { keepFirst, type Machine } from '../flow/machine';
import type { Value } from '../flow/values';
import type { ICodeCell } from '../notebook';
import { NO_CHANCE, RandomWatch } from '../references/random';
import { knownName } from '../shell';
import { parseCell, parseString } from '../strings';
import type { ISurroundings } from '../types';
import { namesOfWritten } from '../written';
import { commandsOf } from './commands';
import { describeSteps, type IChecked } from './findings';
import { hasNothing } from './results';
import {
  isAllowed,
  isSame,
  isSkipped,
  type IOldStep,
  type IStart,
  type IStep
} from './steps';
import { Affected, NO_TRACES, type ITraces } from './traces';

/**
 * A run of all code cells, top to bottom in a new kernel: which names would be missing, and where syntax errors would
 * stop it.
 *
 * #### Notes
 * It can be asked again after edits: cells above the first one that is another are not run again.
 */
export class NameCheck {
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
    return describeSteps(this._steps, cells);
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

/** What was added to a set after its first elements. */
function after(names: ReadonlySet<string>, count: number): string[] {
  return names.size === count ? [] : [...names].slice(count);
}

function isEqual(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every(name => b.has(name));
}
