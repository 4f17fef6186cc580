import { Engine } from '../engine';
import type { INotebook } from '../notebook/facts';
import { MemoryHost } from '../project/__tests__/memory-host';

function notebookOf(...sources: string[]): INotebook {
  return {
    path: 'nb.ipynb',
    language: 'python',
    kernelName: null,
    cells: sources.map(source => ({
      id: null,
      type: 'code',
      source,
      executionCount: null,
      tags: [],
      outputs: [],
      ranSource: null
    }))
  };
}

/** Names that are missing, with the files beside the notebook. */
async function missing(
  engine: Engine,
  files: { [path: string]: string },
  look: boolean,
  ...sources: string[]
): Promise<string[]> {
  const host = new MemoryHost({ 'nb.ipynb': '{}', ...files });
  const request = { notebook: notebookOf(...sources), run: null, look };
  const { report } = await engine.report(request, host);
  return report.findings
    .filter(({ rule }) => rule === 'undefined-name')
    .flatMap(({ names }) => names);
}

describe('a star import from a module beside the notebook', () => {
  const cells = ['from helper import *', 'load(), plot()'];

  it('gives the names that the module defines, and no others', async () => {
    const files = { 'helper.py': 'def load(): pass\n' };
    expect(await missing(new Engine(), files, false, ...cells)).toEqual([
      'plot'
    ]);
  });

  it('may give any name where the module cannot be told', async () => {
    expect(await missing(new Engine(), {}, false, ...cells)).toEqual([]);
    const files = { 'helper.py': 'from other import *\n' };
    expect(await missing(new Engine(), files, false, ...cells)).toEqual([]);
  });

  it('is looked at again when the module changed, and when it is first imported', async () => {
    const engine = new Engine();
    const before = { 'helper.py': 'def load(): pass\n' };
    const after = { 'helper.py': 'def load(): pass\nplot = print\n' };
    expect(await missing(engine, before, false, 'x = 1')).toEqual([]);
    expect(await missing(engine, before, false, ...cells)).toEqual(['plot']);
    expect(await missing(engine, after, true, ...cells)).toEqual([]);
  });
});
