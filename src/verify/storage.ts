import type { DBSchema, IDBPDatabase } from 'idb';
import { openDB } from 'idb';
import type { IBaseline } from './baseline';
import type { IStoredRecord } from './records';
import type { IStoredResult } from './results';

const NAME = 'jupyterlab-reproducibility';
const VERSION = 2;

/** Where something of a notebook is kept: base URL of the server, and path. */
type Place = [string, string];

/** What the browser keeps for us. */
export interface ISchema extends DBSchema {
  baselines: {
    key: string;
    value: IBaseline;
    indexes: { notebook: Place; cells: string };
  };
  records: { key: Place; value: IStoredRecord };
  results: {
    key: Place;
    value: IStoredResult;
    indexes: { size: [string, number] };
  };
}

export type Database = IDBPDatabase<ISchema>;

let opened: Promise<Database> | null = null;

/**
 * The one database of this browser, opened when first needed.
 *
 * @throws what IndexedDB throws when it is not there (a private window of
 * some browsers, storage switched off) or holds a newer version's data
 */
export function database(): Promise<Database> {
  if (opened === null) {
    const closed = () => {
      opened = null;
    };
    opened = openDB<ISchema>(NAME, VERSION, {
      upgrade: (db, before, _after, transaction) => {
        if (before < 1) {
          db.createObjectStore('baselines', {
            keyPath: 'key'
          }).createIndex('notebook', ['server', 'path']);
          db.createObjectStore('records', { keyPath: ['server', 'path'] });
        }
        if (before < 2) {
          transaction
            .objectStore('baselines')
            .createIndex('cells', 'ids', { multiEntry: true });
          db.createObjectStore('results', {
            keyPath: ['server', 'path']
          }).createIndex('size', ['saved', 'bytes']);
        }
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

/** What is kept of one notebook. */
export function at(server: string, path: string): IDBKeyRange {
  return IDBKeyRange.only([server, path]);
}

/**
 * Lets what is kept of a notebook follow it to another path, or what is kept of all notebooks in a folder. Doing it twice
 * changes nothing.
 */
export async function renameAll(
  store: 'baselines' | 'records' | 'results',
  server: string,
  oldPath: string,
  newPath: string
): Promise<void> {
  if (oldPath === newPath) {
    return;
  }
  const db = await database();
  const transaction = db.transaction(store, 'readwrite');
  const source =
    store === 'baselines'
      ? transaction.objectStore('baselines').index('notebook')
      : transaction.objectStore(store);
  const below = IDBKeyRange.bound(
    [server, `${oldPath}/`],
    [server, `${oldPath}/\uffff`]
  );
  for (const range of [at(server, oldPath), below]) {
    const found = (await source.getAll(range)) as { path: string }[];
    for (const value of found) {
      const { path } = value;
      const moved = { ...value, path: newPath + path.slice(oldPath.length) };
      if (store !== 'baselines') {
        // The path is the key.
        await transaction.objectStore(store).delete([server, path]);
      }
      await transaction
        .objectStore(store)
        .put(moved as ISchema[typeof store]['value'] as never);
    }
  }
  await transaction.done;
}
