import type { ICellSummary } from '../python';
import type { INotebook } from './facts';
import type { IFinding } from './finding';
import { hiddenFindings, kernelOnly } from './hidden';
import { changesOf, type IPrediction } from './predict';
import { runStale, staleCells, staleReplay } from './stale';
import { hasLog } from './session';

/**
 * What the session behind a notebook says of its outputs: stale cells, state that only the kernel has, and outputs
 * that a clean run would change. One finding for each cell and cause, the strongest; sorted by cell, those on the whole
 * notebook first.
 *
 * @param summarise - `summariseCell` of `core/python`.
 *
 * #### Notes
 * What another rule says is not said again: that a cell was edited (`edited-since-run`), that a name is missing
 * (`undefined-name`). Without a log and without counts there is nothing to tell. Other languages than Python get what
 * the log alone says.
 */
export function stateFindings(
  notebook: INotebook,
  summarise: (source: string) => ICellSummary
): IFinding[] {
  const run = staleReplay(notebook, summarise);
  const fix = run && hasLog(notebook) ? runStale(notebook, run) : null;
  const changes = run ? changesOf(notebook, run) : [];
  const found = [
    ...(run ? kernelOnly(notebook, summarise, run) : []),
    ...(run ? hiddenFindings(notebook, summarise, run) : []),
    ...changes
      .filter(({ prediction }) => !isSaidElsewhere(prediction))
      .map(({ prediction, finding }) =>
        fix && prediction.cause !== 'error' && prediction.cause !== 'random'
          ? { ...finding, fix }
          : finding
      ),
    ...staleCells(notebook, run)
  ];
  const told = new Set<string>();
  return found
    .filter(({ rule, cell, names }) => {
      const missing = rule === 'kernel-only' || rule === 'hidden-state';
      const key = missing
        ? `missing ${names.join()}`
        : `changed ${cell?.index ?? rule}`;
      const isNew = !told.has(key);
      told.add(key);
      return isNew;
    })
    .sort((a, b) => (a.cell?.index ?? -1) - (b.cell?.index ?? -1));
}

/** Edits and missing names have rules of their own. */
function isSaidElsewhere({ cause, stops, names }: IPrediction): boolean {
  return stops ? names.length > 0 : cause === 'edited';
}
