/*
 * Running programs, telling what is going on, and knowing what is up to date.
 * Node's own modules only: this runs before anything is installed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clone. */
export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** What may be thrown away at any time: downloads, logs, results. */
export const CACHE = path.join(ROOT, '.cache');

export const WINDOWS = process.platform === 'win32';

/** A problem that the user can do something about: shown without a stack. */
export class Trouble extends Error {}

/** Say what went wrong and end, when it is the user's to solve. */
export function fail(error) {
  if (!(error instanceof Trouble)) {
    throw error;
  }
  process.stderr.write(`\n${error.message}\n`);
  process.exit(1);
}

/** '0.4 s', '12 s', '1 min 20 s'. */
export function duration(ms) {
  const s = ms / 1000;
  if (s < 60) {
    return s < 10 ? `${s.toFixed(1)} s` : `${Math.round(s)} s`;
  }
  return `${Math.floor(s / 60)} min ${Math.round(s % 60)} s`;
}

/** Announce a piece of work, do it, tell how long it took. */
export async function step(title, work) {
  const begin = Date.now();
  process.stdout.write(`  ${title} ... `);
  try {
    const result = await work();
    process.stdout.write(`${duration(Date.now() - begin)}\n`);
    return result;
  } catch (error) {
    process.stdout.write('failed\n');
    throw error;
  }
}

/** What a program printed and how it ended; null when it could not be started. */
export function ask(command, args, options = {}) {
  const { error, status, stdout } = spawnSync(command, args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    ...options
  });
  return error ? null : { status, stdout: stdout ?? '' };
}

/** Run a program in the foreground; resolves with its exit status. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: 'inherit',
      ...options
    });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal ? 1 : code));
  });
}

/**
 * Run a program with its words kept in `.cache/logs/<name>.log`; when it fails, throw with the last of them.
 */
export async function quietly(name, command, args, options = {}) {
  const log = path.join(CACHE, 'logs', `${name}.log`);
  fs.mkdirSync(path.dirname(log), { recursive: true });
  const file = fs.openSync(log, 'w');
  let status;
  try {
    status = await run(command, args, {
      stdio: ['ignore', file, file],
      ...options
    });
  } catch (error) {
    throw new Trouble(`${command} could not be started: ${error.message}`);
  } finally {
    fs.closeSync(file);
  }
  if (status !== 0) {
    const tail = fs.readFileSync(log, 'utf8').trimEnd().split('\n').slice(-40);
    throw new Trouble(
      `${[path.basename(command), ...args].join(' ')}\nended with status ${status}:\n\n` +
        `${tail.join('\n')}\n\nAll of it: ${log}`
    );
  }
}

/** The command and first arguments that run npm, also on Windows, where npm is a script of the shell. */
export function npm(...args) {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.c?js$/.test(cli)) {
    return [process.execPath, [cli, ...args]];
  }
  const beside = path.join(
    path.dirname(process.execPath),
    'node_modules/npm/bin/npm-cli.js'
  );
  if (WINDOWS && fs.existsSync(beside)) {
    return [process.execPath, [beside, ...args]];
  }
  return ['npm', args];
}

/** The script of an installed npm package, for `node`. */
export function bin(script, ...args) {
  return [process.execPath, [path.join(ROOT, 'node_modules', script), ...args]];
}

/** Digest of files and folders (all files below them); what does not exist counts as empty. */
export function digest(paths, ignore = /[\\/]__tests__$/) {
  const hash = createHash('sha256');
  const visit = file => {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (!stat || ignore.test(file)) {
      return;
    }
    if (stat.isDirectory()) {
      for (const name of fs.readdirSync(file).sort()) {
        visit(path.join(file, name));
      }
      return;
    }
    hash.update(`${path.relative(ROOT, file)}\0`);
    hash.update(fs.readFileSync(file));
  };
  for (const file of paths) {
    visit(path.join(ROOT, file));
  }
  return hash.digest('hex');
}

/** The text of a file, or null. */
export function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
