import type { Machine } from '../../flow/machine';
import { UNBOUND, type ISlot, type IVariable } from '../../flow/values';
import type { Shared } from './table';

const SHARED: Shared[] = ['numpy', 'random', 'torch', 'tensorflow', 'cupy'];

/** The generators that libraries share among their functions: which are seeded, on which paths. */
export class SharedGenerators {
  constructor(machine: Machine) {
    this._machine = machine;
  }

  isSeeded(generator: Shared): boolean {
    const { bound } = this._state(generator).slot;
    return (
      bound === 2 ||
      (bound === 1 && this._state(generator, 'tried').slot.bound > 0)
    );
  }

  /** Sets a seed, or takes it away. */
  set(generator: Shared, bound: 0 | 2): void {
    const { store } = this._machine;
    const all: Shared[] = generator === 'every' ? SHARED : [generator];
    for (const each of all) {
      store.set(this._state(each), { ...UNBOUND, bound });
    }
  }

  /** A seed is set in a `try`: `try: import torch` fails where nothing can be drawn from it. */
  setTried(generator: Shared): void {
    const tried = this._state(generator, 'tried');
    this._machine.store.set(tried, { ...UNBOUND, bound: 2 });
  }

  /** On which paths it is seeded. */
  slot(generator: Shared): ISlot {
    return this._state(generator).slot;
  }

  /** Whether a shared generator is seeded is the state of a name: paths may disagree about it. */
  private _state(
    generator: Shared,
    what: 'seeded' | 'tried' = 'seeded'
  ): IVariable {
    const name = `#${what} ${generator}`;
    let state = this._states.get(name);
    if (!state) {
      state = { name, slot: UNBOUND, global: true };
      this._states.set(name, state);
    }
    this._machine.store.look(state);
    return state;
  }

  private _machine: Machine;
  private _states = new Map<string, IVariable>();
}
