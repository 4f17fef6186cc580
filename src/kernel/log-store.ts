import type { DBSchema, IDBPDatabase } from 'idb';
import { openDB } from 'idb';
import type { ISavedLog } from './session-log';

const NAME = 'jupyterlab-reproducibility-log';
const VERSION = 1;
/** Logs of so many kernels are kept; the oldest go. */
const MOST_LOGS = 50;

/** The source that gave a cell its outputs. */
export interface IRanSource {
  source: string;
  /** The cell's execution count after that run, or null when it was not told. */
  count: number | null;
}

/** What the browser keeps of a notebook's kernel. */
export interface IKeptLog {
  server: string;
  path: string;
  kernel: string;
  /** Milliseconds since epoch. */
  saved: number;
  /** The process that the kernel was, see `processOf`. */
  process: string;
  log: ISavedLog;
  sources: [string, IRanSource][];
}

interface ISchema extends DBSchema {
  logs: {
    key: [string, string, string];
    value: IKeptLog;
    indexes: { saved: number };
  };
}

/**
 * The log of a notebook's kernel, or null.
 *
 * @throws what IndexedDB throws when it is not there
 */
export async function loadLog(
  server: string,
  path: string,
  kernel: string
): Promise<IKeptLog | null> {
  const db = await database();
  return (await db.get('logs', [server, path, kernel])) ?? null;
}

/**
 * Keeps the log of a notebook's kernel, and lets those go that were not written for longest.
 *
 * @throws what IndexedDB throws when it is not there, or full
 */
export async function saveLog(kept: IKeptLog): Promise<void> {
  const db = await database();
  const transaction = db.transaction('logs', 'readwrite');
  await transaction.store.put(kept);
  let over = (await transaction.store.count()) - MOST_LOGS;
  let cursor =
    over > 0 ? await transaction.store.index('saved').openCursor() : null;
  while (cursor && over > 0) {
    await cursor.delete();
    over -= 1;
    cursor = await cursor.continue();
  }
  await transaction.done;
}

let opened: Promise<IDBPDatabase<ISchema>> | null = null;

function database(): Promise<IDBPDatabase<ISchema>> {
  if (opened === null) {
    const closed = () => {
      opened = null;
    };
    opened = openDB<ISchema>(NAME, VERSION, {
      upgrade: db => {
        const logs = db.createObjectStore('logs', {
          keyPath: ['server', 'path', 'kernel']
        });
        logs.createIndex('saved', 'saved');
      },
      blocking: (_current, _blocked, event) => {
        (event.target as IDBDatabase).close();
        closed();
      },
      terminated: closed
    });
    opened.catch(closed);
  }
  return opened;
}
