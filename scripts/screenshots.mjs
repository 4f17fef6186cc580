/*
 * The pictures in docs/: the panel and the comparison, light and dark, from a real JupyterLab. After `npm start` or
 * `npm run build`: node scripts/screenshots.mjs
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launch, openLab, startServer } from '../bench/browser.mjs';
import { ROOT } from './process.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'screenshots-'));
fs.cpSync(path.join(ROOT, 'examples'), folder, { recursive: true });

// One number, one table cell and one picture that a clean run does not give again.
const altered = path.join(folder, 'level-1-rainfall/analysis.ipynb');
const notebook = JSON.parse(fs.readFileSync(altered, 'utf8'));
const text = JSON.stringify(notebook)
  .replaceAll('718.0', '716.0')
  .replace('759 mm', '741 mm');
fs.writeFileSync(altered, text);

const server = await startServer({ folder, port: 8876 });
const browser = await launch();
for (const [name, theme] of [
  ['light', 'JupyterLab Light'],
  ['dark', 'JupyterLab Dark']
]) {
  for (const [picture, file] of [
    ['panel', 'level-3-pendulum/analysis.ipynb'],
    ['compare', 'level-1-rainfall/analysis.ipynb']
  ]) {
    const page = await openLab(browser, server, file);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.evaluate(
      theme =>
        window.jupyterapp.commands.execute('apputils:change-theme', { theme }),
      theme
    );
    const no = page.getByRole('button', { name: 'No', exact: true });
    await no.click({ timeout: 10_000 }).catch(() => undefined);
    await page.evaluate(async () => {
      const { commands } = window.jupyterapp;
      await commands.execute('filebrowser:toggle-main').catch(() => undefined);
      await commands.execute('reproducibility:open-panel');
      await commands.execute('reproducibility:verify', {
        mode: 'fresh-kernel'
      });
    });
    if (picture === 'compare') {
      await page.getByRole('button', { name: 'Compare all' }).click();
    }
    await page.mouse.move(640, 790);
    await page.waitForTimeout(2500);
    await page.screenshot({
      path: path.join(ROOT, `docs/${picture}-${name}.png`)
    });
    await page.context().close();
  }
}
await browser.close();
server.stop();
