/**
 * Bundles the comparer for the scripts of this folder, which run in plain Node.
 */
import { build } from 'esbuild';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

const ENTRY = `
export * from './src/core/outputs';
export { pairCells } from './src/cli/compare';
export { parseNotebook } from './src/core/notebook';
`;

/** Load `src/core/outputs`, and what the command line adds to it. */
export async function loadComparer() {
  const outfile = join(mkdtempSync(join(tmpdir(), 'outputs-bench-')), 'a.mjs');
  await build({
    stdin: { contents: ENTRY, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    logLevel: 'error'
  });
  return import(pathToFileURL(outfile).href);
}
