import type { INotebook } from '../notebook/facts';
import { complete, type Steps } from '../steps';
import { codeCells } from './notebook';
import { notebookFiles, readFiles } from './references/files';
import { notebookImports, readImports } from './references/imports';
import { notebookInstalls } from './references/installs';
import { traceHints, type ICellHint } from './references/trace';
import { checkNames, forgetRun } from './restart';
import type { ICodeAnalysis, ISurroundings } from './types';

export { isStandardLibrary } from './data/known';
export { readCell, type ICellCode } from './cell';
export { type ICellHint } from './references/trace';
export {
  fileImports,
  fileNames,
  type IModuleImport
} from './references/modules';
export { summariseCell, type ICellSummary, type INeed } from './summary';
export type * from './types';

/**
 * What the code of a notebook means, without running it: imports, files, install lines, and what would stop a restart.
 *
 * Keeps what it read by source, and the run of the notebook that its path names, so that after an edit it goes on from
 * the cell that is another. Never throws.
 */
export function analyseCode(
  notebook: INotebook,
  around: ISurroundings = {}
): ICodeAnalysis {
  return complete(analysisSteps(notebook, around));
}

/**
 * The same, with pauses: at least one after each cell that is read, and after each of its statements that is followed.
 */
export function* analysisSteps(
  notebook: INotebook,
  around: ISurroundings = {}
): Steps<ICodeAnalysis> {
  if (!isPython(notebook)) {
    return {
      understood: false,
      imports: [],
      files: [],
      installs: [],
      findings: [],
      hints: []
    };
  }
  const cells = yield* codeCells(notebook);
  for (const each of cells) {
    readImports(each);
    readFiles(each);
    yield;
  }
  const imports = notebookImports(cells);
  yield;
  const files = notebookFiles(cells);
  yield;
  const installs = notebookInstalls(cells);
  yield;
  const checked = yield* checkNames(notebook, cells, around);
  return { understood: true, imports, files, installs, ...checked };
}

/**
 * Why the outputs of code cells may differ from run to run, as their sources tell; for each cell, what it does itself
 * first. Empty lists for what is not Python. Never throws.
 */
export function hintsOf(
  cells: readonly { source: string; tags: string[] }[]
): ICellHint[][] {
  const path = '\0 a clean run';
  const { hints } = analyseCode({
    path,
    language: 'python',
    kernelName: null,
    cells: cells.map(({ source, tags }) => ({
      id: null,
      type: 'code',
      source,
      executionCount: null,
      tags,
      outputs: [],
      ranSource: null
    }))
  });
  forgetRun(path);
  return traceHints(
    cells.map(({ source }) => source),
    hints
  );
}

/** Forgets what is kept of a notebook so that an edit of it costs little. */
export function forgetCode(path: string): void {
  forgetRun(path);
}

/** A file that names no language is taken for Python, unless its kernel says otherwise. */
function isPython({ language, kernelName }: INotebook): boolean {
  return language === null
    ? kernelName === null || /py(?:thon|olite|odide)/i.test(kernelName)
    : /^i?python[23]?$/.test(language);
}
