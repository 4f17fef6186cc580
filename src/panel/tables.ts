import { alignTables } from './table-grid';

/** Tables with more cells are left unmarked. */
const MAX_CELLS = 20_000;

const DIFFERS = 'jp-mod-differs';

/**
 * Marks what differs between tables in two elements, now and whenever what is rendered in them changes: renderers fill
 * their elements later. Tables of one shape are held together cell by cell, others by the labels of their rows and
 * columns: then those that only one side has are marked as well.
 * @param onUnmarked told how many pairs of tables were left unmarked, because nothing says which cells belong together
 * @returns ends the watching
 */
export function markTables(
  left: Element,
  right: Element,
  onUnmarked: (tables: number) => void = () => {}
): () => void {
  const mark = () => {
    const old = tablesIn(left);
    const now = tablesIn(right);
    let unmarked = 0;
    for (let i = 0; i < Math.min(old.length, now.length); i++) {
      unmarked += markPair(old[i], now[i]) ? 0 : 1;
    }
    onUnmarked(unmarked);
  };
  mark();
  const observer = new MutationObserver(mark);
  for (const node of [left, right]) {
    observer.observe(node, { childList: true, subtree: true });
  }
  return () => observer.disconnect();
}

function tablesIn(element: Element): HTMLTableElement[] {
  return [...element.querySelectorAll('table')];
}

/** False when the tables were left as they are. */
function markPair(old: HTMLTableElement, now: HTMLTableElement): boolean {
  const a = [...old.rows];
  const b = [...now.rows];
  if (sizeOf(a) > MAX_CELLS || sizeOf(b) > MAX_CELLS) {
    return false;
  }
  const sameShape =
    a.length === b.length &&
    a.every((row, i) => row.cells.length === b[i].cells.length);
  if (!sameShape) {
    return markAligned(old, now);
  }
  a.forEach((row, i) => {
    [...row.cells].forEach((cell, j) => {
      const other = b[i].cells[j];
      const differs = !same(textIn(cell), textIn(other));
      cell.classList.toggle(DIFFERS, differs);
      other.classList.toggle(DIFFERS, differs);
    });
  });
  return true;
}

function markAligned(old: HTMLTableElement, now: HTMLTableElement): boolean {
  const cells = [...old.rows, ...now.rows].flatMap(row => [...row.cells]);
  cells.forEach(cell => cell.classList.remove(DIFFERS));
  const aligned = alignTables(old, now, textIn);
  if (aligned === null) {
    return false;
  }
  aligned.alone.forEach(cell => cell.classList.add(DIFFERS));
  for (const [a, b] of aligned.pairs) {
    if (!same(textIn(a), textIn(b))) {
      a.classList.add(DIFFERS);
      b.classList.add(DIFFERS);
    }
  }
  return true;
}

function sizeOf(rows: HTMLTableRowElement[]): number {
  return rows.reduce((sum, row) => sum + row.cells.length, 0);
}

/** Equal text, or one number written in two ways. */
function same(a: string, b: string): boolean {
  return a === b || (a !== '' && b !== '' && Number(a) === Number(b));
}

function textIn(cell: Element): string {
  return (cell.textContent ?? '').trim();
}
