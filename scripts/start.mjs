/*
 * `npm start`: JupyterLab with the extension, in examples/. What follows `--` goes to `jupyter lab`:
 * npm start -- --no-browser --port 9999
 */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, duration, fail, run } from './process.mjs';
import { venv, venvEnvironment } from './python.mjs';
import { setUp } from './setup.mjs';

const begin = Date.now();
try {
  await setUp();
} catch (error) {
  fail(error);
}

const folder = path.join(ROOT, 'examples');
fs.mkdirSync(folder, { recursive: true });
process.stdout.write(
  `Starting JupyterLab after ${duration(Date.now() - begin)}; Ctrl+C twice ends it\n`
);
const isRoot = process.getuid?.() === 0;
const args = [
  '-m',
  'jupyterlab',
  `--ServerApp.root_dir=${folder}`,
  ...(isRoot ? ['--allow-root'] : []),
  ...process.argv.slice(2)
];
// Ctrl+C reaches JupyterLab too, which asks before it ends.
process.on('SIGINT', () => {});
process.exitCode = await run(venv('python'), args, {
  cwd: folder,
  env: venvEnvironment()
});
