import { codeCells, type ICodeCell } from './cells';
import type { INotebook } from './facts';
import type { IExecution } from './log';
import { isSameCode } from './same';

/** One execution behind the outputs of a notebook, as far as it is known. */
export interface IRun {
  /** Index of the cell, or null when it is gone or was no cell. */
  cell: number | null;
  source: string;
  /** Null when nobody knows. */
  failed: boolean | null;
  count: number | null;
  /** False for one that counts alone suggest. */
  isSeen: boolean;
}

/** What ran, oldest first, and which run left each cell's outputs. */
export interface ISession {
  runs: IRun[];
  /** Place in `runs` of the last run of each cell that ran, by its index. */
  last: Map<number, number>;
  /** Cells with a count that did not run in this kernel session. */
  older: number[];
  /** Nothing that ran can be missing. */
  isComplete: boolean;
}

/** True when something was seen to run in the kernel. */
export function hasLog({ log }: INotebook): boolean {
  return log !== undefined && log.executions.length > 0;
}

/**
 * What ran in the kernel session behind the notebook, from the log where there is one, else from the counts.
 */
export function readSession(notebook: INotebook): ISession {
  const cells = codeCells(notebook).filter(({ cell }) => !isSkipped(cell.tags));
  const { log } = notebook;
  if (!log || !hasLog(notebook)) {
    const runs = runsByCount(cells, Infinity);
    return finish(runs, [], false);
  }
  const cellOf = matchExecutions(log.executions, cells);
  const logged = log.executions.map((execution, place) =>
    runOf(execution, cellOf[place])
  );
  const seen = new Set(cellOf);
  const first = log.complete ? 0 : firstCount(logged);
  const before = log.complete ? [] : runsByCount(cells, first);
  const known = new Set([...seen, ...before.map(({ cell }) => cell)]);
  const older = cells
    .filter(
      ({ index, cell }) => cell.executionCount !== null && !known.has(index)
    )
    .map(({ index }) => index);
  return finish([...before, ...logged], older, log.complete);
}

/**
 * What ran in the kernel session before this one, of which only counts are left: the cells in `older` in the order of
 * their counts, and between them, where they stand, those that ran again since.
 */
export function readOlderSession(
  notebook: INotebook,
  older: number[]
): ISession {
  const left = new Set(older);
  const counts = new Map<number, number>();
  let next = Infinity;
  for (const { index, cell } of codeCells(notebook).reverse()) {
    if (left.has(index)) {
      next = cell.executionCount ?? next;
      counts.set(index, next);
    } else if (cell.executionCount !== null) {
      counts.set(index, next - 0.5);
    }
  }
  const runs = codeCells(notebook)
    .filter(({ index }) => counts.has(index))
    .sort(
      (a, b) =>
        (counts.get(a.index) ?? 0) - (counts.get(b.index) ?? 0) ||
        a.index - b.index
    )
    .map(({ index, cell }) => storedRun({ index, cell }));
  return finish(runs, [], false);
}

/** The tags by which tools leave a cell out of a run. */
export function isSkipped(tags: string[]): boolean {
  return tags.includes('skip-execution');
}

function finish(runs: IRun[], older: number[], isComplete: boolean): ISession {
  const last = new Map<number, number>();
  runs.forEach(({ cell }, place) => {
    if (cell !== null) {
      last.set(cell, place);
    }
  });
  return { runs, last, older, isComplete };
}

function runOf(
  { source, outcome, count }: IExecution,
  cell: number | null
): IRun {
  const failed = outcome === 'ok' ? false : outcome === 'error' ? true : null;
  return { cell, source, failed, count, isSeen: true };
}

function firstCount(runs: IRun[]): number {
  const counts = runs.flatMap(({ count }) => count ?? []);
  return Math.min(...counts, Infinity);
}

/** Index of the cell of each execution: by id, by count, else by its text if one cell alone has it. */
function matchExecutions(
  executions: IExecution[],
  cells: ICodeCell[]
): (number | null)[] {
  const byId = new Map<string, number>();
  const byCount = new Map<number, ICodeCell[]>();
  for (const code of cells) {
    const { id, executionCount } = code.cell;
    if (id !== null) {
      byId.set(id, code.index);
    }
    if (executionCount !== null) {
      byCount.set(executionCount, [
        ...(byCount.get(executionCount) ?? []),
        code
      ]);
    }
  }
  const told = new Set(executions.map(({ cell }) => cell));
  return executions.map(({ cell, source, count, by }) => {
    if (cell !== null) {
      return byId.get(cell) ?? null;
    }
    const [counted, second] = byCount.get(count ?? -1) ?? [];
    if (counted && !second) {
      const { id, ranSource } = counted.cell;
      const unseen = id === null || !told.has(id);
      const same =
        isSameCode(source, counted.cell.source) ||
        (ranSource !== null && isSameCode(source, ranSource));
      if (same || (by === 'history' && unseen && isLike(source, counted))) {
        return counted.index;
      }
    }
    const alike = cells.filter(each => isSameCode(source, each.cell.source));
    return alike.length === 1 ? alike[0].index : null;
  });
}

/** True if one text may have been edited into the other: half of their words are the same. */
function isLike(source: string, { cell }: ICodeCell): boolean {
  const words = (text: string) => new Set(text.match(/\w+|[^\s\w]/g) ?? []);
  const a = words(source);
  const b = words(cell.source);
  const common = [...a].filter(word => b.has(word)).length;
  return 2 * common >= Math.min(a.size, b.size);
}

function storedRun({ index, cell }: ICodeCell): IRun {
  return {
    cell: index,
    source: cell.ranSource ?? cell.source,
    failed: cell.outputs.some(output => output.output_type === 'error'),
    count: cell.executionCount,
    isSeen: false
  };
}

/**
 * What counts below `end` tell: each cell's last run at its count. A count that no cell has any more was an earlier
 * run of a cell that ran again since: of the one that came next, in the order in which people run cells, or of the
 * one with the count that follows. Where neither can be, a cell was deleted.
 */
function runsByCount(cells: ICodeCell[], end: number): IRun[] {
  const at = new Map<number, ICodeCell[]>();
  let highest = 0;
  for (const code of cells) {
    const count = code.cell.executionCount;
    if (count !== null && count < end) {
      at.set(count, [...(at.get(count) ?? []), code]);
      highest = Math.max(highest, count);
    }
  }
  const span = Number.isFinite(end) ? end - 1 : highest;
  const runs: IRun[] = [];
  // Beyond this, most of the session is gone, and guesses say nothing.
  const guessing = span <= 4 * cells.length + 8;
  if (!guessing) {
    return [...at.entries()]
      .sort(([a], [b]) => a - b)
      .flatMap(([, codes]) => codes.map(storedRun));
  }
  const places = new Map(cells.map((code, k) => [code, k]));
  const first = new Set<number>();
  let place = -1;
  for (let count = 1; count <= span; count++) {
    const here = at.get(count);
    if (here) {
      here.forEach(code => runs.push(storedRun(code)));
      place = places.get(here[here.length - 1]) ?? -1;
      first.add(place);
      continue;
    }
    const next = cells[place + 1];
    const later = (next?.cell.executionCount ?? 0) > count;
    const guess = later && !first.has(place + 1) ? place + 1 : -1;
    if (guess >= 0) {
      runs.push({ ...storedRun(cells[guess]), failed: null, count });
      place = guess;
      first.add(guess);
    } else {
      const again = at.get(count + 1)?.[0];
      if (again && first.size > (places.get(again) ?? -1)) {
        runs.push({ ...storedRun(again), failed: null, count });
      }
    }
  }
  return runs;
}
