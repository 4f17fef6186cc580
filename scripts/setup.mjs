/*
 * From a fresh clone to a JupyterLab that has the extension. What is up to date is left alone, so that the second
 * time takes a second. Everything lands inside the clone: `.venv`, `node_modules`, `.cache`, `lib`.
 */
import fs from 'node:fs';
import path from 'node:path';
import {
  CACHE,
  ROOT,
  Trouble,
  WINDOWS,
  digest,
  npm,
  quietly,
  readText,
  step
} from './process.mjs';
import { VENV, setUpPython } from './python.mjs';

const NAME = 'jupyterlab-reproducibility';
const OUTPUT = path.join(ROOT, 'jupyterlab_reproducibility', 'labextension');
const CLI = path.join(ROOT, 'jupyterlab_reproducibility', 'cli.cjs');

function checkNode() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Trouble(
      `Node.js 20 or newer is needed; this is ${process.versions.node}. See nodejs.org, or use nvm or your package manager.`
    );
  }
}

/** Whether `node_modules` holds what the lock names (npm keeps its own list of what it installed). */
function nodePackagesCurrent() {
  const installed = readText(
    path.join(ROOT, 'node_modules', '.package-lock.json')
  );
  if (installed === null) {
    return false;
  }
  const have = JSON.parse(installed).packages;
  const want = JSON.parse(readText(path.join(ROOT, 'package-lock.json')));
  return Object.entries(want.packages).every(
    ([place, entry]) =>
      place === '' ||
      have[place]?.integrity === entry.integrity ||
      (entry.optional && !have[place])
  );
}

async function setUpNode() {
  if (nodePackagesCurrent()) {
    return;
  }
  await step('npm packages (800 MB, a minute or two)', () =>
    quietly(
      'npm-ci',
      ...npm('ci', '--ignore-scripts', '--cache', path.join(CACHE, 'npm'))
    )
  );
}

/** Build what is missing or older than its sources. A production build also serves where any will do. */
async function build(production) {
  const stamp = path.join(CACHE, 'built');
  const sources = digest([
    'src',
    'style',
    'schema',
    'package.json',
    'tsconfig.json'
  ]);
  const complete = [path.join(OUTPUT, 'package.json'), CLI].every(
    fs.existsSync
  );
  const built = complete ? readText(stamp) : null;
  const accepted = production ? ['production'] : ['production', 'development'];
  if (accepted.some(mode => built === `${mode} ${sources}`)) {
    return;
  }
  fs.rmSync(stamp, { force: true });
  const script = production ? 'build:prod' : 'build';
  await step(`Building the extension (${script})`, () =>
    quietly('build', ...npm('run', script))
  );
  const mode = production ? 'production' : 'development';
  fs.writeFileSync(stamp, `${mode} ${sources}`);
}

/** Make one path show another; where links of files need rights, a hard link or a copy will do. */
function link(target, place) {
  fs.rmSync(place, { recursive: true, force: true });
  if (fs.statSync(target).isDirectory()) {
    fs.symlinkSync(target, place, WINDOWS ? 'junction' : 'dir');
    return;
  }
  for (const make of [fs.symlinkSync, fs.linkSync, fs.copyFileSync]) {
    try {
      make(target, place);
      return;
    } catch (error) {
      if (make === fs.copyFileSync) {
        throw error;
      }
    }
  }
}

/** Put the built extension where `.venv`'s JupyterLab looks, laid out as the wheel lays it out. */
function linkExtension() {
  const folder = path.join(VENV, 'share/jupyter/labextensions', NAME);
  if (fs.lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) {
    fs.unlinkSync(folder);
  }
  fs.mkdirSync(folder, { recursive: true });
  for (const name of fs.readdirSync(folder)) {
    fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
  for (const name of fs.readdirSync(OUTPUT)) {
    link(path.join(OUTPUT, name), path.join(folder, name));
  }
  link(path.join(ROOT, 'install.json'), path.join(folder, 'install.json'));
}

/** Everything that `npm start` and `npm test` rest on. */
export async function setUp({ production = false } = {}) {
  checkNode();
  fs.mkdirSync(CACHE, { recursive: true });
  process.stdout.write('Setting up\n');
  const python = await setUpPython();
  await setUpNode();
  await build(production);
  linkExtension();
  process.stdout.write(
    `  ready: Node ${process.versions.node}, Python ${python}\n`
  );
}
