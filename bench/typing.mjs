/*
 * What typing in a 1,000-cell notebook costs with the panel open: the longest stretch of the main thread that was ours,
 * the longest that a key waited to be drawn, and the time from the last key to the finding that it causes.
 *
 *   node bench/typing.mjs [rounds]
 */
import fs from 'node:fs';
import path from 'node:path';
import {
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
const TYPED = 'total = x + missing_name';
const server = await startServer();
fs.writeFileSync(
  path.join(server.root, 'thousand.ipynb'),
  JSON.stringify(notebookOf(thousandCells()))
);
const browser = await launch();
const longest = [];
const drawn = [];
const found = [];
for (let round = 0; round < rounds; round++) {
  const page = await openLab(browser, server, 'thousand.ipynb');
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('reproducibility:open-panel')
  );
  const panel = page.getByRole('region', { name: 'Reproducibility' });
  await panel.getByText('Nothing found').waitFor({ timeout: 120_000 });
  await page.evaluate(() => {
    const { content } = window.jupyterapp.shell.currentWidget;
    content.activeCellIndex = 3;
    content.mode = 'edit';
    content.activeCell.editor.focus();
    window.drawn = [];
    document.addEventListener(
      'keydown',
      () => {
        const began = performance.now();
        requestAnimationFrame(() =>
          setTimeout(() => window.drawn.push(performance.now() - began))
        );
      },
      true
    );
  });
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  const stop = await profile(page);
  await page.keyboard.type(TYPED, { delay: 60 });
  const took = await page.evaluate(async () => {
    const began = performance.now();
    const panel = document.querySelector('.jp-ReproducibilityPanel');
    while (!panel.textContent.includes('missing_name')) {
      await new Promise(resolve => setTimeout(resolve, 5));
      if (performance.now() - began > 60_000) {
        throw new Error('no finding was shown');
      }
    }
    return performance.now() - began;
  });
  longest.push(longestStretch(await stop()));
  found.push(took);
  drawn.push(Math.max(...(await page.evaluate(() => window.drawn))));
  await page.context().close();
}
const list = numbers => numbers.map(ms => ms.toFixed(0)).join(', ');
process.stdout.write(
  `longest stretch of ours on the main thread  ${Math.max(...longest).toFixed(1)} ms (${list(longest)})\n` +
    `longest from a key to its drawing  median ${median(drawn).toFixed(0)} ms (${list(drawn)})\n` +
    `last key to its finding, of which 250 ms are the pause  median ${median(found).toFixed(0)} ms (${list(found)})\n`
);
await browser.close();
server.stop();
