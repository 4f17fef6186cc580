import type { ICleanRunResult } from './runner';
import { freeSpace, weight } from './space';
import { database, renameAll } from './storage';

/** Outputs of one run that may be kept, and of all together, in bytes. */
const MOST_OF_ONE = 50e6;
const MOST_OF_ALL = 200e6;

/** A run with its outputs, as the browser keeps it. */
export interface IStoredResult {
  version: 1;
  server: string;
  path: string;
  /** ISO 8601, UTC. */
  saved: string;
  /** About how much room it takes. */
  bytes: number;
  result: ICleanRunResult;
}

/**
 * Keeps what the last clean run of each notebook gave, so that it can be compared and taken in after a reload. Unlike the
 * outputs from before a run these can be had again: the oldest give way when room is short.
 */
export class ResultStore {
  /** @param server - base URL of the Jupyter server */
  constructor(server: string) {
    this._server = server;
  }

  /**
   * Replaces what is kept of a notebook.
   *
   * @returns false when it is too large to be kept; then nothing is
   */
  async save(path: string, result: ICleanRunResult): Promise<boolean> {
    await this.drop(path);
    const bytes = weight(result.cells);
    const free = (await freeSpace()) ?? Infinity;
    if (bytes > MOST_OF_ONE) {
      return false;
    }
    await makeRoom(Math.max(0, MOST_OF_ALL - bytes), bytes - free);
    const db = await database();
    await db.put('results', {
      version: 1,
      server: this._server,
      path,
      saved: new Date().toISOString(),
      bytes,
      result
    });
    return true;
  }

  /** What a run gave that ended then (ISO 8601), or null. */
  async load(path: string, ended: string): Promise<ICleanRunResult | null> {
    const db = await database();
    const stored = await db.get('results', [this._server, path]);
    return stored?.version === 1 && stored.result.ended === ended
      ? stored.result
      : null;
  }

  async drop(path: string): Promise<void> {
    const db = await database();
    await db.delete('results', [this._server, path]);
  }

  /** Follows a notebook, or a folder of notebooks, that was renamed or moved. */
  rename(oldPath: string, newPath: string): Promise<void> {
    return renameAll('results', this._server, oldPath, newPath);
  }

  private _server: string;
}

/**
 * Lets the oldest results go until all others take no more than `most` bytes, and `lacking` more are free.
 *
 * @returns how many bytes were freed
 */
export async function makeRoom(most: number, lacking: number): Promise<number> {
  const db = await database();
  const transaction = db.transaction('results', 'readwrite');
  const { store } = transaction;
  const sizes: { key: [string, string]; bytes: number }[] = [];
  // By keys alone: the outputs themselves are not read. Newest first.
  let cursor = await store.index('size').openKeyCursor(null, 'prev');
  while (cursor) {
    sizes.push({ key: cursor.primaryKey, bytes: cursor.key[1] });
    cursor = await cursor.continue();
  }
  let kept = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  let freed = 0;
  while (sizes.length > 0 && (kept > most || freed < lacking)) {
    const { key, bytes } = sizes.pop()!;
    await store.delete(key);
    kept -= bytes;
    freed += bytes;
  }
  await transaction.done;
  return freed;
}
