/*
 * Build the wheel, install it beside a JupyterLab, and see that the extension is listed as working without Node and that
 * `jupyter reproducibility` answers. Needs what `setUp` prepares.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import {
  CACHE,
  ROOT,
  Trouble,
  WINDOWS,
  ask,
  fail,
  quietly,
  step
} from './process.mjs';
import { venv } from './python.mjs';
import { setUp } from './setup.mjs';

const FOLDER = path.join(CACHE, 'package');
const SCRATCH = path.join(FOLDER, 'venv');
const PROGRAMS = path.join(SCRATCH, WINDOWS ? 'Scripts' : 'bin');
const PYTHON = path.join(PROGRAMS, WINDOWS ? 'python.exe' : 'python');
const SHARED =
  /\.data\/data\/share\/jupyter\/labextensions\/jupyterlab-reproducibility\//;

/** What a wheel must carry, and what it must not. */
const CARRIES = [
  /^jupyterlab_reproducibility\/__init__\.py$/,
  /^jupyterlab_reproducibility\/_version\.py$/,
  /^jupyterlab_reproducibility\/cli\.py$/,
  /^jupyterlab_reproducibility\/cli\.cjs$/,
  /\/package\.json$/,
  /\/install\.json$/,
  /\/schemas\/.*plugin\.json$/,
  /\/static\/remoteEntry\.[^/]*\.js$/,
  /\/static\/third-party-licenses\.json$/,
  /\.dist-info\/licenses\/LICENSE$/
];
const LEAVES_OUT = [/^src\//, /^jupyterlab_reproducibility\/labextension\//];

const ENVIRONMENT = {
  HOME: FOLDER,
  USERPROFILE: FOLDER,
  SYSTEMROOT: process.env.SYSTEMROOT ?? '',
  JUPYTER_CONFIG_DIR: path.join(FOLDER, 'config'),
  JUPYTER_DATA_DIR: path.join(FOLDER, 'data'),
  PATH: PROGRAMS
};

async function buildWheel() {
  fs.rmSync(FOLDER, { recursive: true, force: true });
  fs.mkdirSync(FOLDER, { recursive: true });
  await quietly(
    'wheel',
    venv('python'),
    ['-m', 'build', '--wheel', '--no-isolation', '--outdir', FOLDER],
    { env: { ...process.env, HATCH_JUPYTER_BUILDER_SKIP_NPM: '1' } }
  );
  return fs.readdirSync(FOLDER).find(name => name.endsWith('.whl'));
}

function checkContents(wheel) {
  const listing = ask(venv('python'), [
    '-c',
    'import sys, zipfile; print("\\n".join(zipfile.ZipFile(sys.argv[1]).namelist()))',
    path.join(FOLDER, wheel)
  ]);
  const names = listing.stdout.trim().split(/\r?\n/);
  const problems = [
    ...CARRIES.filter(pattern => !names.some(name => pattern.test(name))).map(
      pattern => `no ${pattern}`
    ),
    ...LEAVES_OUT.filter(pattern => names.some(name => pattern.test(name))).map(
      pattern => `has ${pattern}`
    ),
    ...(names.some(name => SHARED.test(name)) ? [] : [`nothing in ${SHARED}`]),
    ...(new Set(names).size === names.length ? [] : ['names that occur twice'])
  ];
  if (problems.length > 0) {
    throw new Trouble(
      `${wheel}:\n  ${problems.join('\n  ')}\n\n${names.join('\n')}`
    );
  }
}

/** A virtual environment that sees the locked packages, with the wheel on top. */
async function install(wheel) {
  await quietly('package-venv', venv('python'), [
    '-m',
    'venv',
    '--without-pip',
    SCRATCH
  ]);
  const packages = 'import sysconfig; print(sysconfig.get_path("purelib"))';
  const locked = ask(venv('python'), ['-c', packages]).stdout.trim();
  const own = ask(PYTHON, ['-c', packages]).stdout.trim();
  fs.writeFileSync(path.join(own, 'locked.pth'), `${locked}\n`);
  await quietly('package-install', venv('python'), [
    '-m',
    'pip',
    '--python',
    PYTHON,
    'install',
    '--disable-pip-version-check',
    '--no-deps',
    '--no-index',
    path.join(FOLDER, wheel)
  ]);
}

/** Run a Python module with nothing but the scratch programs on PATH. */
function tell(args, environment = {}) {
  const told = ask(PYTHON, args, {
    env: { ...ENVIRONMENT, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: false
  });
  return told ?? { status: null, stdout: '' };
}

function expectListed() {
  const script =
    'import sys, contextlib; sys.argv = ["jupyter-labextension", "list"];' +
    'sys.stderr = sys.stdout; from jupyterlab.labextensions import main; main()';
  const { stdout } = tell(['-c', script]);
  const plain = stripVTControlCharacters(stdout);
  if (!/jupyterlab-reproducibility v\S+ enabled OK/.test(plain)) {
    throw new Trouble(`jupyter labextension list without Node:\n\n${plain}`);
  }
}

function expectAnswers() {
  const notebook = path.join(FOLDER, 'one.ipynb');
  fs.writeFileSync(
    notebook,
    JSON.stringify({
      cells: [],
      metadata: { kernelspec: { name: 'python3', language: 'python' } },
      nbformat: 4,
      nbformat_minor: 5
    })
  );
  const check = ['-m', 'jupyter_core', 'reproducibility', 'check', notebook];
  const node = path.dirname(process.execPath);
  const withNode = tell([...check, '--json'], {
    PATH: [PROGRAMS, node].join(path.delimiter)
  });
  if (
    withNode.status !== 0 ||
    JSON.parse(withNode.stdout).schemaVersion !== 1
  ) {
    throw new Trouble(
      `jupyter reproducibility check ended with ${withNode.status}:\n${withNode.stdout}`
    );
  }
  const without = tell(check);
  if (without.status !== 2) {
    throw new Trouble(
      `Without Node, jupyter reproducibility should end with 2, not ${without.status}`
    );
  }
}

/** Throws `Trouble` when the package is not what it should be. */
export async function checkPackage() {
  const wheel = await step('wheel', buildWheel);
  checkContents(wheel);
  await step('wheel in an environment of its own', async () => {
    await install(wheel);
    expectListed();
    expectAnswers();
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await setUp({ production: true })
    .then(checkPackage)
    .then(() => process.stdout.write(`  in ${path.relative(ROOT, FOLDER)}\n`))
    .catch(fail);
}
