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
  OURS,
  launch,
  longestStretch,
  median,
  notebookOf,
  openLab,
  profile,
  startServer,
  thousandCells
} from './browser.mjs';

const rounds = Number(process.argv[2] ?? 5);
const server = await startServer();
fs.writeFileSync(
  path.join(server.root, 'thousand.ipynb'),
  JSON.stringify(notebookOf(thousandCells()))
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
  const stop = await profile(page);
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
  shown.push(took);
  longest.push(longestStretch(await stop()));
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

const kb = n => `${(n / 1000).toFixed(1)} kB`;
process.stdout.write(
  `open to shown level  median ${median(shown).toFixed(0)} ms (${shown.map(ms => ms.toFixed(0)).join(', ')})\n` +
    `longest stretch of ours on the main thread  ${Math.max(...longest).toFixed(1)} ms (${longest.map(ms => ms.toFixed(1)).join(', ')})\n` +
    `loaded, gzipped: at start ${kb(bytes.start)}, with the first notebook ${kb(bytes.notebook)}, with the panel ${kb(bytes.panel)}\n`
);
await browser.close();
server.stop();
