import type { IMade } from '../../flow/values';
import type { ICall, INode } from '../../syntax/ast';
import type { Shared } from './table';

/** One use of random numbers that nothing makes known. */
export interface IDraw {
  cell: number;
  /** As it is written: `np.random.rand`. */
  name: string;
  generator: Shared;
  /** A library's shared generator, one of the notebook's own, something that draws when used, or the system. */
  how: 'shared' | 'own' | 'fit' | 'system';
  /** It happens in every run, and nothing before it may have set a seed. */
  sure: boolean;
  /** Where in the cell that runs. */
  at: INode;
  /** The call that a seed can be given to, as its first argument ('') or by keyword; null where it takes none. */
  call: ICall;
  argument: '' | 'random_state' | null;
  /** Names of the functions that led to it, outermost first. */
  via: string[];
  /** The generator that it draws from, or what draws. */
  made: IMade | null;
}

/** A call that sets a seed. */
export interface ISeeding {
  cell: number;
  name: string;
  generator: Shared;
  /** From the clock, the system, or nothing at all. */
  isEntropy: boolean;
  call: ICall;
}

/** A read of what differs from run to run. */
export interface IOutsideRead {
  cell: number;
  what: 'time' | 'network';
  name: string;
}

/** What one cell does that differs from run to run. */
export interface IChance {
  draws: IDraw[];
  seedings: ISeeding[];
  outside: IOutsideRead[];
}

export const NO_CHANCE: IChance = { draws: [], seedings: [], outside: [] };

/** Whether a seed of one generator is one of another. */
export function fits(seed: Shared, generator: Shared): boolean {
  return seed === generator || seed === 'every';
}
