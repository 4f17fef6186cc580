import type { INotebook } from '../notebook/facts';
import { checkNames, codeCells } from './notebook';
import { notebookFiles } from './references/files';
import { notebookImports } from './references/imports';
import { notebookInstalls } from './references/installs';
import type { ICodeAnalysis } from './types';

export { isStandardLibrary } from './data/known';
export { readCell, type ICellCode } from './cell';
export { summariseCell, type ICellSummary, type INeed } from './summary';
export type * from './types';

/**
 * What the code of a notebook means, without running it: imports, files, install lines, and what would stop a restart.
 *
 * Works on each cell's source alone and keeps what it read by source, so that an edit costs one cell. Never throws.
 */
export function analyseCode(notebook: INotebook): ICodeAnalysis {
  if (!isPython(notebook)) {
    return {
      understood: false,
      imports: [],
      files: [],
      installs: [],
      findings: []
    };
  }
  const cells = codeCells(notebook);
  return {
    understood: true,
    imports: notebookImports(cells),
    files: notebookFiles(cells),
    installs: notebookInstalls(cells),
    findings: checkNames(cells)
  };
}

/** A file that names no language is taken for Python, unless its kernel says otherwise. */
function isPython({ language, kernelName }: INotebook): boolean {
  return language === null
    ? kernelName === null || /py(?:thon|olite|odide)/i.test(kernelName)
    : /^i?python[23]?$/.test(language);
}
