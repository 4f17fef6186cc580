/*
 * A real JupyterLab and a real browser for the benchmarks: a server of its own on a folder of its own.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../scripts/browser.mjs';
import { ROOT, WINDOWS } from '../scripts/process.mjs';

/** What the addresses of the extension's own files have in common. */
export const OURS = 'extensions/jupyterlab-reproducibility';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
];

/** Starts JupyterLab on `folder` (a new one when left out); resolves when it answers. */
export async function startServer({ folder, port = 8877 } = {}) {
  const root = folder ?? fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const jupyter = path.join(
    ROOT,
    '.venv',
    WINDOWS ? 'Scripts/jupyter.exe' : 'bin/jupyter'
  );
  const child = spawn(
    jupyter,
    [
      'lab',
      '--no-browser',
      '--allow-root',
      `--ServerApp.root_dir=${root}`,
      `--ServerApp.port=${port}`,
      '--ServerApp.port_retries=0',
      '--IdentityProvider.token=',
      '--LabApp.expose_app_in_browser=True'
    ],
    {
      stdio: 'ignore',
      // Settings of its own: the person's stay as they are, and do not count.
      env: {
        ...process.env,
        JUPYTERLAB_SETTINGS_DIR: fs.mkdtempSync(
          path.join(os.tmpdir(), 'bench-settings-')
        )
      }
    }
  );
  const url = `http://localhost:${port}`;
  for (let tries = 0; ; tries++) {
    try {
      if ((await fetch(`${url}/api/status`)).ok) {
        break;
      }
    } catch {
      // Not yet.
    }
    if (tries > 240 || child.exitCode !== null) {
      throw new Error('JupyterLab did not start');
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
  return { url, root, stop: () => child.kill() };
}

export function launch() {
  return chromium.launch({ executablePath: findChromium(), args: FLAGS });
}

/** Opens JupyterLab in a new profile; with `notebook`, that one alone. */
export async function openLab(browser, server, notebook) {
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 }
  });
  const page = await context.newPage();
  await page.goto(
    `${server.url}/lab${notebook ? `/tree/${notebook}` : ''}?reset`
  );
  await page.locator('#jupyterlab-splash').waitFor({ state: 'detached' });
  await page.waitForFunction(path => {
    const app = window.jupyterapp;
    return path ? app?.shell.currentWidget?.context?.path === path : app;
  }, notebook ?? '');
  return page;
}

/** An nbformat 4.5 notebook of these code cells. */
export function notebookOf(sources) {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: {
        name: 'python3',
        display_name: 'Python 3 (ipykernel)',
        language: 'python'
      },
      language_info: { name: 'python' }
    },
    cells: sources.map((source, index) => ({
      cell_type: 'code',
      id: `cell-${index}`,
      metadata: {},
      execution_count: null,
      outputs: [],
      source
    }))
  };
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Sources of 1,000 code cells, each of which uses what the one above it defines. */
export function thousandCells() {
  const sources = ['import math', 'x = 0'];
  for (let n = 2; n < 1000; n++) {
    sources.push(
      `def f${n}(a, b=${n}):\n    return [a + i * b for i in range(3)]\n\nx = sum(f${n}(x % 97)) + math.floor(x / ${n})`
    );
  }
  return sources;
}

/** Begins to profile the page's main thread; call what it resolves to for the profile. */
export async function profile(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.setSamplingInterval', { interval: 1000 });
  await cdp.send('Profiler.start');
  return async () => (await cdp.send('Profiler.stop')).profile;
}

/** Longest run of samples (ms) in which a function of ours was on the stack. */
export function longestStretch(profile) {
  const nodes = new Map(profile.nodes.map(node => [node.id, node]));
  const parent = new Map();
  for (const node of profile.nodes) {
    for (const child of node.children ?? []) {
      parent.set(child, node.id);
    }
  }
  const ours = new Map();
  const isOurs = id => {
    if (!ours.has(id)) {
      const here = nodes.get(id).callFrame.url.includes(OURS);
      const up = parent.get(id);
      ours.set(id, here || (up !== undefined && isOurs(up)));
    }
    return ours.get(id);
  };
  let best = 0;
  let run = 0;
  profile.samples.forEach((id, index) => {
    const delta = profile.timeDeltas[index] / 1000;
    run = isOurs(id) ? run + delta : 0;
    best = Math.max(best, run);
  });
  return best;
}
