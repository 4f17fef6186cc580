import type { ICell, INotebook } from './facts';

/** A code cell that holds something to run, with its index in the notebook. */
export interface ICodeCell {
  index: number;
  cell: ICell;
}

/** The code cells whose source is not blank, in document order. */
export function codeCells(notebook: INotebook): ICodeCell[] {
  const found: ICodeCell[] = [];
  notebook.cells.forEach((cell, index) => {
    if (cell.type === 'code' && cell.source.trim() !== '') {
      found.push({ index, cell });
    }
  });
  return found;
}

/** The tag by which nbconvert, nbclient and JupyterLab expect a cell to fail. */
export function mayRaise(cell: ICell): boolean {
  return cell.tags.includes('raises-exception');
}

/** "cell 4", or "cells 4, 7 and 9": counted from 1, as people do. */
export function nameCells(indices: number[]): string {
  return (
    (indices.length === 1 ? 'cell ' : 'cells ') +
    joinWords(indices.map(index => String(index + 1)))
  );
}

/** "a", "a and b", "a, b and c". */
export function joinWords(words: string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}
