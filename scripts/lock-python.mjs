/*
 * `npm run lock:python`: write scripts/locks/dev.txt and uv.txt again from dev.in, for Python 3.10 and newer on every
 * platform, with hashes. Options go to uv: npm run lock:python -- --upgrade
 */
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, fail, quietly, step } from './process.mjs';
import { venv } from './python.mjs';

const compile = () =>
  quietly('lock-python', venv('uv'), [
    'pip',
    'compile',
    '--universal',
    '--python-version',
    '3.10',
    '--generate-hashes',
    ...process.argv.slice(2),
    'scripts/locks/dev.in',
    '-o',
    'scripts/locks/dev.txt'
  ]);

/** uv alone, so that pip can fetch it first and uv the rest. */
function splitOffUv() {
  const lock = path.join(ROOT, 'requirements', 'dev.txt');
  const [block] = /^uv==[^\n]*\\\n(?: +--hash=[^\n]*\n)+/m.exec(
    fs.readFileSync(lock, 'utf8')
  );
  fs.writeFileSync(
    path.join(ROOT, 'requirements', 'uv.txt'),
    `# Installs the rest quickly; written from dev.txt by \`npm run lock:python\`.\n${block}`
  );
}

try {
  await step('scripts/locks/dev.txt', compile);
  splitOffUv();
} catch (error) {
  fail(error);
}
