/*
 * The Python side of the clone: `.venv` with exactly the packages that
 * `scripts/locks/dev.txt` locks.
 */
import fs from 'node:fs';
import path from 'node:path';
import {
  CACHE,
  ROOT,
  Trouble,
  WINDOWS,
  ask,
  digest,
  quietly,
  readText,
  step
} from './process.mjs';

export const VENV = path.join(ROOT, '.venv');

/** A program of the virtual environment. */
export function venv(name) {
  return WINDOWS
    ? path.join(VENV, 'Scripts', `${name}.exe`)
    : path.join(VENV, 'bin', name);
}

/** This process's environment, with the virtual environment's programs found first. */
export function venvEnvironment() {
  const key = Object.keys(process.env).find(k => /^path$/i.test(k)) ?? 'PATH';
  const { PYTHONHOME: _, ...rest } = process.env;
  return {
    ...rest,
    VIRTUAL_ENV: VENV,
    [key]: [path.dirname(venv('python')), process.env[key]].join(path.delimiter)
  };
}

const LEAST = [3, 10];
const LOCK = 'scripts/locks/dev.txt';

const HOW_TO_GET = {
  linux:
    'On Debian or Ubuntu: apt-get install python3 python3-venv; on Fedora: dnf install python3.',
  darwin: 'With Homebrew: brew install python; or from python.org.',
  win32: 'From the Microsoft Store or python.org; tick "Add to PATH".'
};

/** `[command, first arguments]` of every Python worth asking, best first. */
function candidates() {
  const minors = [14, 13, 12, 11, 10].map(m => [`python3.${m}`, []]);
  return [
    ...(process.env.PYTHON ? [[process.env.PYTHON, []]] : []),
    ...(WINDOWS ? [['py', ['-3']]] : []),
    ['python3', []],
    ['python', []],
    ...minors
  ];
}

/** The first Python that is new enough: `{ command, args, version }`. */
export function findPython() {
  const old = [];
  for (const [command, args] of candidates()) {
    const told = ask(command, [
      ...args,
      '-c',
      'import sys; print(*sys.version_info[:3])'
    ]);
    if (told?.status !== 0) {
      continue;
    }
    const version = told.stdout.trim().split(' ').map(Number);
    if (
      version[0] > LEAST[0] ||
      (version[0] === LEAST[0] && version[1] >= LEAST[1])
    ) {
      return { command, args, version: version.join('.') };
    }
    old.push(`${command} is ${version.join('.')}`);
  }
  throw new Trouble(
    `Python ${LEAST.join('.')} or newer is needed${old.length ? ` (found: ${old.join(', ')})` : ', and none was found'}.\n` +
      `${HOW_TO_GET[process.platform] ?? 'See python.org.'}\n` +
      'If it is installed elsewhere, name it: PYTHON=/path/to/python3 npm start'
  );
}

async function createVenv() {
  const python = findPython();
  await step(`Virtual environment (.venv, Python ${python.version})`, () => {
    fs.rmSync(VENV, { recursive: true, force: true });
    return quietly('venv', python.command, [
      ...python.args,
      '-m',
      'venv',
      VENV
    ]).catch(error => {
      // A broken half would be taken for a whole one the next time.
      fs.rmSync(VENV, { recursive: true, force: true });
      throw new Trouble(
        `${error.message}\n\nDebian and Ubuntu keep this part of Python in a package of its own: apt-get install python3-venv`
      );
    });
  });
}

/** `uv` out of its own hashed file, or null where it cannot be used. */
async function installUv() {
  try {
    await quietly('uv', venv('python'), [
      '-m',
      'pip',
      'install',
      '--disable-pip-version-check',
      '--no-cache-dir',
      '--require-hashes',
      '-r',
      'scripts/locks/uv.txt'
    ]);
    return ask(venv('uv'), ['--version'])?.status === 0 ? venv('uv') : null;
  } catch {
    return null;
  }
}

async function installPackages() {
  const uv = await installUv();
  if (uv) {
    return quietly(
      'python-packages',
      uv,
      [
        'pip',
        'install',
        '--no-config',
        '--python',
        venv('python'),
        '--require-hashes',
        '-r',
        LOCK
      ],
      { env: { ...process.env, UV_CACHE_DIR: path.join(CACHE, 'uv') } }
    );
  }
  return quietly('python-packages', venv('python'), [
    '-m',
    'pip',
    'install',
    '--disable-pip-version-check',
    '--no-cache-dir',
    '--require-hashes',
    '-r',
    LOCK
  ]);
}

/** `.venv` as the lock says; nothing is done when it already is. Resolves with Python's version. */
export async function setUpPython() {
  const works = () => ask(venv('python'), ['--version']);
  let told = works();
  if (told?.status !== 0) {
    await createVenv();
    told = works();
  }
  const stamp = path.join(VENV, '.locked');
  const wanted = digest([LOCK, 'scripts/locks/uv.txt']);
  if (readText(stamp) !== wanted) {
    await step('Python packages', installPackages);
    fs.writeFileSync(stamp, wanted);
  }
  return told.stdout.trim().replace('Python ', '');
}
