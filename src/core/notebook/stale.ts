import type { ICellSummary } from '../python';
import { inputReasons, writersOf, type IReason } from './causes';
import { nameCells } from './cells';
import { editedCells } from './edited';
import type { INotebook } from './facts';
import type { IFinding, IFix } from './finding';
import { isPython } from './language';
import { replay, type IReplay, type IReplayed } from './replay';
import { hasLog, readSession } from './session';

/**
 * Cells whose results are not what they would be if every cell ran once from the top, by the log of this kernel
 * session: rules `stale-input`, `stale-downstream` and `older-session`. Empty without a log.
 *
 * @param summarise - `summariseCell` of `core/python`.
 *
 * #### Notes
 * A cell is stale if a name that it read is not what a run from the top would give it (the definition of staleness of
 * FlowBook). Cells that were edited themselves have a rule of their own, `edited-since-run`, for any language.
 */
export function staleFindings(
  notebook: INotebook,
  summarise: (source: string) => ICellSummary
): IFinding[] {
  return staleCells(
    notebook,
    isPython(notebook) ? replay(notebook, summarise) : null
  );
}

/** The same, from a replay that is at hand. */
export function staleCells(
  notebook: INotebook,
  run: IReplay | null
): IFinding[] {
  if (!hasLog(notebook)) {
    return [];
  }
  const fix = run && runStale(notebook, run);
  const stale = (run?.cells ?? []).flatMap(each => {
    const [reason] = each.now.error ? [] : reasonsFor(each, notebook);
    return reason ? [staleFinding(each, reason, fix)] : [];
  });
  return [...olderSession(notebook), ...stale];
}

function reasonsFor(each: IReplayed, notebook: INotebook): IReason[] {
  const { was } = each;
  return was && was.session.runs[was.place].isSeen
    ? inputReasons(each, was, notebook)
    : [];
}

function staleFinding(
  { code }: IReplayed,
  { cause, name, message, related }: IReason,
  fix: IFix | null
): IFinding {
  return {
    rule: cause === 'downstream' ? 'stale-downstream' : 'stale-input',
    severity: 'warning',
    tier: 'recorded',
    cell: { index: code.index, id: code.cell.id },
    names: [name],
    message: `Stale: ${message}`,
    ...(related === undefined ? {} : { related }),
    ...(fix ? { fix } : {})
  };
}

/**
 * Runs what is stale or edited, from the top: with it the cells that make what it reads, where that is not what it
 * was, as a cell that changes an object wants the object that was there before.
 */
export function runStale(notebook: INotebook, run: IReplay): IFix | null {
  const byIndex = new Map(run.cells.map(each => [each.code.index, each]));
  const chosen = new Set(editedCells(notebook).map(({ index }) => index));
  const open = [...chosen];
  const add = (index: number) => {
    if (!chosen.has(index) && byIndex.has(index)) {
      chosen.add(index);
      open.push(index);
    }
  };
  for (const each of run.cells) {
    if (reasonsFor(each, notebook).length > 0) {
      add(each.code.index);
    }
  }
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const each = byIndex.get(at);
    each?.now.names.forEach((read, name) => {
      const before = each.was?.trace.names.get(name);
      const changes = each.now.changed.has(name);
      if (changes || !before || before.term !== read.term) {
        writersOf(read).forEach(add);
      }
    });
  }
  const cells = [...chosen].sort((a, b) => a - b);
  return cells.length === 0 ||
    cells.some(index => byIndex.get(index)?.now.error)
    ? null
    : {
        kind: 'run-cells',
        label:
          cells.length <= 6
            ? `Run ${nameCells(cells)}`
            : `Run the ${cells.length} stale cells`,
        cells
      };
}

function olderSession(notebook: INotebook): IFinding[] {
  const { older } = readSession(notebook);
  if (older.length === 0) {
    return [];
  }
  const [first] = older;
  const one = older.length === 1;
  return [
    {
      rule: 'older-session',
      severity: 'note',
      tier: 'recorded',
      cell: one ? { index: first, id: notebook.cells[first].id } : null,
      names: [],
      message: one
        ? 'Ran in an older kernel session, not in this one'
        : `${older.length <= 6 ? nameCells(older).replace('c', 'C') : `${older.length} cells`} ran in an older kernel session, not in this one`
    }
  ];
}
