import type { ICellSummary } from '../python';
import { complete, type Steps } from '../steps';
import type { INotebook } from './facts';
import type { IFinding } from './finding';
import { hiddenFindings, kernelOnly } from './hidden';
import { isPython } from './language';
import { changesOf, type IPrediction } from './predict';
import { replaySteps } from './replay';
import { runStale, staleCells } from './stale';
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
  return complete(stateSteps(notebook, summarise));
}

/** The same, with a pause after each cell that is followed. */
export function* stateSteps(
  notebook: INotebook,
  summarise: (source: string) => ICellSummary
): Steps<IFinding[]> {
  const run =
    isPython(notebook) && hasRun(notebook)
      ? yield* replaySteps(notebook, summarise)
      : null;
  const fix = run && hasLog(notebook) ? runStale(notebook, run) : null;
  yield;
  const changes = run ? yield* changesOf(notebook, run) : [];
  const hidden = run ? hiddenFindings(notebook, summarise, run) : [];
  yield;
  const found = [
    ...(run ? kernelOnly(notebook, summarise, run) : []),
    ...hidden,
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

/** Whether there is anything to hold a run from the top against. */
function hasRun(notebook: INotebook): boolean {
  return (
    hasLog(notebook) ||
    notebook.kernelNames !== undefined ||
    notebook.cells.some(({ executionCount }) => executionCount !== null)
  );
}

/** Edits and missing names have rules of their own. */
function isSaidElsewhere({ cause, stops, names }: IPrediction): boolean {
  return stops ? names.length > 0 : cause === 'edited';
}
