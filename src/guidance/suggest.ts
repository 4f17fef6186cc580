import type { ICell } from '../core/notebook/facts';
import type { IFinding, IFix } from '../core/notebook/finding';
import { summariseCell } from '../core/python';

/**
 * The edit that would cure a finding that has none of its own, or null.
 *
 * #### Notes
 * A name that is used above the cell that defines it: that cell moves up, if it then still finds what it needs and no cell
 * that it passes would meet something else than before. What is defined in ways that cannot be read is never moved.
 */
export function suggestFix(finding: IFinding, cells: ICell[]): IFix | null {
  const { rule, cell, related, names } = finding;
  if (
    rule !== 'undefined-name' ||
    !cell ||
    related === undefined ||
    related <= cell.index
  ) {
    return null;
  }
  const moved = cells[related];
  const passed = cells
    .slice(cell.index, related)
    .filter(({ type }) => type === 'code');
  if (moved?.type !== 'code' || !canPass(moved, passed, names)) {
    return null;
  }
  return {
    kind: 'move-cell',
    label: `Move cell ${related + 1} above cell ${cell.index + 1}`,
    from: related,
    before: cell.index
  };
}

function canPass(moved: ICell, passed: ICell[], missing: string[]): boolean {
  const what = summariseCell(moved.source);
  if (!what.parsed || what.unknown.length > 0 || what.deletes.length > 0) {
    return false;
  }
  const wanted = new Set([
    ...what.needs.map(({ name }) => name),
    ...what.needsLater
  ]);
  const given = new Set(what.defines.map(({ name }) => name));
  if (!missing.every(name => given.has(name))) {
    return false;
  }
  const changed = new Set([...given, ...what.mutates.map(({ name }) => name)]);
  return passed.every(({ source }) => {
    const other = summariseCell(source);
    const gives = [
      ...other.defines.map(({ name }) => name),
      ...other.deletes,
      ...other.mutates.map(({ name }) => name)
    ];
    return (
      other.parsed &&
      other.unknown.length === 0 &&
      // What it needs is not made, changed or taken away on the way,
      gives.every(name => !wanted.has(name) && !given.has(name)) &&
      // and what it makes was met by none of them but as the missing name.
      other.needs.every(({ name }) => !changed.has(name) || given.has(name))
    );
  });
}
