/** Tables with more cells are left unmarked. */
const MAX_CELLS = 20_000;

/**
 * Marks the cells that differ between tables of one shape in two elements, now and whenever what is rendered in them
 * changes: renderers fill their elements later.
 * @returns ends the watching
 */
export function markTables(left: Element, right: Element): () => void {
  const mark = () => {
    const old = left.querySelectorAll('table');
    const now = right.querySelectorAll('table');
    for (let i = 0; i < Math.min(old.length, now.length); i++) {
      markPair(old[i], now[i]);
    }
  };
  mark();
  const observer = new MutationObserver(mark);
  for (const node of [left, right]) {
    observer.observe(node, { childList: true, subtree: true });
  }
  return () => observer.disconnect();
}

function markPair(old: HTMLTableElement, now: HTMLTableElement): void {
  const a = [...old.rows];
  const b = [...now.rows];
  const sameShape =
    a.length === b.length &&
    a.every((row, i) => row.cells.length === b[i].cells.length);
  const size = a.reduce((sum, row) => sum + row.cells.length, 0);
  if (!sameShape || size > MAX_CELLS) {
    return;
  }
  a.forEach((row, i) => {
    [...row.cells].forEach((cell, j) => {
      const other = b[i].cells[j];
      const differs = !same(textIn(cell), textIn(other));
      cell.classList.toggle('jp-mod-differs', differs);
      other.classList.toggle('jp-mod-differs', differs);
    });
  });
}

/** Equal text, or one number written in two ways. */
function same(a: string, b: string): boolean {
  return a === b || (a !== '' && b !== '' && Number(a) === Number(b));
}

function textIn(cell: Element): string {
  return (cell.textContent ?? '').trim();
}
