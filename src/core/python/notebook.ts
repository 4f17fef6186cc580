import type { ICell, INotebook } from '../notebook/facts';
import type { Steps } from '../steps';
import { readCell, type ICellCode } from './cell';

/** A code cell of a notebook with its source read. */
export interface ICodeCell {
  index: number;
  cell: ICell;
  code: ICellCode;
}

/** The code cells of a notebook, read. */
export function* codeCells({ cells }: INotebook): Steps<ICodeCell[]> {
  const found: ICodeCell[] = [];
  for (const [index, cell] of cells.entries()) {
    if (cell.type === 'code') {
      found.push({ index, cell, code: readCell(cell.source) });
      yield;
    }
  }
  return found;
}
