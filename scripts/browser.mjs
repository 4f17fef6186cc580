/*
 * A Chromium for the browser tests: the one Playwright keeps, one that is named or installed, or a fresh one.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import {
  CACHE,
  Trouble,
  WINDOWS,
  ask,
  bin,
  quietly,
  step
} from './process.mjs';

const DOWNLOADS = path.join(CACHE, 'browsers');

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome'
];

function usualPlaces() {
  const { LOCALAPPDATA, PROGRAMFILES } = process.env;
  switch (process.platform) {
    case 'darwin':
      return ['Google Chrome', 'Chromium'].map(
        name => `/Applications/${name}.app/Contents/MacOS/${name}`
      );
    case 'win32':
      return [PROGRAMFILES, process.env['PROGRAMFILES(X86)'], LOCALAPPDATA]
        .filter(Boolean)
        .map(folder =>
          path.join(folder, 'Google/Chrome/Application/chrome.exe')
        );
    default:
      return [];
  }
}

function onPath() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const suffix = WINDOWS ? '.exe' : '';
  return NAMES.flatMap(name =>
    folders.map(folder => path.join(folder, name + suffix))
  );
}

/** Where Playwright keeps its own, whether it is there or not. */
function playwrightsOwn() {
  if (fs.existsSync(DOWNLOADS)) {
    process.env.PLAYWRIGHT_BROWSERS_PATH ??= DOWNLOADS;
  }
  const { chromium } = createRequire(import.meta.url)('@playwright/test');
  return chromium.executablePath();
}

/** The browser to drive: a path, or null. */
export function findChromium() {
  const { CHROMIUM, CHROME } = process.env;
  const named = [CHROMIUM, CHROME].find(Boolean);
  if (named) {
    return named;
  }
  return (
    [playwrightsOwn(), ...onPath(), ...usualPlaces()].find(file =>
      fs.existsSync(file)
    ) ?? null
  );
}

/** As `findChromium`, but gets one when there is none. */
export async function getChromium() {
  const found = findChromium();
  if (found) {
    return found;
  }
  const isDebian = fs.existsSync('/etc/debian_version');
  if (
    isDebian &&
    process.getuid() === 0 &&
    ask('apt-get', ['--version'])?.status === 0
  ) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await step('Chromium (apt-get install chromium)', async () => {
      await quietly('apt-update', 'apt-get', ['update'], { env });
      const install = ['install', '-y', '--no-install-recommends'];
      const packages = ['chromium', 'fonts-liberation'];
      await quietly('apt-install', 'apt-get', [...install, ...packages], {
        env
      });
    }).catch(() => undefined);
  }
  if (!findChromium()) {
    process.env.PLAYWRIGHT_BROWSERS_PATH = DOWNLOADS;
    await step('Chromium (playwright install chromium)', () =>
      quietly(
        'playwright-install',
        ...bin('@playwright/test/cli.js', 'install', 'chromium')
      )
    ).catch(error => {
      throw new Trouble(
        `${error.message}\n\nThe browser tests need Chromium or Chrome. Install one, or name it: CHROMIUM=/path/to/chromium npm test`
      );
    });
  }
  return findChromium();
}
