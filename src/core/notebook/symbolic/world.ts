import type { ICellSummary } from '../../python';
import type { ILookups } from './affected';
import { ChangeLog, type IUndone } from './changes';
import {
  plainObject,
  type IBinding,
  type IFunction,
  type IObject,
  type IScope
} from './objects';
import { read } from './reading';
import type { IRead, IRecord } from './records';
import { stateOf } from './state';
import type { Expr, ExprOf, Stmt } from './syntax';
import type { Term, Terms } from './terms';

/** Where a world stands between two executions. */
export interface ICheckpoint {
  changes: number;
  unseen: number;
}

/** What the world around the code decides. */
export interface IWorldOptions {
  terms: Terms;
  summarise: (source: string) => ICellSummary;
}

const NO_NAMES: ReadonlySet<string> = new Set();

/**
 * One run of a notebook in which values are terms: what the names stand for after each execution.
 */
export class World {
  constructor(options: IWorldOptions) {
    this.terms = options.terms;
    this.summarise = options.summarise;
    this.display = this.make(this.terms.of('display'));
  }

  readonly terms: Terms;
  readonly summarise: (source: string) => ICellSummary;
  readonly globals: IScope = {
    names: new Map(),
    parent: null,
    shared: NO_NAMES,
    own: null,
    isClass: false
  };
  readonly modules = new Map<string, IObject>();
  readonly log = new ChangeLog();
  /** What the running execution looked for. */
  lookups: ILookups = { names: new Set(), modules: new Set(), all: false };
  /** How values are shown. */
  readonly display: IObject;
  /** Reasons why names may exist that no cell shows. */
  readonly unseen: Term[] = [];
  /** Place of the running execution. */
  run = 0;
  /** What the running execution is called: see `IExecuted.origin`. */
  origin = '';
  /** How often it asked chance or the clock. */
  asked = 0;
  /** The execution's names are all there, whatever the text says. */
  isTolerant = false;
  /** The text that offsets are of. */
  text = '';
  records: IRecord[] = [];
  names = new Map<string, IRead>();
  calls: IFunction[] = [];
  /** Steps left for the running execution. */
  budget = 0;

  /** Filled in by `createWorld`: the parts call each other through these. */
  evaluate!: (expr: Expr, scope: IScope) => IObject;
  execute!: (body: Stmt[], scope: IScope) => void;
  evaluateCall!: (expr: ExprOf<'Call'>, scope: IScope) => IObject;
  call!: (
    callee: IObject,
    args: IObject[],
    keywords: Map<string, IObject>
  ) => IObject;
  /** Names that a function finds outside itself. */
  freeNames!: (fn: IFunction) => string[];

  make(term: Term, more?: Partial<IObject>): IObject {
    const object = plainObject(term, this.run, this._born++);
    return more ? Object.assign(object, more) : object;
  }

  /** Where it stands now, between two executions. */
  save(): ICheckpoint {
    return { changes: this.log.save(this._born), unseen: this.unseen.length };
  }

  /** Come back to a point that lies before the current one; gives what was taken back. */
  restore(point: ICheckpoint): IUndone[] {
    const undone = this.log.undo(point.changes);
    this.unseen.length = point.unseen;
    this.log.save(this._born);
    return undone;
  }

  /** What chance or the clock gives the running execution now. */
  chance(operation: string, ...operands: Term[]): Term {
    const given = this.terms.chance('chance', `${this.origin}.${this.asked++}`);
    const term = this.terms.of(operation, given, ...operands);
    this.note(term);
    return term;
  }

  /** What is there of a module. */
  module(path: string): IObject | undefined {
    this.lookups.modules.add(path);
    return this.modules.get(path);
  }

  /** A module or something in one: the same object for whoever imports it. */
  external(path: string): IObject {
    let object = this.module(path);
    if (!object) {
      object = this.make(this.terms.of(`external ${path}`), {
        path,
        writer: null
      });
      this.log.keepName(this.modules, path);
      this.modules.set(path, object);
    }
    return object;
  }

  /**
   * The whole state of an object, as of now: its own, and that of all it holds and finds, each told once.
   */
  stateOf(object: IObject): Term {
    return stateOf(this, object);
  }

  /** The state of an object, as an operand of what is done with it. */
  use(object: IObject): Term {
    const term = this.stateOf(object);
    this.note(term);
    return term;
  }

  note(term: Term): void {
    this.records[this.records.length - 1]?.reads.add(term);
  }

  find(name: string, scope: IScope): IBinding | null {
    let at: IScope | null = scope;
    let first = true;
    while (at) {
      if (!at.isClass || first) {
        const found = at.names.get(name);
        if (!at.parent && found?.run !== this.run) {
          this.lookups.names.add(name);
        }
        if (found && !(at.shared.has(name) && at.parent)) {
          return found;
        }
      }
      first = false;
      at = at.parent;
    }
    return null;
  }

  /** Read a name. */
  read(name: string, scope: IScope): IObject {
    return read(this, name, scope);
  }

  /** The execution found a name in this state. */
  noteName(name: string, object: IObject, bound: number): void {
    const { writer, fn, path } = object;
    const state = this.stateOf(object);
    this.names.set(name, {
      term: state,
      own: fn ? object.term : state,
      writer,
      isModule: path !== null,
      bound
    });
  }

  /** True for a name that is there before the first cell. */
  isKnown(name: string): boolean {
    let known = this._known.get(name);
    if (known === undefined) {
      known =
        /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) &&
        this.summarise(name).needs.length === 0;
      this._known.set(name, known);
    }
    return known;
  }

  bind(name: string, scope: IScope, object: IObject): void {
    const home = homeOf(name, scope);
    const old = home.parent ? undefined : home.names.get(name);
    const made = object.writer;
    if (old && made?.run === this.run && !made.before && this.names.has(name)) {
      // Made of what the name was before: the cell changes it.
      this.log.keep(object);
      object.writer = { ...made, change: true, before: old.object.writer };
    }
    if (home === this.globals || home !== scope) {
      this.log.keepName(home.names, name);
    }
    home.names.set(name, { object, run: this.run });
    this.noteBound(name, home);
  }

  noteBound(name: string, home: IScope): void {
    const record = this.records[this.records.length - 1];
    if (record) {
      const names = record.bound.get(home) ?? new Set();
      names.add(name);
      record.bound.set(home, names);
    }
  }

  unbind(name: string, scope: IScope): void {
    const home = homeOf(name, scope);
    if (home === this.globals || home !== scope) {
      this.log.keepName(home.names, name);
    }
    home.names.delete(name);
  }

  /** Forget all global names. */
  clear(): void {
    const { names } = this.globals;
    this.lookups.all = true;
    names.forEach((_, name) => this.log.keepName(names, name));
    names.clear();
  }

  /** An object becomes what `how` makes of its state. */
  change(object: IObject, how: string, ...operands: Term[]): void {
    const old = this.use(object);
    this._settle(object, this.terms.of(how, old, ...operands));
  }

  /** An object becomes what `how` makes of it, the same when it is done again. */
  set(object: IObject, how: string, ...operands: Term[]): void {
    const cause = this.terms.of(how, ...operands);
    const old = object.slots ? this.stateOf(object) : object.term;
    this._settle(object, this.terms.after(cause, 'set', old));
  }

  /** An object gets a new state whatever it was. */
  reset(object: IObject, term: Term): void {
    this._settle(object, term);
    object.parts = null;
    object.writer = { run: this.run, change: false, before: null };
  }

  private _settle(object: IObject, term: Term): void {
    this.log.keep(object);
    if (object.slots) {
      object.parts ??= new Set();
      object.slots.forEach(part => object.parts?.add(part));
      object.slots = null;
    }
    object.term = term;
    object.isClosed = false;
    this.touched(object);
  }

  /** Set what an object holds under a key. */
  put(object: IObject, key: string, value: IObject): void {
    this.log.keep(object);
    object.slots ??= new Map();
    object.slots.set(key, value);
    this.touched(object);
  }

  touched(object: IObject): void {
    const { run } = this;
    this.log.keep(object);
    if (object.writer?.run !== run) {
      object.writer = { run, change: true, before: object.writer };
    }
    this.records[this.records.length - 1]?.changed.add(object);
    const whole = object.inside;
    if (whole) {
      object.inside = null;
      this.change(whole, 'part', object.term);
      object.inside = whole;
    }
  }

  show(term: Term, sure: boolean): void {
    const shown = this.terms.of('shown', term, this.stateOf(this.display));
    this.records[this.records.length - 1]?.shown.push({ term: shown, sure });
  }

  /**
   * Run code as one step: what it leaves is told by its shape and all that it read.
   *
   * @returns the term of the step, and what went on inside.
   */
  step(shape: string, body: () => void): { cause: Term; record: IRecord } {
    const record: IRecord = {
      reads: new Set(),
      changed: new Set(),
      bound: new Map(),
      shown: []
    };
    this.records.push(record);
    try {
      body();
    } finally {
      this.records.pop();
    }
    const cause = this.terms.of(`step ${shape}`, ...record.reads);
    this.note(cause);
    const outer = this.records[this.records.length - 1];
    if (outer) {
      record.changed.forEach(object => outer.changed.add(object));
      record.bound.forEach((names, scope) =>
        names.forEach(name => this.noteBound(name, scope))
      );
    }
    return { cause, record };
  }

  private _born = 0;
  private readonly _known = new Map<string, boolean>();
}

/** The scope that a binding in a scope goes to. */
function homeOf(name: string, scope: IScope): IScope {
  let home = scope;
  while (home.parent && home.shared.has(name)) {
    home = home.parent;
  }
  return home;
}
