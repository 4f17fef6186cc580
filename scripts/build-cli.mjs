/*
 * Bundle src/cli into jupyterlab_reproducibility/cli.cjs, which needs nothing but Node.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT, digest } from './process.mjs';

export const CLI = path.join(ROOT, 'jupyterlab_reproducibility', 'cli.cjs');

/** What the bundle was made from, as its last line says. */
export function cliStamp() {
  return `// ${digest(['src/cli', 'src/core', 'package-lock.json'])}`;
}

/** Write the bundle. */
export async function buildCli() {
  const { build } = await import('esbuild');
  const { version } = JSON.parse(
    fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')
  );
  await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/cli/main.ts'],
    outfile: CLI,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'inline',
    logLevel: 'warning',
    define: { CLI_VERSION: JSON.stringify(version) },
    footer: { js: cliStamp() }
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildCli();
}
