/*
 * What showing a comparison of large outputs costs the page: the longest stretch of the main thread that was ours, from
 * the start of the run until the comparison stands and was scrolled through.
 *
 *   node bench/view.mjs
 */
import fs from 'node:fs';
import path from 'node:path';
import {
  launch,
  longestStretch,
  notebookOf,
  openLab,
  profile,
  startServer
} from './browser.mjs';

/** Code that shows something large that is another thing in every run. */
const CASES = {
  '100,000 lines of text':
    'import os\nprint("\\n".join(f"row {i} {os.getpid()}" for i in range(100000)))',
  'one line of 2 MB': 'import os\nprint(str(os.getpid()) * 300000)',
  'a table of 5,000 rows':
    'import os\nfrom IPython.display import HTML\nHTML("<table>" + "".join(f"<tr><td>{i}</td><td>{os.getpid()}</td></tr>" for i in range(5000)) + "</table>")',
  'nested data of 50,000 values':
    'import os\nfrom IPython.display import JSON, display\ndisplay({"application/json": {f"k{i}": [i, os.getpid()] for i in range(25000)}, "text/plain": "data"}, raw=True)',
  '20 pictures of 800 × 600':
    'import os\nimport matplotlib.pyplot as plt\nfrom IPython.display import display\nfor i in range(20):\n    figure = plt.figure(figsize=(8, 6))\n    plt.plot([0, os.getpid() % 1000, i])\n    display(figure)\n    plt.close(figure)'
};

const server = await startServer();
const browser = await launch();
for (const [name, source] of Object.entries(CASES)) {
  fs.writeFileSync(
    path.join(server.root, 'large.ipynb'),
    JSON.stringify(notebookOf([source]))
  );
  const page = await openLab(browser, server, 'large.ipynb');
  await page.waitForFunction(
    () =>
      window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel
        ?.status === 'idle'
  );
  await page.evaluate(async () => {
    await window.jupyterapp.commands.execute('notebook:run-all-cells');
    await window.jupyterapp.commands.execute('docmanager:save');
  });
  const stop = await profile(page);
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('reproducibility:verify', {
      mode: 'fresh-kernel'
    })
  );
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('reproducibility:open-panel')
  );
  // JupyterLab's news may lie above the button.
  await page
    .getByRole('button', { name: 'Compare all' })
    .dispatchEvent('click');
  const view = page.locator('.jp-ReproducibilityComparison');
  await view
    .getByText(/STORED|Stored/i)
    .first()
    .waitFor();
  await page.mouse.move(600, 600);
  for (let turn = 0; turn < 10; turn++) {
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(50);
  }
  process.stdout.write(
    `${name}  ${longestStretch(await stop()).toFixed(0)} ms\n`
  );
  await page.context().close();
}
await browser.close();
server.stop();
