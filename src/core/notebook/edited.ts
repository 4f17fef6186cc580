import { normaliseSource } from '../digest';
import { codeCells, type ICodeCell } from './cells';
import type { INotebook } from './facts';
import type { IFinding } from './finding';
import { isPython } from './language';
import { isSameCode } from './same';
import { hasLog, readSession } from './session';

/** Rule `edited-since-run`: cells whose code is not what last ran, as the host or the log saw it. */
export function editFindings(notebook: INotebook): IFinding[] {
  return editedCells(notebook).map(({ index, cell }) => ({
    rule: 'edited-since-run',
    severity: 'warning',
    tier: 'recorded',
    cell: { index, id: cell.id },
    names: [],
    message: 'Edited since it ran',
    ...(hasLog(notebook)
      ? {
          fix: { kind: 'run-cells', label: 'Run the cell', cells: [index] }
        }
      : {})
  }));
}

/** The cells that were edited since they ran; in Python, comments and white space do not count. */
export function editedCells(notebook: INotebook): ICodeCell[] {
  const same = isPython(notebook) ? isSameCode : isSameText;
  const ran = lastSources(notebook);
  return codeCells(notebook).filter(({ index, cell }) => {
    const source = cell.ranSource ?? ran.get(index);
    return source !== undefined && !same(source, cell.source);
  });
}

/** What the log says that each cell ran last. */
function lastSources(notebook: INotebook): Map<number, string> {
  const sources = new Map<number, string>();
  if (hasLog(notebook)) {
    for (const { cell, source, isSeen } of readSession(notebook).runs) {
      if (cell !== null && isSeen) {
        sources.set(cell, source);
      }
    }
  }
  return sources;
}

function isSameText(a: string, b: string): boolean {
  return normaliseSource(a) === normaliseSource(b);
}
