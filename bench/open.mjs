/*
 * What the extension costs: time from opening a 1,000-cell notebook to a shown level, the longest stretch of the main
 * thread that was ours, and the bytes loaded before and after the panel is opened.
 *
 *   node bench/open.mjs [rounds]
 */
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import {
  launch,
  median,
  notebookOf,
  openLab,
  startServer
} from './browser.mjs';

const rounds = Number(process.argv[2] ?? 5);
const OURS = 'extensions/jupyterlab-reproducibility';
const server = await startServer();
const sources = ['import math', 'x = 0'];
for (let n = 2; n < 1000; n++) {
  sources.push(
    `def f${n}(a, b=${n}):\n    return [a + i * b for i in range(3)]\n\nx = sum(f${n}(x % 97)) + math.floor(x / ${n})`
  );
}
fs.writeFileSync(
  path.join(server.root, 'thousand.ipynb'),
  JSON.stringify(notebookOf(sources))
);
const browser = await launch();

const shown = [];
const longest = [];
let bytes = null;
for (let round = 0; round < rounds; round++) {
  const page = await openLab(browser, server);
  let stage = 'start';
  const loaded = { start: [], notebook: [], panel: [] };
  page.on('response', response => {
    if (response.url().includes(OURS)) {
      loaded[stage].push(response);
    }
  });
  await page.reload();
  await page.locator('#jupyterlab-splash').waitFor({ state: 'detached' });
  await page.waitForTimeout(3000);
  stage = 'notebook';
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.setSamplingInterval', { interval: 1000 });
  await cdp.send('Profiler.start');
  const took = await page.evaluate(async () => {
    const app = window.jupyterapp;
    const begin = performance.now();
    await app.commands.execute('docmanager:open', { path: 'thousand.ipynb' });
    const item = document.getElementById('jupyterlab-reproducibility-status');
    while (!/\d/.test(item?.textContent ?? '')) {
      await new Promise(resolve => setTimeout(resolve, 10));
      if (performance.now() - begin > 120000) {
        throw new Error('no level was shown');
      }
    }
    return performance.now() - begin;
  });
  await page.waitForTimeout(1000);
  const { profile } = await cdp.send('Profiler.stop');
  shown.push(took);
  longest.push(longestStretch(profile));
  stage = 'panel';
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('reproducibility:open-panel')
  );
  await page.waitForTimeout(2000);
  if (!bytes) {
    bytes = {};
    for (const [name, responses] of Object.entries(loaded)) {
      bytes[name] = 0;
      for (const response of responses) {
        const body = await response.body().catch(() => Buffer.alloc(0));
        bytes[name] += zlib.gzipSync(body).length;
      }
    }
  }
  await page.context().close();
}

/** Longest run of samples (ms) in which a function of ours was on the stack. */
function longestStretch(profile) {
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

const kb = n => `${(n / 1000).toFixed(1)} kB`;
process.stdout.write(
  `open to shown level  median ${median(shown).toFixed(0)} ms (${shown.map(ms => ms.toFixed(0)).join(', ')})\n` +
    `longest stretch of ours on the main thread  ${Math.max(...longest).toFixed(1)} ms (${longest.map(ms => ms.toFixed(1)).join(', ')})\n` +
    `loaded, gzipped: at start ${kb(bytes.start)}, with the first notebook ${kb(bytes.notebook)}, with the panel ${kb(bytes.panel)}\n`
);
await browser.close();
server.stop();
