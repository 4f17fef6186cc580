import type { CodeCell, ICodeCellModel } from '@jupyterlab/cells';
import type { Notebook } from '@jupyterlab/notebook';
import { JSONExt, type ReadonlyPartialJSONValue } from '@lumino/coreutils';
import { digestSource } from '../core/digest';
import type { IKeptCell } from './baseline';
import { matchCells, type IKnownCell } from './matching';
import type { ICleanRunCell } from './runner';
import { outputsOf, writable, writeCell, type ICellContent } from './snapshot';

/** Which cells: all, or the one with that index (as kept). */
export type Which = 'all' | number;

/** What became of putting outputs into a notebook; indices as kept. */
export interface IApplied {
  /** Cells that hold the outputs now. */
  done: number[];
  /** Cells that the notebook no longer has. */
  gone: number[];
  /** Cells whose source is another one than the outputs came from: left as they are. */
  changed: number[];
}

/**
 * Puts the outputs from before a run back, with count, trust flag and recorded
 * times. Doing it twice changes nothing.
 *
 * @param notebook - the notebook; its cells are found by id, else by index and
 * source
 */
export function restoreOutputs(
  notebook: Notebook,
  cells: readonly IKeptCell[],
  which: Which = 'all'
): IApplied {
  return apply(notebook, cells, which, cell => cell, false);
}

/**
 * Puts the outputs of a clean run into the notebook, but for cells that were
 * edited since: outputs of one source must not stand under another.
 */
export function applyOutputs(
  notebook: Notebook,
  cells: readonly ICleanRunCell[],
  which: Which = 'all'
): IApplied {
  const content = (cell: ICleanRunCell) =>
    cell.outcome.status === 'not-run' && cell.outcome.reason !== 'blank'
      ? null
      : {
          outputs: cell.new,
          executionCount: cell.executionCount,
          trusted: true,
          dirty: false,
          timing: null
        };
  return apply(notebook, cells, which, content, true);
}

function apply<T extends IKnownCell>(
  notebook: Notebook,
  cells: readonly T[],
  which: Which,
  content: (cell: T) => ICellContent | null,
  sameSource: boolean
): IApplied {
  const present = presentCells(notebook);
  const pairs = new Map(matchCells(cells, present));
  const applied: IApplied = { done: [], gone: [], changed: [] };
  cells.forEach((cell, position) => {
    const wanted = which === 'all' || which === cell.index;
    const value = wanted ? content(cell) : null;
    if (value === null) {
      return;
    }
    const match = pairs.get(position);
    if (match === undefined) {
      applied.gone.push(cell.index);
      return;
    }
    const { model, index, source } = present[match];
    if (sameSource && digestSource(source) !== digestSource(cell.source)) {
      applied.changed.push(cell.index);
      return;
    }
    if (!holds(model, value)) {
      detach(notebook, index);
      writeCell(model, value);
    }
    applied.done.push(cell.index);
  });
  return applied;
}

function presentCells(
  notebook: Notebook
): (IKnownCell & { model: ICodeCellModel })[] {
  const present: (IKnownCell & { model: ICodeCellModel })[] = [];
  let index = 0;
  for (const cell of notebook.model?.cells ?? []) {
    if (cell.type === 'code') {
      present.push({
        index,
        id: cell.id,
        source: cell.sharedModel.getSource(),
        model: cell as ICodeCellModel
      });
    }
    index += 1;
  }
  return present;
}

/** Whether two JSON values are equal. */
export function same(one: unknown, other: unknown): boolean {
  return JSONExt.deepEqual(
    one as ReadonlyPartialJSONValue,
    other as ReadonlyPartialJSONValue
  );
}

function holds(cell: ICodeCellModel, content: ICellContent): boolean {
  return (
    cell.executionCount === content.executionCount &&
    cell.trusted === content.trusted &&
    cell.executionState !== 'running' &&
    (content.timing === undefined ||
      same(cell.getMetadata('execution') ?? null, content.timing)) &&
    same(writable(outputsOf(cell)), writable(content.outputs))
  );
}

/**
 * Ends what a cell still listens to: late output of its last execution would
 * be added to what is put there now.
 */
export function detach(notebook: Notebook, index: number): void {
  const widget = notebook.widgets[index];
  if (widget?.model.type === 'code') {
    const { outputArea } = widget as CodeCell;
    const future = outputArea?.future;
    if (future && !future.isDisposed) {
      future.dispose();
    }
  }
}
