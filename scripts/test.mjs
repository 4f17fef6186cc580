/*
 * `npm test`: everything that must hold, from a fresh clone. Parts: npm test -- --lint --unit --package --ui
 * The last line counts the tests; a check that is not a test counts as one when it fails.
 */
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { getChromium } from './browser.mjs';
import { checkPackage } from './check-package.mjs';
import {
  CACHE,
  ROOT,
  Trouble,
  bin,
  duration,
  fail,
  npm,
  quietly,
  readText,
  run,
  step
} from './process.mjs';
import { setUp } from './setup.mjs';

const total = { passed: 0, failed: 0, again: 0 };

/** Count a check that did not hold, with its reason. */
function failed(error) {
  if (!(error instanceof Trouble)) {
    throw error;
  }
  total.failed += 1;
  process.stdout.write(`\n${error.message}\n\n`);
}

async function lint() {
  process.stdout.write('Lint\n');
  const { scripts } = JSON.parse(readText(path.join(ROOT, 'package.json')));
  const checks = scripts['lint:check'].match(/\w+:check/g);
  for (const name of checks) {
    await step(name, () =>
      quietly(name.replace(':', '-'), ...npm('run', '--silent', name))
    ).catch(failed);
  }
}

/** What a reporter wrote; a run that wrote nothing is one failure. */
function results(file, what, status) {
  try {
    return JSON.parse(readText(file));
  } catch {
    failed(new Trouble(`${what} ended with status ${status} and no results`));
    return null;
  }
}

async function unit() {
  process.stdout.write('Unit tests\n');
  const file = path.join(CACHE, 'jest.json');
  fs.rmSync(file, { force: true });
  const [node, args] = bin('jest/bin/jest.js', '--json', '--outputFile', file);
  // What libraries log under test would bury what failed.
  const options = ['--maxWorkers=100%', '--silent'];
  const status = await run(node, [...args, ...options], {
    // The JSON goes to the file; jest repeats it on stdout.
    stdio: ['ignore', 'ignore', 'inherit']
  });
  const told = results(file, 'jest', status);
  if (told) {
    total.passed += told.numPassedTests;
    total.failed += told.numFailedTests + told.numRuntimeErrorTestSuites;
  }
}

/** A port that nobody listens on. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function browser() {
  process.stdout.write('Browser tests\n');
  const CHROMIUM = await getChromium();
  const file = path.join(CACHE, 'playwright.json');
  fs.rmSync(file, { force: true });
  const status = await run(
    ...bin(
      '@playwright/test/cli.js',
      'test',
      '--config',
      path.join(ROOT, 'ui-tests', 'playwright.config.mjs'),
      // On a computer that is busy with something else a wait can be too short; what needed it is named at the end.
      '--retries=1'
    ),
    {
      env: { ...process.env, CHROMIUM, UI_TESTS_PORT: String(await freePort()) }
    }
  );
  const told = results(file, 'Playwright', status);
  if (told) {
    total.passed += told.stats.expected + told.stats.flaky;
    total.failed += told.stats.unexpected + told.errors.length;
    total.again += told.stats.flaky;
  }
}

async function packaging() {
  process.stdout.write('Package\n');
  await checkPackage();
}

const PARTS = { lint, unit, package: packaging, ui: browser };
const named = process.argv.slice(2).map(option => option.replace(/^--/, ''));
const unknown = named.filter(name => !(name in PARTS));
if (unknown.length > 0) {
  fail(
    new Trouble(
      `There is no part --${unknown[0]}; the parts are ${Object.keys(PARTS)
        .map(name => `--${name}`)
        .join(', ')}`
    )
  );
}

const begin = Date.now();
const wanted = Object.entries(PARTS).filter(
  ([name]) => named.length === 0 || named.includes(name)
);
try {
  await setUp({ production: true });
} catch (error) {
  fail(error);
}
for (const [, part] of wanted) {
  await part().catch(failed);
}
if (total.again > 0) {
  process.stdout.write(
    `\n${total.again} of the browser tests held only when tried again\n`
  );
}
process.stdout.write(
  `\nTook ${duration(Date.now() - begin)}\n${total.passed} passed, ${total.failed} failed\n`
);
process.exitCode = total.failed > 0 ? 1 : 0;
