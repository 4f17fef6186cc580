import { UNBOUND, type IGenerator, type IVariable } from '../flow/values';
import type { Machine } from '../flow/machine';
import type { IChange, IUndone } from '../flow/store';

/** What a cell left behind, and what mattered to it. */
export interface ITraces {
  /** Global names that mattered to it, as they were when it began. */
  looked: ReadonlySet<IVariable>;
  /** Every global name mattered to it. */
  all: boolean;
  /** More than names mattered to it: the sources above. */
  more: boolean;
  /** It set attributes of classes and instances. */
  attributes: boolean;
  left: ILeft;
}

/** What a cell leaves to those below, beside names. */
export interface ILeft {
  unknowns: string[];
  doubted: string[];
  wild: string[];
  consumed: IGenerator[];
  futureAnnotations: boolean;
  commands: string[];
  anyCommand: boolean;
}

export const NO_TRACES: ITraces = {
  looked: new Set(),
  all: false,
  more: false,
  attributes: false,
  left: {
    unknowns: [],
    doubted: [],
    wild: [],
    consumed: [],
    futureAnnotations: false,
    commands: [],
    anyCommand: false
  }
};

/**
 * What is no longer as it was when a notebook was followed the last time.
 */
export class Affected {
  constructor(private _machine: Machine) {}

  /** What a cell changed, now or the last time, where it did not do the same both times. */
  add(changes: readonly IChange[], { attributes }: ITraces): void {
    this._all ||= attributes;
    this._some = true;
    for (const { variable, old } of changes) {
      if (this._isTracked(variable)) {
        this._variables.add(variable);
      } else if (old !== UNBOUND) {
        // Something that lives on in an object or a function.
        this._all = true;
      }
    }
  }

  /** What a cell left beside names, now and the last time. */
  compare(now: ILeft, then: ILeft | undefined): void {
    this._all ||= !then || !isSame(now, then);
  }

  /** A cell did the same again: the names it bound are what they were. */
  settle(undone: readonly IUndone[]): void {
    undone.forEach(({ variable }) => this._variables.delete(variable));
  }

  /** Whether a cell, should it be followed again from here, may find something else. */
  has({ looked, all, more }: ITraces): boolean {
    return (
      this._all ||
      ((all || more) && this._some) ||
      meet(looked, this._variables)
    );
  }

  /** Whether reads of a variable are noted. */
  private _isTracked(variable: IVariable): boolean {
    const { name, global } = variable;
    return (
      global && (this._machine.module.vars.has(name) || /^#(?!made)/.test(name))
    );
  }

  private _all = false;
  private _some = false;
  private readonly _variables = new Set<IVariable>();
}

function isSame(a: ILeft, b: ILeft): boolean {
  return (
    a.futureAnnotations === b.futureAnnotations &&
    a.anyCommand === b.anyCommand &&
    isSameList(a.unknowns, b.unknowns) &&
    isSameList(a.doubted, b.doubted) &&
    isSameList(a.wild, b.wild) &&
    isSameList(a.consumed, b.consumed) &&
    isSameList(a.commands, b.commands)
  );
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, k) => each === b[k]);
}

function meet(a: ReadonlySet<IVariable>, b: ReadonlySet<IVariable>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const each of small) {
    if (large.has(each)) {
      return true;
    }
  }
  return false;
}
