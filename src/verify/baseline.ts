import { UUID } from '@lumino/coreutils';
import type { IOutput } from '../core/notebook/facts';
import { holdsCellsOf, type IKnownCell } from './matching';
import { livingTokens, ownToken } from './owner';
import { makeRoom } from './results';
import { freeSpace, megabytes, weight } from './space';
import { at, database, renameAll } from './storage';
import { superseded } from './superseded';

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
  /** Another run has ended since: it is listed, but not offered by itself. */
  past?: true;
  /** Cell ids, to find what is kept of a notebook that was renamed behind our back; left out by older ones. */
  ids?: string[];
  cells: IKeptCell[];
}

/** So many cells of a notebook can be looked for. */
const MOST_IDS = 20;

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
      ids: cells.flatMap(({ id }) => id ?? []).slice(0, MOST_IDS),
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
    const found = await db.getAllFromIndex(
      'baselines',
      'notebook',
      at(this._server, path)
    );
    return found.filter(({ version }) => version === 1).sort(newestFirst);
  }

  /**
   * Baselines at other paths whose cells a notebook holds, newest first: it was renamed while nobody looked, or is a copy.
   *
   * #### Notes
   * Files older than nbformat 4.5 hold no ids, so that nothing is found for them.
   */
  async listByContent(
    path: string,
    cells: readonly IKnownCell[]
  ): Promise<IBaseline[]> {
    const db = await database();
    const found = new Map<string, IBaseline>();
    for (const { id } of cells.slice(0, MOST_IDS)) {
      const keys =
        id === null
          ? []
          : await db.getAllKeysFromIndex('baselines', 'cells', id);
      for (const key of keys.filter(one => !found.has(one))) {
        const baseline = await db.get('baselines', key);
        if (baseline) {
          found.set(key, baseline);
        }
      }
    }
    return [...found.values()]
      .filter(
        baseline =>
          baseline.server === this._server &&
          baseline.path !== path &&
          holdsCellsOf(baseline.cells, cells)
      )
      .sort(newestFirst);
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
   * Notes that a run ended, and lets baselines of earlier runs go whose outputs
   * this one holds, too.
   */
  async markEnded(key: string): Promise<void> {
    await this._change(key, { state: 'ended' });
    const db = await database();
    const baseline = await db.get('baselines', key);
    const kept = baseline ? await this.list(baseline.path) : [];
    const gone = baseline ? superseded(kept, baseline) : [];
    for (const other of kept) {
      if (gone.includes(other)) {
        await this.drop(other.key);
      } else if (other.state === 'ended' && other.key !== key && !other.past) {
        await this._change(other.key, { past: true });
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

  /** Follows a notebook, or a folder of notebooks, that was renamed or moved. */
  rename(oldPath: string, newPath: string): Promise<void> {
    return renameAll('baselines', this._server, oldPath, newPath);
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

/** The newest first. */
function newestFirst(one: IBaseline, other: IBaseline): number {
  return other.saved.localeCompare(one.saved);
}

/** Whether there is room; what runs gave, which can be had again, gives way to it. */
async function lackOfSpace(cells: IKeptCell[]): Promise<IKeepProblem | null> {
  const free = await freeSpace();
  const size = weight(cells);
  if (free === null || size <= free) {
    // No estimate: the write itself will tell.
    return null;
  }
  const freed = await makeRoom(Infinity, size - free).catch(() => 0);
  return size <= free + freed
    ? null
    : {
        code: 'full',
        words: `${megabytes(size)} > ${megabytes(free + freed)}`
      };
}

function keepProblem(error: unknown): IKeepProblem {
  const name = error instanceof Error ? error.name : '';
  const words = error instanceof Error ? error.message : String(error);
  return {
    code: name === 'QuotaExceededError' ? 'full' : 'unavailable',
    words: words || name
  };
}
