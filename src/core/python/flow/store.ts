import {
  sameValue,
  UNBOUND,
  type Bound,
  type ISlot,
  type IVariable,
  type Value
} from './values';

/** What a variable was before it was changed. */
export interface IChange {
  variable: IVariable;
  old: ISlot;
}

/** A change that was taken back. */
export interface IUndone extends IChange {
  now: ISlot;
}

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
    if (this._keeps && variable.global) {
      if (this._marks > 1) {
        // What a branch binds is joined with what was there before.
        this.look(variable);
      } else {
        this._own.add(variable);
      }
    }
    variable.slot = slot;
  }

  /** What is known of a global name matters to the cell that runs. */
  look(variable: IVariable): void {
    if (this._keeps && !this._own.has(variable)) {
      this._looked.add(variable);
    }
  }

  /** The global names that mattered since the last checkpoint, as they were then. */
  get looked(): ReadonlySet<IVariable> {
    return this._looked;
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

  /**
   * A point between two cells, outside all marks, to which `rollback` can come back at any later time.
   *
   * #### Notes
   * Of what happened since the last one, only what it takes to undo it is kept.
   */
  checkpoint(): number {
    if (!this._keeps) {
      this._keeps = true;
      this._marks++;
    }
    const seen = new Set<IVariable>();
    let kept = this._checked;
    for (let i = kept; i < this._log.length; i++) {
      const entry = this._log[i];
      if (!seen.has(entry.variable)) {
        seen.add(entry.variable);
        this._log[kept++] = entry;
      }
    }
    this._log.length = kept;
    this._checked = kept;
    this._looked = new Set();
    this._own.clear();
    return kept;
  }

  /** What was changed since a checkpoint, once each; only after another checkpoint. */
  since(point: number): readonly IChange[] {
    return this._log.slice(point);
  }

  /** Goes back to a checkpoint; gives what it takes to come here again. */
  undo(point: number): IUndone[] {
    const undone = this._log
      .slice(point)
      .map(({ variable, old }) => ({ variable, old, now: variable.slot }));
    this.rollback(point);
    return undone;
  }

  /** Makes changes again that were taken back. */
  redo(undone: readonly IUndone[]): void {
    for (const { variable, now } of undone) {
      this._log.push({ variable, old: variable.slot });
      variable.slot = now;
    }
    this.version++;
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
    this._checked = Math.min(this._checked, mark);
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
  private _log: IChange[] = [];
  private _marks = 0;
  /** Length of the log at the last checkpoint. */
  private _checked = 0;
  /** There are checkpoints: the log is never cleared. */
  private _keeps = false;
  private _looked = new Set<IVariable>();
  /** Names that the cell bound for certain before they mattered. */
  private readonly _own = new Set<IVariable>();
}
