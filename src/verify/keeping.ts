import type { TranslationBundle } from '@jupyterlab/translation';
import {
  isKeepProblem,
  type BaselineStore,
  type IKeepProblem,
  type IKeptCell
} from './baseline';
import type { ReasonCode } from './reasons';
import { same } from './restore';

/** What keeps a run from starting, with what there is to say of it. */
export interface INotKept {
  code: ReasonCode;
  problem?: IKeepProblem;
}

/** Keeps the outputs from before one clean run safe. */
export class Keeping {
  constructor(
    private _baselines: BaselineStore,
    private _path: string
  ) {}

  /** Key of what is kept, or null when nothing is. */
  get key(): string | null {
    return this._key;
  }

  /** The cells as they were last kept. */
  get cells(): readonly IKeptCell[] {
    return this._cells;
  }

  /**
   * Keeps outputs before anything is touched.
   *
   * @returns null when they are kept, else why the run must not start
   */
  async begin(cells: IKeptCell[]): Promise<INotKept | null> {
    this._cells = cells;
    const baseline = await this._baselines.save(this._path, cells);
    if (!isKeepProblem(baseline)) {
      this._key = baseline.key;
    }
    // Only now: of two pages that begin at once, each must see the other.
    if (await this._baselines.runsElsewhere(this._path).catch(() => false)) {
      await this.letGo();
      return { code: 'running-elsewhere' };
    }
    return isKeepProblem(baseline)
      ? { code: 'not-kept', problem: baseline }
      : null;
  }

  /** Keeps them once more: while a person read a question, cells may have changed. */
  async renew(cells: IKeptCell[]): Promise<void> {
    if (same(cells, this._cells)) {
      return;
    }
    this._cells = cells;
    const baseline = await this._baselines.save(this._path, cells);
    if (!isKeepProblem(baseline)) {
      await this.letGo();
      this._key = baseline.key;
    }
  }

  /** The run is over, and the notebook holds what it gave. */
  end(): void {
    if (this._key !== null) {
      // Not waited for. A browser that fails here has kept it already.
      void this._baselines.markEnded(this._key).catch(() => undefined);
    }
  }

  /** The notebook is gone: whoever opens it next is offered what is kept. */
  async leave(): Promise<void> {
    if (this._key !== null) {
      await this._baselines.abandon(this._key).catch(() => undefined);
    }
  }

  /** Nothing was changed, or all is back: what is kept is of no use to anyone. */
  async letGo(): Promise<void> {
    if (this._key !== null) {
      await this._baselines.drop(this._key).catch(() => undefined);
      this._key = null;
    }
  }

  private _key: string | null = null;
  private _cells: IKeptCell[] = [];
}

/** Why outputs could not be kept, sentences. */
export function keepWords(
  { code, words }: IKeepProblem,
  trans: TranslationBundle
): string {
  return code === 'full'
    ? trans.__(
        'The browser has no room for them (%1). Let outputs go that are kept of other runs, by the command Recover Outputs, or clear data of this site.',
        words
      )
    : trans.__(
        'The browser keeps no data here, as in a private window (%1).',
        words
      );
}
