import path from 'node:path';
import { codeCells, type ICell, type INotebook } from '../core/notebook';
import { isPython } from '../core/notebook/language';
import { hintsOf } from '../core/python';
import {
  compareNotebook,
  explainBySource,
  type ICellRun,
  type ICompareRules,
  type INotebookComparison,
  type RunOutcome
} from '../core/outputs';
import { applyPatterns } from './patterns';
import { readNotebook } from './reading';
import { renderComparison } from './render-comparison';
import { Status } from './status';
import type { ITerminal } from './terminal';

/** What a person asks of `compare`. */
export interface ICompareOptions {
  json: boolean;
  rules: ICompareRules;
}

/** Compares the outputs of two files of one notebook, and resolves with the exit status. */
export async function compare(
  [oldPath, newPath]: string[],
  { json, rules }: ICompareOptions,
  terminal: ITerminal
): Promise<Status> {
  const notebooks: INotebook[] = [];
  for (const named of [oldPath, newPath]) {
    const answer = await readNotebook(
      path.resolve(terminal.folder, named),
      named
    );
    if ('problem' in answer) {
      terminal.err(`${named}: ${answer.problem}\n`);
      return Status.CouldNotLook;
    }
    notebooks.push(answer.notebook);
  }
  const { cells, left } = pairCells(notebooks[0], notebooks[1]);
  if (left > 0) {
    terminal.err(
      `${oldPath}: ${left} of its cells with outputs ${left === 1 ? 'is' : 'are'} not in ${newPath}, or changed there, and not compared.\n`
    );
  }
  const comparison = allowFor(
    left,
    explainBySource(
      compareNotebook(applyPatterns(cells, rules), rules),
      cells,
      isPython(notebooks[1]) ? hintsOf(cells) : []
    )
  );
  terminal.out(
    json
      ? `${JSON.stringify(comparison, null, 2)}\n`
      : renderComparison(comparison, newPath, terminal)
  );
  return statusOf(comparison);
}

/** Stored outputs that nothing was compared with are at least a remark. */
function allowFor(
  left: number,
  comparison: INotebookComparison
): INotebookComparison {
  return left > 0 && comparison.verdict === 'verified'
    ? { ...comparison, verdict: 'remarks' }
    : comparison;
}

function statusOf({ verdict }: INotebookComparison): Status {
  switch (verdict) {
    case 'verified':
    case 'remarks':
      return Status.Fine;
    case 'could-not-verify':
      return Status.CouldNotLook;
    default:
      return Status.Found;
  }
}

/**
 * The new notebook's code cells as a run, each with the outputs of the old cell that has its source: the one of the
 * same id, else the first in order. `left` counts old cells with outputs that none was compared with.
 */
export function pairCells(
  before: INotebook,
  after: INotebook
): { cells: ICellRun[]; left: number } {
  const unused = codeCells(before).map(({ cell }) => cell);
  const take = (test: (cell: ICell) => boolean): ICell | null => {
    const at = unused.findIndex(test);
    return at < 0 ? null : unused.splice(at, 1)[0];
  };
  const found = new Map<ICell, ICell | null>();
  const now = codeCells(after);
  // Some programs store no counts at all.
  const counted = now.some(({ cell }) => cell.executionCount !== null);
  for (const { cell } of now) {
    if (cell.id !== null) {
      found.set(
        cell,
        take(({ id, source }) => id === cell.id && source === cell.source)
      );
    }
  }
  const cells = now.map(({ index, cell }): ICellRun => {
    const old = found.get(cell) ?? take(({ source }) => source === cell.source);
    return {
      index,
      id: cell.id,
      tags: cell.tags,
      source: cell.source,
      outcome: outcomeOf(cell, counted && old?.outputs.length === 0),
      old: old && hasRun(old) ? old.outputs : null,
      new: cell.outputs,
      ...(cell.ranAt === undefined ? {} : { started: cell.ranAt })
    };
  });
  return { cells, left: unused.filter(cell => cell.outputs.length > 0).length };
}

/** Whether a cell has anything to show for it; one without a count and outputs is no baseline. */
function hasRun({ executionCount, outputs }: ICell): boolean {
  return executionCount !== null || outputs.length > 0;
}

/**
 * How a cell ran, as far as its outputs tell.
 *
 * @param silent - It has no count where others do, and had no outputs before: then it was not run.
 */
function outcomeOf(cell: ICell, silent: boolean): RunOutcome {
  const error = cell.outputs
    .filter(output => output.output_type === 'error')
    .pop();
  if (error) {
    return {
      status: 'error',
      ename: String(error.ename ?? 'Error'),
      evalue: String(error.evalue ?? '')
    };
  }
  if (cell.source.trim() === '') {
    return { status: 'not-run', reason: 'blank' };
  }
  return silent && !hasRun(cell)
    ? { status: 'not-run', reason: 'skipped' }
    : { status: 'ok' };
}
