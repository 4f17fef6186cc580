/**
 * Bundles the analyser for the scripts of this folder, which run in plain Node.
 */
import { build } from 'esbuild';
import { mkdtempSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { fileURLToPath, pathToFileURL } from 'url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Load `src/core/python/index.ts`. */
export async function loadAnalyser() {
  const outfile = join(mkdtempSync(join(tmpdir(), 'python-bench-')), 'a.mjs');
  await build({
    entryPoints: [join(root, 'src/core/python/index.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    logLevel: 'error'
  });
  return import(pathToFileURL(outfile).href);
}

/** A notebook of code cells. */
export function notebookOf(sources) {
  return {
    path: 'bench.ipynb',
    language: 'python',
    kernelName: null,
    cells: sources.map((source, index) => ({
      id: `c${index}`,
      type: 'code',
      source,
      executionCount: null,
      tags: [],
      outputs: [],
      ranSource: null
    }))
  };
}
