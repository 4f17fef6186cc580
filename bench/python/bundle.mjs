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

/**
 * Bundle the core for `speed.mjs`: a module for Node, or a script for a web worker that measures.
 *
 * @returns the path of the file.
 */
export async function bundleCore(platform, folder) {
  const core = name => JSON.stringify(join(root, 'src/core', name));
  const parts = `export { Engine } from ${core('engine.ts')};
export { analyseCode } from ${core('python/index.ts')};`;
  const worker = `import { Engine } from ${core('engine.ts')};
import { analyseCode } from ${core('python/index.ts')};
import { measure } from ${JSON.stringify(join(root, 'bench/python/measure.mjs'))};
onmessage = ({ data: { what, cells } }) =>
  measure({ Engine, analyseCode }, what, cells, null).then(postMessage);`;
  const outfile = join(folder, platform === 'node' ? 'core.mjs' : 'worker.js');
  await build({
    stdin: {
      contents: platform === 'node' ? parts : worker,
      resolveDir: root,
      loader: 'ts'
    },
    bundle: true,
    minify: true,
    format: platform === 'node' ? 'esm' : 'iife',
    // The browser's parts of the libraries run in Node, too.
    platform: 'browser',
    outfile,
    logLevel: 'error'
  });
  return outfile;
}
