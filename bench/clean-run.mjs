/*
 * A clean run of a 100-cell notebook against JupyterLab's own Restart & Run All: same browser, same kernel, alternating.
 *
 *   node bench/clean-run.mjs [rounds]
 */
import fs from 'node:fs';
import path from 'node:path';
import {
  launch,
  median,
  notebookOf,
  openLab,
  startServer
} from './browser.mjs';

const rounds = Number(process.argv[2] ?? 9);
const server = await startServer();
const sources = ['total = 0'];
for (let n = 1; n < 100; n++) {
  sources.push(`total += ${n}\nprint('cell ${n}:', total)`);
}
fs.writeFileSync(
  path.join(server.root, 'hundred.ipynb'),
  JSON.stringify(notebookOf(sources))
);
const browser = await launch();
const page = await openLab(browser, server, 'hundred.ipynb');

const times = await page.evaluate(async rounds => {
  const app = window.jupyterapp;
  const panel = app.shell.currentWidget;
  await panel.sessionContext.ready;
  const model = panel.content.model;
  const count = () =>
    [...model.cells].filter(cell => cell.executionCount).length;
  const whole = async () => {
    while (count() < 100) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  };
  // No question before a restart, neither by JupyterLab nor by us.
  panel.sessionContext.kernelPreference = {
    ...panel.sessionContext.kernelPreference,
    skipKernelRestartDialog: true
  };
  const ways = {
    lab: async () => {
      await app.commands.execute('notebook:restart-run-all');
      await whole();
    },
    inPlace: () => app.commands.execute('reproducibility:verify'),
    fresh: () =>
      app.commands.execute('reproducibility:verify', { mode: 'fresh-kernel' })
  };
  const times = { lab: [], inPlace: [], fresh: [] };
  await ways.lab();
  for (let round = 0; round <= rounds; round++) {
    for (const [name, run] of Object.entries(ways)) {
      const begin = performance.now();
      const report = await run();
      const took = performance.now() - begin;
      if (report && report.standing !== 'verified') {
        throw new Error(`${name}: ${JSON.stringify(report.run)}`);
      }
      // The first round loads code and is not counted.
      if (round > 0) {
        times[name].push(took);
      }
    }
  }
  return times;
}, rounds);

const lab = median(times.lab);
for (const [name, list] of Object.entries(times)) {
  const ms = median(list);
  const spread = `${Math.min(...list).toFixed(0)} to ${Math.max(...list).toFixed(0)}`;
  process.stdout.write(
    `${name.padEnd(8)} median ${ms.toFixed(0)} ms (${spread}), ${(ms / lab).toFixed(2)} of JupyterLab's own\n`
  );
}
await browser.close();
server.stop();
