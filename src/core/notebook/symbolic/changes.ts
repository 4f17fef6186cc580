import type { IBinding, IObject } from './objects';

/** What an object, or a name of a scope, was before something changed it. */
type Change = IObjectChange | INameChange;

interface IObjectChange {
  object: IObject;
  was: IState;
}

interface INameChange {
  names: Map<string, unknown>;
  name: string;
  was: unknown;
}

interface IState {
  fields: IObject;
  slots: [string, IObject][] | null;
  parts: IObject[] | null;
}

/** A change that was taken back, and what it had led to. */
export interface IUndone {
  change: Change;
  now: unknown;
}

/**
 * All changes to the objects and names of a world, so that they can be taken back and made again.
 */
export class ChangeLog {
  /** Count of the changes so far. */
  get length(): number {
    return this._changes.length;
  }

  /**
   * A point to come back to.
   *
   * @param born - Serial number of the next object: what is made from here on need not be kept.
   */
  save(born: number): number {
    this._serial++;
    this._firstBorn = born;
    return this.length;
  }

  /** To be called before an object changes in any way. */
  keep(object: IObject): void {
    if (object.kept < this._serial && object.born < this._firstBorn) {
      object.kept = this._serial;
      this._changes.push({ object, was: stateOf(object) });
    }
  }

  /** To be called before a name of a scope that outlives the execution gets or loses what it stands for. */
  keepName<T>(names: Map<string, T>, name: string): void {
    this._changes.push({ names, name, was: names.get(name) });
  }

  /** What the names of a scope stood for at a point: those alone that were bound or unbound since. */
  namesAt(
    point: number,
    names: Map<string, IBinding>
  ): Map<string, IBinding | undefined> {
    const found = new Map<string, IBinding | undefined>();
    for (let i = point; i < this._changes.length; i++) {
      const change = this._changes[i];
      if ('names' in change && change.names === names) {
        if (!found.has(change.name)) {
          found.set(change.name, change.was as IBinding | undefined);
        }
      }
    }
    return found;
  }

  /** Takes back what was done since a point; gives it in the order in which it was done. */
  undo(point: number): IUndone[] {
    const undone: IUndone[] = [];
    for (let i = this._changes.length - 1; i >= point; i--) {
      const change = this._changes[i];
      if ('names' in change) {
        undone.push({ change, now: change.names.get(change.name) });
        setName(change, change.was);
      } else {
        undone.push({ change, now: stateOf(change.object) });
        setState(change.object, change.was);
      }
    }
    this._changes.length = point;
    return undone.reverse();
  }

  /** Makes changes again that were taken back. The objects among what they change must be what they were. */
  redo(undone: readonly IUndone[]): void {
    for (const { change, now } of undone) {
      if ('names' in change) {
        // What a name stood for does not matter to those who but bind it.
        this.keepName(change.names, change.name);
        setName(change, now);
      } else {
        this._changes.push(change);
        setState(change.object, now as IState);
      }
    }
  }

  /** What was changed since a point. */
  since(point: number): Change[] {
    return this._changes.slice(point);
  }

  private readonly _changes: Change[] = [];
  /** Serial number of the last point. */
  private _serial = 0;
  /** Serial number of the first object that was made since. */
  private _firstBorn = 0;
}

function setName({ names, name }: INameChange, value: unknown): void {
  if (value === undefined) {
    names.delete(name);
  } else {
    names.set(name, value);
  }
}

function stateOf(object: IObject): IState {
  const { slots, parts } = object;
  return {
    fields: { ...object },
    slots: slots && [...slots],
    parts: parts && [...parts]
  };
}

function setState(object: IObject, { fields, slots, parts }: IState): void {
  Object.assign(object, fields);
  if (object.slots && slots) {
    // Copies of the object share it, so that it must stay the same map.
    object.slots.clear();
    slots.forEach(([key, value]) => object.slots?.set(key, value));
  }
  if (object.parts && parts) {
    object.parts.clear();
    parts.forEach(part => object.parts?.add(part));
  }
}
