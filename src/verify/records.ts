import { digestSource } from '../core/digest';
import type { IRunRecord } from '../core/ladder/record';
import type { IOutput } from '../core/notebook/facts';
import { digestOutputs } from '../core/outputs';
import type { INotebookComparison } from '../core/outputs/types';
import { whyNoProof, type ICleanRunResult } from './runner';
import { database, renameAll } from './storage';

/** A record as the browser keeps it. */
export interface IStoredRecord {
  server: string;
  path: string;
  record: IRunRecord;
}

/** Keeps the record of the last clean run of each notebook in the browser. */
export class RecordStore {
  /** @param server - base URL of the Jupyter server */
  constructor(server: string) {
    this._server = server;
  }

  /** Replaces the record of a notebook. */
  async save(path: string, record: IRunRecord): Promise<void> {
    const db = await database();
    await db.put('records', { server: this._server, path, record });
  }

  /** The record of a notebook, or null (also for one of a newer version). */
  async load(path: string): Promise<IRunRecord | null> {
    const db = await database();
    const stored = await db.get('records', [this._server, path]);
    return stored?.record.version === 1 ? stored.record : null;
  }

  async drop(path: string): Promise<void> {
    const db = await database();
    await db.delete('records', [this._server, path]);
  }

  /** Follows a notebook, or a folder of notebooks, that was renamed or moved. */
  rename(oldPath: string, newPath: string): Promise<void> {
    return renameAll('records', this._server, oldPath, newPath);
  }

  private _server: string;
}

/** What a comparison is worth: that of a run that proves nothing (interrupted, in doubt) is `could-not-verify`. */
export function provenBy(
  result: ICleanRunResult,
  comparison: INotebookComparison
): INotebookComparison {
  const noProof = whyNoProof(result);
  return noProof
    ? { ...comparison, verdict: 'could-not-verify', reason: noProof.text }
    : comparison;
}

/** The outputs whose digests a record holds: of each cell those from before, and those of the run. */
export function recordedOutputs({ cells }: ICleanRunResult): IOutput[][] {
  return cells.flatMap(cell => [cell.stored, cell.new]);
}

/**
 * What is kept of a clean run.
 *
 * @param environment - digests of the environment files when the run began,
 * by path; null when they could not be looked at
 * @param digests - of `recordedOutputs`; computed here and now when left out
 */
export function makeRecord(
  result: ICleanRunResult,
  comparison: INotebookComparison,
  environment: { [path: string]: string } | null,
  digests: string[] = recordedOutputs(result).map(digestOutputs)
): IRunRecord {
  const { cells } = result;
  const coded = cells.filter(
    ({ outcome }) => outcome.status !== 'not-run' || outcome.reason !== 'blank'
  );
  return {
    version: 1,
    mode: result.mode,
    started: result.started,
    ended: result.ended,
    kernelName: result.kernelName,
    environment,
    cells: cells.map((cell, at) => ({
      index: cell.index,
      id: cell.id,
      source: digestSource(cell.source),
      old: digests[2 * at],
      new: digests[2 * at + 1]
    })),
    comparison: provenBy(result, comparison),
    failed: whyNoProof(result) ? null : result.failed,
    cellsRun: coded.filter(({ outcome }) => outcome.status !== 'not-run')
      .length,
    cellsTotal: coded.length
  };
}
