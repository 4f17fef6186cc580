import {
  sameValue,
  UNBOUND,
  type Bound,
  type ISlot,
  type IVariable,
  type Value
} from './values';

/** What changed since a mark. */
export type Snapshot = Map<IVariable, ISlot>;

/**
 * All variables of a run, with a log that lets branches be tried one after the other and joined.
 */
export class Store {
  /**
   * @param lose - Told of each value that two paths disagree about.
   */
  constructor(lose: (value: Value) => void) {
    this._lose = lose;
  }

  /** Grows whenever a global name changes in a way that a call could notice. */
  version = 0;

  set(variable: IVariable, slot: ISlot): void {
    const old = variable.slot;
    if (
      variable.global &&
      !(old.bound === 2 && slot.bound === 2 && sameValue(old.value, slot.value))
    ) {
      this.version++;
    }
    if (this._marks > 0) {
      this._log.push({ variable, old });
    }
    variable.slot = slot;
  }

  /** A point to come back to. Every mark must be closed. */
  mark(): number {
    this._marks++;
    return this._log.length;
  }

  /** Forget a mark; changes stay. */
  close(): void {
    this._marks--;
    if (this._marks === 0) {
      this._log.length = 0;
    }
  }

  /** Slots that changed since a mark, as they are now. */
  changes(mark: number): Snapshot {
    const found: Snapshot = new Map();
    for (let i = mark; i < this._log.length; i++) {
      const { variable } = this._log[i];
      found.set(variable, variable.slot);
    }
    return found;
  }

  /** What an exception at any point since the mark would leave behind. */
  history(mark: number): Snapshot {
    const found: Snapshot = new Map();
    for (let i = mark; i < this._log.length; i++) {
      const { variable, old } = this._log[i];
      const seen = found.get(variable) ?? variable.slot;
      found.set(variable, this.merge(seen, old));
    }
    return found;
  }

  /** Go back to a mark. */
  rollback(mark: number): void {
    for (let i = this._log.length - 1; i >= mark; i--) {
      const { variable, old } = this._log[i];
      if (variable.global && variable.slot !== old) {
        this.version++;
      }
      variable.slot = old;
    }
    this._log.length = mark;
  }

  /** Apply what a snapshot holds. */
  apply(snapshot: Snapshot): void {
    for (const [variable, slot] of snapshot) {
      if (variable.slot !== slot) {
        this.set(variable, slot);
      }
    }
  }

  /** Go back to a mark and go on with what any of the snapshots may have left. */
  join(mark: number, snapshots: Snapshot[]): void {
    this.rollback(mark);
    if (snapshots.length === 1) {
      this.apply(snapshots[0]);
      return;
    }
    const variables = new Set<IVariable>();
    for (const snapshot of snapshots) {
      for (const variable of snapshot.keys()) {
        variables.add(variable);
      }
    }
    for (const variable of variables) {
      const base = variable.slot;
      let merged: ISlot | null = null;
      for (const snapshot of snapshots) {
        const slot = snapshot.get(variable) ?? base;
        merged = merged ? this.merge(merged, slot) : slot;
      }
      if (merged && merged !== base) {
        this.set(variable, merged);
      }
    }
  }

  /** What is known when either of two slots may hold. */
  merge(a: ISlot, b: ISlot): ISlot {
    if (a === b) {
      return a;
    }
    const bound: Bound = a.bound === b.bound ? a.bound : 1;
    if (bound === 0) {
      return a.gone ? a : b.gone ? b : UNBOUND;
    }
    let value: Value = null;
    if (a.bound === 0) {
      value = b.value;
    } else if (b.bound === 0 || sameValue(a.value, b.value)) {
      value = a.value;
    } else {
      this._lose(a.value);
      this._lose(b.value);
    }
    return { bound, value, gone: a.gone ?? b.gone };
  }

  private _lose: (value: Value) => void;
  private _log: { variable: IVariable; old: ISlot }[] = [];
  private _marks = 0;
}
