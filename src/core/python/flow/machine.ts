import type { Expr, ICall, INode, Stmt } from '../syntax/ast';
import type { ICallContext, ILoop, ITryContext } from './enclosing';
import type { IHost, Level } from './host';
import { leak } from './leak';
import { read } from './reading';
import { Store, type Snapshot } from './store';
import {
  UNBOUND,
  type IArguments,
  type IFrame,
  type IGenerator,
  type IInstance,
  type IVariable,
  type Value
} from './values';

const MAX_CALLS = 24;

/** Calls and loop passes that one cell may take; what is beyond is not looked at. */
const BUDGET = 4000;

/** Where a machine stands between two cells. */
export interface ICheckpoint {
  mark: number;
  unknowns: number;
  doubted: number;
  wild: number;
  consumed: number;
  futureAnnotations: boolean;
}

/**
 * State of an abstract run: which names are bound, on which paths, and what they stand for.
 *
 * It is a run of the notebook in which every value that the text does not show is unknown: branches are all taken and
 * joined, loops run once, functions are entered where they are called.
 */
export class Machine {
  constructor(host: IHost) {
    this.host = host;
    this.module = {
      kind: 'module',
      node: null,
      vars: new Map(),
      parent: null,
      locals: new Set(),
      globals: new Set(),
      nonlocals: new Set(),
      fn: null,
      returned: { value: null, any: false }
    };
  }

  readonly host: IHost;
  readonly module: IFrame;
  readonly store = new Store(value => this.leak(value));

  /** False where no path arrives. */
  live = true;
  level: Level = 0;
  /** Index of the running cell. */
  cell = 0;
  /** Reasons why names may exist that no cell shows. */
  unknowns: string[] = [];
  futureAnnotations = false;
  /** Whether annotations are evaluated where they stand (before Python 3.14); null when the version is not known. */
  readsAnnotations: boolean | null = null;
  /** Names that a `match` would bind whose cases seem never to apply: what is missing of them is not certain. */
  readonly doubted = new Set<string>();
  /** Names some function that unseen code may call binds by `global`. */
  readonly wild = new Set<string>();
  /** Names that functions bind by `global`, anywhere: their values are not followed. */
  shared = new Set<string>();
  /** The same for `nonlocal`. */
  rebound = new Set<string>();
  /** Count of jumps (`return`, `break`, `continue`) so far. */
  jumps = 0;
  /** Count of `return` among them. */
  returns = 0;
  /** Count of open branches. */
  depth = 0;
  loops: ILoop[] = [];
  tries: ITryContext[] = [];
  calls: ICallContext[] = [];
  /** The call that is being evaluated. */
  at: INode = { from: 0, to: 0 };
  /** The outermost call of the running cell that is being followed. */
  site: INode | null = null;
  budget = BUDGET;

  /** Count of reads that failed or may have. */
  misses = 0;

  /** The cell went through all global names. */
  goesThroughAll = false;
  /** Count of the attributes that the cell set. */
  attributes = 0;
  /** Generators that ran, in order. */
  readonly consumed: IGenerator[] = [];

  /** Filled in by `createMachine`: the parts call each other through these. */
  evaluate!: (expr: Expr, frame: IFrame) => Value;
  execute!: (body: Stmt[], frame: IFrame) => void;
  evaluateCall!: (expr: ICall, frame: IFrame) => Value;
  call!: (callee: Value, args: IArguments, at: INode) => Value;
  method!: (
    instance: IInstance,
    name: string,
    args: IArguments,
    at: INode
  ) => Value;
  consume!: (value: Value, how: 'all' | 'some' | 'first') => void;

  /** Start the next cell. */
  begin(cell: number): void {
    this.cell = cell;
    this.live = true;
    this.level = 0;
    this.depth = 0;
    this.loops = [];
    this.tries = [];
    this.calls = [];
    this.site = null;
    this.at = { from: 0, to: 0 };
    this.budget = BUDGET;
    this.goesThroughAll = false;
    this.attributes = 0;
    // What a function does is followed in each cell anew, so that what matters to it matters to the cell.
    this.store.version++;
  }

  /** Where it stands now, between two cells: all that a cell leaves to the next one. */
  save(): ICheckpoint {
    return {
      mark: this.store.checkpoint(),
      unknowns: this.unknowns.length,
      doubted: this.doubted.size,
      wild: this.wild.size,
      consumed: this.consumed.length,
      futureAnnotations: this.futureAnnotations
    };
  }

  /** Come back to a point that lies before the current one. */
  restore(point: ICheckpoint): void {
    this.store.rollback(point.mark);
    this.store.version++;
    this.unknowns.length = point.unknowns;
    keepFirst(this.doubted, point.doubted);
    keepFirst(this.wild, point.wild);
    this.consumed.splice(point.consumed).forEach(each => (each.done = false));
    this.futureAnnotations = point.futureAnnotations;
  }

  /** Variable of a frame, made when it is first asked for. */
  variable(name: string, frame: IFrame): IVariable {
    const variable = this._variable(name, frame);
    if (variable.global) {
      this.store.look(variable);
    }
    return variable;
  }

  private _variable(name: string, frame: IFrame): IVariable {
    let variable = frame.vars.get(name);
    if (!variable) {
      variable = { name, slot: UNBOUND, global: frame.kind === 'module' };
      frame.vars.set(name, variable);
    }
    return variable;
  }

  /** All global names, each of which may matter. */
  allVariables(): IVariable[] {
    this.goesThroughAll = true;
    return [...this.module.vars.values()];
  }

  /** The frame whose variable a name means, when it is read or bound from `frame`. */
  home(name: string, frame: IFrame): IFrame {
    let at: IFrame | null = frame;
    while (at) {
      if (at.kind === 'module' || at.globals.has(name)) {
        return this.module;
      }
      const own = at === frame || at.kind !== 'class';
      if (own && at.locals.has(name) && !at.nonlocals.has(name)) {
        const skips = at.kind === 'class' && !at.vars.get(name)?.slot.bound;
        if (!skips) {
          return at;
        }
      }
      at = at.parent;
    }
    return this.module;
  }

  /** The frame that a binding from `frame` goes to. */
  target(name: string, frame: IFrame): IFrame {
    if (frame.globals.has(name)) {
      return this.module;
    }
    if (frame.kind === 'class') {
      return frame;
    }
    return this.home(name, frame);
  }

  bind(name: string, frame: IFrame, value: Value): void {
    const home = this.target(name, frame);
    const variable = this._variable(name, home);
    const shared = variable.global ? this.shared : this.rebound;
    const kept = shared.has(name) && value?.kind !== 'function' ? null : value;
    if (kept === null) {
      this.leak(value);
    }
    this.store.set(variable, { bound: 2, value: kept, gone: null });
  }

  unbind(name: string, frame: IFrame, how: 'del' | 'except' | 'reset'): void {
    const variable = this._variable(name, this.target(name, frame));
    const gone = { cell: this.cell, how, unknowns: this.unknowns.length };
    this.store.set(variable, { bound: 0, value: null, gone });
  }

  /** Count a name as possibly bound from here on. */
  mayBind(name: string, frame: IFrame): void {
    const variable = this.variable(name, this.target(name, frame));
    if (variable.slot.bound < 2) {
      const { value } = variable.slot;
      this.store.set(variable, { bound: 1, value, gone: null });
    } else {
      this.leak(variable.slot.value);
      this.store.set(variable, { bound: 2, value: null, gone: null });
    }
  }

  /**
   * Read a name.
   *
   * @param without - Names that exist before the first cell, but do not count.
   */
  read(
    name: string,
    frame: IFrame,
    at: INode,
    without?: (value: Value) => boolean
  ): Value {
    return read(this, name, frame, at, without);
  }

  /** Unseen code may call this value from here on. */
  leak(value: Value): void {
    if (value !== null) {
      leak(this, value);
    }
  }

  /** Names may exist from here on that no cell shows. */
  unknown(reason: string): void {
    this.unknowns.push(reason);
    this.store.version++;
    this.allVariables().forEach(variable => {
      const { kind } = variable.slot.value ?? {};
      if (kind === 'const' || kind === 'sequence') {
        this.store.set(variable, { ...variable.slot, value: null });
      }
    });
  }

  /** Leave by an exception. */
  raise(isNameError = false): void {
    const index = this.tries.length - 1;
    for (let i = index; i >= 0; i--) {
      const context = this.tries[i];
      context.raised.push(this.store.changes(context.mark));
      if (!isNameError || context.guards) {
        break;
      }
    }
    this.live = false;
  }

  /** Something here may raise: inside `try`, what follows is not sure to run. */
  mayRaise(): void {
    const { length } = this.tries;
    if (length > 0) {
      this.tries[length - 1].mayRaise = true;
      this.level = this.level === 0 ? 1 : this.level;
    }
  }

  /** Run alternatives from the same state and go on with what any of them leaves. */
  fork(branches: (() => void)[], level: Level = 1): void {
    const saved = this.level;
    const { jumps } = this;
    const mark = this.store.mark();
    const ends: Snapshot[] = [];
    for (const branch of branches) {
      this.store.rollback(mark);
      this.live = true;
      this.level = Math.max(saved, level) as Level;
      this.depth++;
      branch();
      this.depth--;
      if (this.live) {
        ends.push(this.store.changes(mark));
      }
    }
    this.store.join(mark, ends);
    this.store.close();
    this.live = ends.length > 0;
    this.level = this.jumps > jumps ? (Math.max(saved, 1) as Level) : saved;
  }

  /** True while one more call may be followed; counts it. */
  spend(): boolean {
    this.budget--;
    return this.budget > 0 && this.calls.length < MAX_CALLS;
  }
}

/** Takes away what was added to a set after its first elements. */
export function keepFirst(names: Set<string>, count: number): void {
  [...names].slice(count).forEach(name => names.delete(name));
}
