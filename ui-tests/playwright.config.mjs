/*
 * Browser tests with Galata against the clone's own JupyterLab (`.venv`), set up by `npm start` or `npm test`.
 * UI_TESTS_PORT and CHROMIUM may name another port and browser.
 */
import base from '@jupyterlab/galata/lib/playwright-config.js';
import path from 'node:path';
import { findChromium } from '../scripts/browser.mjs';
import { CACHE } from '../scripts/process.mjs';
import { venv, venvEnvironment } from '../scripts/python.mjs';

const port = process.env.UI_TESTS_PORT ?? '8899';
const baseURL = `http://localhost:${port}`;
const here = import.meta.dirname;

// Nothing of the person's own Jupyter may reach the tests, or the other way round.
const home = path.join(CACHE, 'ui-tests');
const env = {
  ...venvEnvironment(),
  IPYTHONDIR: path.join(home, 'ipython'),
  JUPYTER_CONFIG_DIR: path.join(home, 'config'),
  JUPYTER_DATA_DIR: path.join(home, 'data'),
  JUPYTER_RUNTIME_DIR: path.join(home, 'runtime'),
  JUPYTERLAB_SETTINGS_DIR: path.join(home, 'settings'),
  // A kernel of a language that is not Python.
  JUPYTER_PATH: path.join(here, 'jupyter')
};

export default {
  ...base,
  testDir: path.join(here, 'tests'),
  outputDir: path.join(here, 'test-results'),
  // Cells that are run and kernels that start take their time on a busy computer.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: [
    ['list'],
    ['json', { outputFile: path.join(CACHE, 'playwright.json') }]
  ],
  use: {
    ...base.use,
    baseURL,
    video: 'off',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: findChromium() ?? undefined,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-lcd-text'
      ]
    }
  },
  webServer: {
    command: `"${venv('python')}" -m jupyterlab --config jupyter_server_test_config.py --ServerApp.port=${port}`,
    cwd: here,
    env,
    url: `${baseURL}/lab`,
    timeout: 120_000,
    reuseExistingServer: false,
    stdout: 'ignore',
    stderr: 'ignore'
  }
};
