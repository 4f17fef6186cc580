type Cell = HTMLTableCellElement;
type Text = (cell: Cell) => string;

/** Places of a table: spans are written out, up to so many. */
const MAX_PLACES = 60_000;

/** What belongs together in two tables of different shape. */
export interface IAligned {
  pairs: [Cell, Cell][];
  /** Cells in rows or columns that only one side has. */
  alone: Set<Cell>;
}

/** Places in a list on both sides; null where one side has none. */
type Matched = [number | null, number | null][];

interface IGrid {
  /** Rows of places: a cell that spans several stands in each. */
  head: Cell[][];
  body: Cell[][];
  /** Leading columns that name the rows. */
  names: number;
}

/**
 * Holds two tables together by the labels of their rows (leading `th`) and columns (the head). Labels that occur twice
 * tell nothing, unless both sides have the same list of them; nor do rows without labels, unless there are as many.
 * @returns null when nothing tells which cells belong together
 */
export function alignTables(
  old: HTMLTableElement,
  now: HTMLTableElement,
  textOf: Text
): IAligned | null {
  const a = gridOf(old);
  const b = gridOf(now);
  if (a === null || b === null || a.names !== b.names) {
    return null;
  }
  const rows = match(rowLabels(a, textOf), rowLabels(b, textOf));
  const columns = match(columnLabels(a, textOf), columnLabels(b, textOf));
  if (rows === null || columns === null) {
    return null;
  }
  const names: Matched = Array.from({ length: a.names }, (_, i) => [i, i]);
  const shifted = columns.map(([x, y]): [number | null, number | null] => [
    x === null ? null : x + a.names,
    y === null ? null : y + b.names
  ]);
  return collect(a, b, rows, [...names, ...shifted]);
}

function collect(a: IGrid, b: IGrid, rows: Matched, columns: Matched) {
  const pairs: [Cell, Cell][] = [];
  const alone = new Set<Cell>();
  const together = new Set<Cell>();
  const put = (left: Cell | undefined, right: Cell | undefined) => {
    if (left && right) {
      pairs.push([left, right]);
      together.add(left).add(right);
    } else if (left ?? right) {
      alone.add((left ?? right)!);
    }
  };
  const heads = Math.max(a.head.length, b.head.length);
  for (const [x, y] of columns) {
    for (let i = 0; i < heads; i++) {
      // Heads of another height have no rows that belong together; their labels are equal.
      if (a.head.length === b.head.length || x === null || y === null) {
        put(at(a.head, i, x), at(b.head, i, y));
      }
    }
    for (const [i, j] of rows) {
      put(at(a.body, i, x), at(b.body, j, y));
    }
  }
  // What spans a column that both sides have is on both sides.
  together.forEach(cell => alone.delete(cell));
  return { pairs, alone };
}

function at(rows: Cell[][], y: number | null, x: number | null) {
  return y === null || x === null ? undefined : rows[y]?.[x];
}

/** By position where the lists are equal or nothing has a label; else by labels that are unique. */
function match(old: string[], now: string[]): Matched | null {
  const equal = old.length === now.length && old.every((x, i) => x === now[i]);
  if (equal) {
    return old.map((_, i) => [i, i]);
  }
  const places = new Map(now.map((label, i) => [label, i]));
  const known = new Set(old);
  const unique = known.size === old.length && places.size === now.length;
  const common = old.some(label => places.has(label));
  if (!unique || !common || known.has('') || places.has('')) {
    return null;
  }
  return [
    ...old.map((label, i): [number, number | null] => [
      i,
      places.get(label) ?? null
    ]),
    ...now.flatMap((label, i): Matched => (known.has(label) ? [] : [[null, i]]))
  ];
}

/** Of each row of the body; empty where the table names none. */
function rowLabels({ body, names }: IGrid, textOf: Text): string[] {
  return body.map(row => labelOf(row.slice(0, names), textOf));
}

/** Of each column beside those that name the rows. */
function columnLabels({ head, body, names }: IGrid, textOf: Text): string[] {
  const width = [...head, ...body].reduce(
    (most, row) => Math.max(most, row.length),
    0
  );
  return Array.from({ length: Math.max(0, width - names) }, (_, i) =>
    labelOf(
      head.flatMap(row => row[i + names] ?? []),
      textOf
    )
  );
}

/** Texts of cells as one; a cell that spans several counts once. */
function labelOf(cells: Cell[], textOf: Text): string {
  return [...new Set(cells)].map(textOf).filter(Boolean).join('\n');
}

/** Null when it is too large, or has holes. */
function gridOf(table: HTMLTableElement): IGrid | null {
  const rows: Cell[][] = [...table.rows].map(() => []);
  let left = MAX_PLACES;
  for (const [y, row] of [...table.rows].entries()) {
    let x = 0;
    for (const cell of row.cells) {
      while (rows[y][x]) {
        x++;
      }
      const height = Math.min(cell.rowSpan || 1, rows.length - y);
      left -= height * cell.colSpan;
      if (left < 0) {
        return null;
      }
      for (let i = 0; i < height * cell.colSpan; i++) {
        rows[y + Math.floor(i / cell.colSpan)][x + (i % cell.colSpan)] = cell;
      }
    }
  }
  if (rows.some(row => Array.from(row).includes(undefined as never))) {
    return null;
  }
  const heads = [...table.rows].findIndex(row => !isHead(row));
  const head = rows.slice(0, heads < 0 ? rows.length : heads);
  const body = rows.slice(head.length);
  return { head, body, names: namesIn(body) };
}

function isHead(row: HTMLTableRowElement): boolean {
  return (
    row.parentElement?.tagName === 'THEAD' ||
    (row.cells.length > 0 &&
      [...row.cells].every(cell => cell.tagName === 'TH'))
  );
}

/** How many leading columns are labels in all rows. */
function namesIn(body: Cell[][]): number {
  const leading = body.map(row => {
    const end = row.findIndex(cell => cell.tagName !== 'TH');
    return end < 0 ? row.length : end;
  });
  return leading.length === 0 ? 0 : Math.min(...leading);
}
