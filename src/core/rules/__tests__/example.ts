import { assess } from '../../ladder';
import type { IReport } from '../../ladder';
import { makeCell, makeProject, makeRun } from '../../ladder/__tests__/make';
import type { ICell, INotebook } from '../../notebook/facts';
import { analyseCode } from '../../python';
import type { IRuleOptions } from '..';
import type { IExample } from '../rule';

/** The notebook of an example, with what is known of its runs. */
export function notebookOf(example: IExample): INotebook {
  const { ran, kernelNames } = example;
  const cells = example.cells.map((cell, index): ICell => {
    const { source, count, prints, error, ranSource } = cell;
    return makeCell(source, {
      id: `cell-${index + 1}`,
      executionCount: count ?? null,
      outputs: [
        ...(prints
          ? [{ output_type: 'stream', name: 'stdout', text: prints }]
          : []),
        ...(error ? [{ output_type: 'error', ...error, traceback: [] }] : [])
      ],
      ranSource: ranSource ?? null
    });
  });
  const notebook: INotebook = {
    path: 'example.ipynb',
    language: 'python',
    kernelName: 'python3',
    cells
  };
  if (ran) {
    notebook.log = {
      session: 'example',
      complete: true,
      executions: ran.map((run, place) => ({
        cell: run.cell === undefined ? 'deleted' : cells[run.cell].id,
        source: run.source ?? cells[run.cell ?? -1].source,
        count: place + 1,
        outcome: 'ok',
        by: 'here'
      }))
    };
  }
  if (kernelNames) {
    notebook.kernelNames = kernelNames.map(name => ({ name, type: 'int' }));
  }
  return notebook;
}

/** The report on a notebook, as a host would get it. */
export function reportOn(
  notebook: INotebook,
  options: IRuleOptions = {},
  stoppedAt?: number
): IReport {
  const code = analyseCode(notebook, { provided: options.providedNames });
  const failed =
    stoppedAt === undefined
      ? null
      : { cell: stoppedAt, ename: 'ZeroDivisionError', evalue: '' };
  const run =
    failed &&
    makeRun(
      notebook,
      { verdict: 'failed', reason: null, counts: {}, cells: [] },
      { failed }
    );
  return assess({ notebook, code, project: makeProject(3), run, options });
}

/** A Python notebook of these sources that never ran. */
export function sources(...cells: (string | ICell)[]): INotebook {
  return {
    path: 'sources.ipynb',
    language: 'python',
    kernelName: 'python3',
    cells: cells.map(cell => (typeof cell === 'string' ? makeCell(cell) : cell))
  };
}
