import { apart, count, joined, match, shareOf } from '../match';
import type { IContext, IMatch } from '../match';
import type { IElement } from '../markup';
import { compareOrder } from '../text/order';
import { compareTokens, tokenize } from '../text/tokens';
import { isFormula } from './latex';
import type { IMaskedPair } from '../text/mask';

/** Text of the cells, row by row; places that a cell with text spans hold `SPANNED`. */
export type Grid = string[][];

/** Stands where a cell with text reaches. */
export const SPANNED = '\uE004';

const MAX_CELLS = 200_000;

/** The cells of a table without its layout, each with the text that `textOf` gives. */
export function gridOf(
  table: IElement,
  textOf: (cell: IElement) => string
): Grid {
  const grid: Grid = [];
  let cells = 0;
  rowsOf(table).forEach((row, y) => {
    grid[y] ??= [];
    let x = 0;
    for (const cell of row.children) {
      if (typeof cell === 'string' || !/^t[dh]$/.test(cell.tag)) {
        continue;
      }
      while (grid[y][x] !== undefined) {
        x++;
      }
      const width = span(cell.attributes.colspan);
      const height = span(cell.attributes.rowspan);
      const text = textOf(cell);
      const spanned = text === '' ? '' : SPANNED;
      for (let dy = 0; dy < height && cells < MAX_CELLS; dy++) {
        for (let dx = 0; dx < width; dx++, cells++) {
          (grid[y + dy] ??= [])[x + dx] = dx + dy === 0 ? text : spanned;
        }
      }
      x += width;
    }
  });
  return grid.map(row => Array.from(row, cell => cell ?? ''));
}

/** The rows of a table, those in its head, body and foot among them. */
export function rowsOf(table: IElement): IElement[] {
  let rows: IElement[] = [];
  for (const child of table.children) {
    if (typeof child === 'string') {
      continue;
    }
    if (child.tag === 'tr') {
      rows.push(child);
    } else if (/^t(?:head|body|foot)$/.test(child.tag)) {
      rows = rows.concat(rowsOf(child));
    }
  }
  return rows;
}

function span(value: string | undefined): number {
  return Math.min(Math.max(Number.parseInt(value ?? '1', 10) || 1, 1), 1000);
}

/** The text of a table, one row in a line, cells separated by tabs. */
export function gridText(grid: Grid): string {
  return grid.map(row => row.join('\t')).join('\n');
}

/**
 * Compares two tables, given as the texts of `gridText` after masking: same
 * shape, and cell by cell as text.
 */
export function compareGrids(
  { old, now }: Pick<IMaskedPair, 'old' | 'now'>,
  context: IContext
): IMatch {
  if (old === now) {
    return match('equivalent', 'appearance', 'Same table, other markup');
  }
  const a = old.split('\n').map(row => row.split('\t'));
  const b = now.split('\n').map(row => row.split('\t'));
  if (shape(a) !== shape(b)) {
    return match(
      'different',
      'value',
      'Table has another shape',
      `${size(a)} before, now ${size(b)}`
    );
  }
  return compareCells(a, b, context);
}

function compareCells(a: Grid, b: Grid, context: IContext): IMatch {
  const { tolerance } = context.rules;
  let cells = 0;
  let changed = 0;
  let close = 0;
  let spelled = 0;
  let reordered = 0;
  let words = 0;
  let numbers = 0;
  let deviation = 0;
  a.forEach((row, y) =>
    row.forEach((cell, x) => {
      cells++;
      if (cell === b[y][x]) {
        return;
      }
      const found = compareTokens(
        tokenize(cell),
        tokenize(b[y][x]),
        tolerance,
        /version/i.test(a[0][x] ?? '') || /version/i.test(row[0])
      );
      if (found.verdict !== 'different' && quoted(cell) !== quoted(b[y][x])) {
        changed++;
        words++;
        return;
      }
      if (
        found.verdict === 'different' &&
        cell.includes('{') &&
        !isFormula(cell) &&
        compareOrder(cell, b[y][x], context)?.verdict === 'reordered'
      ) {
        reordered++;
        return;
      }
      changed += found.verdict === 'different' ? 1 : 0;
      close += found.verdict === 'close' ? 1 : 0;
      // 2.1 and 2.10 are equal numbers, but not if they count something else.
      spelled += numbersOf(cell) !== numbersOf(b[y][x]) ? 1 : 0;
      words += found.words ? 1 : 0;
      numbers += found.changed + found.close;
      deviation = Math.max(deviation, found.deviation);
    })
  );
  if (changed === 0 && reordered > 0) {
    return match(
      'reordered',
      'order',
      'Printed in another order',
      `in ${count(reordered, 'table cell')}`
    );
  }
  if (changed === 0) {
    return close > 0
      ? {
          ...match(
            'close',
            'value',
            'Numbers are close',
            apart(deviation, numbers)
          ),
          deviation
        }
      : spelled > 0
        ? match(
            'close',
            'appearance',
            'Numbers are written in another way',
            `in ${count(spelled, 'table cell')}`
          )
        : match('equivalent', 'appearance', 'Same table, other spelling');
  }
  const share = shareOf(changed, cells, 'table cell');
  if (sorted(a) === sorted(b)) {
    return match(
      'different',
      'order',
      'Rows in another order',
      `${changed} of ${count(cells, 'table cell')}`
    );
  }
  return words > 0
    ? match('different', 'value', 'Table differs', joined(...share))
    : {
        ...match(
          'different',
          'value',
          'Numbers differ',
          joined(...share, apart(deviation, numbers))
        ),
        deviation
      };
}

/** Texts in quotes: all signs count in them. */
function quoted(text: string): string {
  const quotes = /(?<!\w)(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?!\w)/g;
  return text.match(quotes)?.join('\n') ?? '';
}

function numbersOf(text: string): string {
  return tokenize(text)
    .filter(token => token.isNumber)
    .map(token => token.text)
    .join(' ');
}

function sorted(grid: Grid): string {
  return grid
    .map(row => row.join('\t'))
    .sort()
    .join('\n');
}

function shape(grid: Grid): string {
  return grid.map(row => row.length).join(' ');
}

function size(grid: Grid): string {
  const columns = grid.reduce((most, row) => Math.max(most, row.length), 0);
  return `${grid.length} × ${columns} cells`;
}
