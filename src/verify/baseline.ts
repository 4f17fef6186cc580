import { UUID } from '@lumino/coreutils';
import type { IOutput } from '../core/notebook/facts';
import { livingTokens, ownToken } from './owner';
import { database } from './storage';

/** One code cell as it was before a clean run. */
export interface IKeptCell {
  /** Index in the notebook, counting all cells. */
  index: number;
  id: string | null;
  source: string;
  tags: string[];
  executionCount: number | null;
  /** Whether its outputs were trusted; restored ones get the same flag. */
  trusted: boolean;
  /** Whether its source had been edited since it was run. */
  dirty: boolean;
  /** `metadata.execution`, the recorded times, which a run deletes. */
  timing: unknown;
  outputs: IOutput[];
}

/** The outputs of a notebook from before a clean run. */
export interface IBaseline {
  version: 1;
  key: string;
  /** Base URL of the server; one browser may know several. */
  server: string;
  /** Path of the notebook, as its context gives it. */
  path: string;
  /** ISO 8601, UTC, when they were kept. */
  saved: string;
  /** Token of the page that runs it. */
  owner: string;
  /** Still `running` with a page that is gone: the run never ended. */
  state: 'running' | 'ended';
  cells: IKeptCell[];
}

/** Why outputs could not be kept. */
export interface IKeepProblem {
  code: 'unavailable' | 'full';
  /** The browser's own words, or sizes. */
  words: string;
}

/**
 * Keeps the outputs from before clean runs in the browser, until they are let
 * go: they survive a reload, a closed tab and a crash.
 */
export class BaselineStore {
  /** @param server - base URL of the Jupyter server */
  constructor(server: string) {
    this._server = server;
  }

  /**
   * Keeps outputs; when this resolves to a baseline, they are on disk.
   *
   * @returns the baseline, or why they could not be kept; nothing is changed
   * then
   */
  async save(
    path: string,
    cells: IKeptCell[]
  ): Promise<IBaseline | IKeepProblem> {
    const baseline: IBaseline = {
      version: 1,
      key: UUID.uuid4(),
      server: this._server,
      path,
      saved: new Date().toISOString(),
      owner: ownToken(),
      state: 'running',
      cells
    };
    const problem = await lackOfSpace(cells);
    if (problem) {
      return problem;
    }
    try {
      const db = await database();
      const transaction = db.transaction('baselines', 'readwrite', {
        durability: 'strict'
      });
      await Promise.all([transaction.store.add(baseline), transaction.done]);
      return baseline;
    } catch (error) {
      return keepProblem(error);
    }
  }

  /** All baselines of a notebook, newest first. */
  async list(path: string): Promise<IBaseline[]> {
    const db = await database();
    const found = await db.getAllFromIndex('baselines', 'notebook', [
      this._server,
      path
    ]);
    return found
      .filter(baseline => baseline.version === 1)
      .sort((one, other) => other.saved.localeCompare(one.saved));
  }

  /** The newest baseline of a notebook, or null. */
  async load(path: string): Promise<IBaseline | null> {
    return (await this.list(path))[0] ?? null;
  }

  /**
   * The baseline of a run that never ended, because its page is gone; of
   * several the one with most cells that hold outputs, since a later one may
   * have been taken from what the first left behind.
   */
  async abandoned(path: string): Promise<IBaseline | null> {
    const running = (await this.list(path)).filter(
      baseline => baseline.state === 'running'
    );
    const living = running.length > 0 ? await livingTokens() : new Set();
    const gone = running.filter(baseline => !living.has(baseline.owner));
    return gone.reduce<IBaseline | null>(
      (best, next) => (best && filled(best) >= filled(next) ? best : next),
      null
    );
  }

  /** Whether another page that is alive is running this notebook. */
  async runsElsewhere(path: string): Promise<boolean> {
    const living = await livingTokens();
    return (await this.list(path)).some(
      ({ state, owner }) =>
        state === 'running' && owner !== ownToken() && living.has(owner)
    );
  }

  /**
   * Notes that a run ended, and lets the baselines of earlier runs that had
   * ended go.
   */
  async markEnded(key: string): Promise<void> {
    await this._change(key, { state: 'ended' });
    const db = await database();
    const baseline = await db.get('baselines', key);
    for (const other of baseline ? await this.list(baseline.path) : []) {
      if (other.state === 'ended' && other.key !== key) {
        await this.drop(other.key);
      }
    }
  }

  /** Leaves a run to whoever opens the notebook next. */
  async abandon(key: string): Promise<void> {
    await this._change(key, { owner: '' });
  }

  /** Lets a baseline go. */
  async drop(key: string): Promise<void> {
    const db = await database();
    await db.delete('baselines', key);
  }

  /** Follows a notebook that was renamed or moved. */
  async rename(oldPath: string, newPath: string): Promise<void> {
    for (const { key } of await this.list(oldPath)) {
      await this._change(key, { path: newPath });
    }
  }

  private async _change(
    key: string,
    change: Partial<IBaseline>
  ): Promise<void> {
    const db = await database();
    const transaction = db.transaction('baselines', 'readwrite');
    const baseline = await transaction.store.get(key);
    if (baseline) {
      await transaction.store.put({ ...baseline, ...change });
    }
    await transaction.done;
  }

  private _server: string;
}

/** Whether keeping did not work. */
export function isKeepProblem(
  value: IBaseline | IKeepProblem
): value is IKeepProblem {
  return 'code' in value;
}

/** Cells of a baseline that hold outputs. */
export function filled(baseline: IBaseline): number {
  return baseline.cells.filter(cell => cell.outputs.length > 0).length;
}

async function lackOfSpace(cells: IKeptCell[]): Promise<IKeepProblem | null> {
  try {
    const { quota, usage } = (await navigator.storage?.estimate()) ?? {};
    const size = weight(cells);
    const free = (quota ?? Infinity) - (usage ?? 0);
    if (size <= free) {
      return null;
    }
    return { code: 'full', words: `${megabytes(size)} > ${megabytes(free)}` };
  } catch {
    // No estimate: the write itself will tell.
    return null;
  }
}

function keepProblem(error: unknown): IKeepProblem {
  const name = error instanceof Error ? error.name : '';
  const words = error instanceof Error ? error.message : String(error);
  return {
    code: name === 'QuotaExceededError' ? 'full' : 'unavailable',
    words: words || name
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Bytes that a value takes at most when stored: strings count two a character. */
function weight(value: unknown): number {
  if (typeof value === 'string') {
    return 2 * value.length;
  }
  if (typeof value === 'object' && value !== null) {
    let sum = 16;
    for (const [key, entry] of Object.entries(value)) {
      sum += 2 * key.length + weight(entry);
    }
    return sum;
  }
  return 8;
}
