import { digestSource } from '../digest';
import type { ICodeCell } from '../notebook';
import type { INotebook } from '../notebook/facts';
import type { IRecordedCell, IRunRecord } from './record';

/** A cell of the notebook as it is now, with what the run recorded of it. */
export interface IMatchedCell {
  now: ICodeCell;
  then: IRecordedCell;
}

/** How the code cells now relate to those of a recorded run. Cells that are and were blank do not count. */
export interface ICellMatch {
  /** In the order of the notebook now. */
  pairs: IMatchedCell[];
  added: ICodeCell[];
  removed: IRecordedCell[];
}

const blank = digestSource('');

/**
 * Finds the cells of a run in the notebook: by cell id when every code cell has
 * one of its own on both sides, else by their place among the code cells.
 */
export function matchCells(
  record: IRunRecord,
  notebook: INotebook
): ICellMatch {
  const now = notebook.cells
    .map((cell, index) => ({ index, cell }))
    .filter(({ cell }) => cell.type === 'code');
  const then = record.cells;
  return haveIds(now.map(({ cell }) => cell.id)) &&
    haveIds(then.map(({ id }) => id))
    ? byId(then, now)
    : byPlace(
        then.filter(cell => !wasBlank(cell)),
        now.filter(code => !isBlank(code))
      );
}

/** Where a cell of the run stands now; at the same index when it cannot be found. */
export function cellNow(
  record: IRunRecord,
  notebook: INotebook,
  index: number
): number {
  const pair = matchCells(record, notebook).pairs.find(
    ({ then }) => then.index === index
  );
  return pair ? pair.now.index : index;
}

function byId(then: IRecordedCell[], now: ICodeCell[]): ICellMatch {
  const recorded = new Map(then.map(cell => [cell.id, cell]));
  const present = new Set(now.map(({ cell }) => cell.id));
  const pairs = now.flatMap(code => {
    const cell = recorded.get(code.cell.id);
    return cell ? [{ now: code, then: cell }] : [];
  });
  return {
    pairs: pairs.filter(pair => !(isBlank(pair.now) && wasBlank(pair.then))),
    added: now.filter(code => !recorded.has(code.cell.id) && !isBlank(code)),
    removed: then.filter(cell => !present.has(cell.id) && !wasBlank(cell))
  };
}

function byPlace(then: IRecordedCell[], now: ICodeCell[]): ICellMatch {
  const shared = Math.min(now.length, then.length);
  return {
    pairs: now
      .slice(0, shared)
      .map((code, place) => ({ now: code, then: then[place] })),
    added: now.slice(shared),
    removed: then.slice(shared)
  };
}

function haveIds(ids: (string | null)[]): boolean {
  return !ids.includes(null) && new Set(ids).size === ids.length;
}

function isBlank({ cell }: ICodeCell): boolean {
  return cell.source.trim() === '';
}

function wasBlank({ source }: IRecordedCell): boolean {
  return source === blank;
}
