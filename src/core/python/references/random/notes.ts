import type { Machine } from '../../flow/machine';
import { nameOf } from '../../flow/values';
import type { ICall } from '../../syntax/ast';
import type { IChance, IDraw, IOutsideRead } from './draws';
import { written } from './seeds';
import type { Shared } from './table';

/** What is known of a draw. */
export type IAbout = Pick<IDraw, 'generator' | 'how'> & Partial<IDraw>;

/** What is noted of the cell that runs. */
export class Notes {
  constructor(machine: Machine) {
    this._machine = machine;
  }

  /** Starts the next cell. */
  begin(): void {
    this._seen = { draws: [], seedings: [], outside: [] };
  }

  get seen(): IChance {
    return this._seen;
  }

  /**
   * A draw that nothing makes known.
   *
   * @param shown - The call whose name is told.
   */
  draw(shown: ICall, about: IAbout, isBare: boolean): void {
    const m = this._machine;
    const { generator, how, at = shown, call = shown, argument = null } = about;
    // What is called again is to be told again.
    m.misses++;
    const sure = isBare && m.level === 0 && m.unknowns.length === 0;
    const name = written(shown.func);
    const before = this._seen.draws.find(
      draw => draw.call === call && draw.name === name
    );
    if (before) {
      before.sure ||= sure;
      return;
    }
    this._seen.draws.push({
      cell: m.cell,
      name,
      generator,
      how,
      sure,
      at: m.site ?? at,
      call,
      argument,
      via: m.calls.map(({ fn }) => nameOf(fn)),
      made: about.made ?? null
    });
  }

  /** A read of what differs from run to run. */
  outside(what: IOutsideRead['what'], expr: ICall): void {
    const m = this._machine;
    m.misses++;
    const name = written(expr.func);
    if (!this._seen.outside.some(each => each.what === what)) {
      this._seen.outside.push({ cell: m.cell, what, name });
    }
  }

  /** A call that sets a seed. */
  seeding(expr: ICall, generator: Shared, isEntropy: boolean): void {
    this._seen.seedings.push({
      cell: this._machine.cell,
      name: written(expr.func),
      generator,
      isEntropy,
      call: expr
    });
  }

  private _machine: Machine;
  private _seen: IChance = { draws: [], seedings: [], outside: [] };
}
