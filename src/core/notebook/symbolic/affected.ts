import type { IUndone } from './changes';
import type { IObject, IScope } from './objects';
import type { World } from './world';

/** What an execution rested on, beside its source. */
export interface ILookups {
  /** Global names that it looked for, found or not. */
  names: Set<string>;
  /** Modules, and things in modules. */
  modules: Set<string>;
  /** It went through all names. */
  all: boolean;
}

type Change = IUndone['change'];

/** How many objects are looked at to tell whether one can be reached. */
const REACH = 2000;

/** What is no longer as it was when a run of the notebook was followed the last time. */
export class Affected {
  constructor(private _world: World) {}

  /** Nothing is sure to be as it was. */
  all = false;

  /** Something changed, now or the last time, that did not change the same way the other time. */
  add(changes: readonly Change[]): void {
    const { globals, modules } = this._world;
    for (const change of changes) {
      if (!('names' in change)) {
        this._objects.add(change.object);
      } else if (change.names === globals.names) {
        this._names.add(change.name);
      } else if (change.names === modules) {
        this._modules.add(change.name);
      } else {
        this.all = true;
      }
    }
    this._some ||= changes.length > 0;
  }

  /** Names that were bound again just as they were the last time. */
  settle(undone: readonly IUndone[]): void {
    for (const { change } of undone) {
      if ('names' in change && change.names === this._world.globals.names) {
        this._names.delete(change.name);
      }
    }
  }

  /** Whether an execution, should it be followed again from here, may go another way. */
  has({ names, modules, all }: ILookups): boolean {
    return (
      this.all ||
      (all && this._some) ||
      meet(names, this._names) ||
      meet(modules, this._modules) ||
      (this._objects.size > 0 && this._reaches(names, modules))
    );
  }

  private _reaches(names: Set<string>, modules: Set<string>): boolean {
    const w = this._world;
    const seen = new Set<object>();
    const open: IObject[] = [w.display];
    const add = (object: IObject | null | undefined) => {
      if (object && !seen.has(object)) {
        seen.add(object);
        open.push(object);
      }
    };
    const addScope = (scope: IScope) => {
      for (let at: IScope | null = scope; at?.parent; at = at.parent) {
        if (!seen.has(at)) {
          seen.add(at);
          at.names.forEach(({ object }) => add(object));
        }
      }
    };
    names.forEach(name => add(w.globals.names.get(name)?.object));
    modules.forEach(path => add(w.modules.get(path)));
    for (let at = open.pop(); at; at = open.pop()) {
      if (this._objects.has(at) || seen.size > REACH) {
        return true;
      }
      [at.inside, at.self, at.cls].forEach(add);
      at.bases?.forEach(add);
      at.slots?.forEach(add);
      at.parts?.forEach(add);
      if (at.fn) {
        at.fn.defaults.forEach(add);
        addScope(at.fn.scope);
      }
    }
    return false;
  }

  private _some = false;
  private readonly _names = new Set<string>();
  private readonly _modules = new Set<string>();
  private readonly _objects = new Set<IObject>();
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const each of small) {
    if (large.has(each)) {
      return true;
    }
  }
  return false;
}
