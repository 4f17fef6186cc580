import { BaselineStore } from './baseline';
import { RecordStore } from './records';
import { ResultStore } from './results';

/** What the browser keeps of the notebooks of one server. */
export interface IStores {
  baselines: BaselineStore;
  records: RecordStore;
  results: ResultStore;
}

/** @param server - base URL of the Jupyter server */
export function storesOf(server: string): IStores {
  return {
    baselines: new BaselineStore(server),
    records: new RecordStore(server),
    results: new ResultStore(server)
  };
}

/**
 * Lets everything that is kept of a notebook follow it to another path, or that of all notebooks in a folder.
 */
export async function followRename(
  { baselines, records, results }: IStores,
  oldPath: string,
  newPath: string
): Promise<void> {
  await Promise.all([
    baselines.rename(oldPath, newPath),
    records.rename(oldPath, newPath),
    results.rename(oldPath, newPath)
  ]);
}
