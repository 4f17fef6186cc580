import type { DBSchema, IDBPDatabase } from 'idb';
import { openDB } from 'idb';
import type { IBaseline } from './baseline';
import type { IStoredRecord } from './records';

const NAME = 'jupyterlab-reproducibility';
const VERSION = 1;

/** What the browser keeps for us. */
export interface ISchema extends DBSchema {
  baselines: {
    key: string;
    value: IBaseline;
    indexes: { notebook: [string, string] };
  };
  records: { key: [string, string]; value: IStoredRecord };
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
      upgrade: db => {
        const baselines = db.createObjectStore('baselines', {
          keyPath: 'key'
        });
        baselines.createIndex('notebook', ['server', 'path']);
        db.createObjectStore('records', { keyPath: ['server', 'path'] });
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
