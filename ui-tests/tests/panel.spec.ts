import { expect } from '@jupyterlab/galata';
import type { Page } from '@playwright/test';
import {
  check,
  kernelIdle,
  notebookOf,
  openNotebook,
  openPanel,
  pressVerify,
  reload,
  printed,
  runEnded,
  standing,
  test
} from './helpers';

const CLEAN = notebookOf([
  { source: 'x = 20', count: 1 },
  { source: 'print(x + 1)', count: 2, outputs: [printed('21\n')] }
]);

/** Everything that left the page for a kernel or changed something on the server. */
function watch(page: Page): { executed: number; written: string[] } {
  const seen = { executed: 0, written: [] as string[] };
  page.on('websocket', socket => {
    socket.on('framesent', ({ payload }) => {
      if (payload.toString('latin1' as never).includes('execute_request')) {
        seen.executed += 1;
      }
    });
  });
  page.on('request', request => {
    const url = request.url();
    // JupyterLab itself makes a checkpoint of every notebook that it opens.
    if (
      request.method() !== 'GET' &&
      url.includes('/api/contents') &&
      !url.includes('/checkpoints')
    ) {
      seen.written.push(`${request.method()} ${url}`);
    }
  });
  return seen;
}

test('with the panel open and nobody pressing anything, nothing is executed or written', async ({
  page,
  tmpPath
}) => {
  const seen = watch(page);
  const hosts = new Set<string>();
  page.on('request', request => hosts.add(new URL(request.url()).host));
  await openNotebook(page, tmpPath, CLEAN);
  const upload = seen.written.length;
  await openPanel(page);
  await expect(standing(page)).toHaveText(/Not verified/);
  await kernelIdle(page);
  await page.waitForTimeout(3000);
  expect(seen.executed).toBe(0);
  expect(seen.written.slice(upload)).toEqual([]);
  expect(
    [...hosts].filter(host => host && host !== new URL(page.url()).host)
  ).toEqual([]);
  // The watch itself works: running a cell is seen.
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('notebook:run-all-cells')
  );
  await expect.poll(() => seen.executed).toBeGreaterThan(0);
});

test('verified survives a reload and goes with an edit, which is named', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, tmpPath, CLEAN);
  await kernelIdle(page);
  await openPanel(page);
  await pressVerify(page);
  await runEnded(page);
  await expect(standing(page)).toHaveText(/Verified just now/);
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('docmanager:save')
  );

  await reload(page);
  await openPanel(page);
  await expect(standing(page)).toHaveText(/Verified (just now|\d)/);
  expect((await check(page)).standing).toBe('verified');

  await page.notebook.enterCellEditingMode(0);
  await page.keyboard.press('End');
  await page.keyboard.type('0');
  await expect(standing(page)).toHaveText(/Not verified:.*cell 1/);
  expect((await check(page)).standing).toBe('unverified');
  await page.keyboard.press('Backspace');
  await expect(standing(page)).toHaveText(/Verified (just now|\d)/);
});

test('a changed environment file takes "verified" away and is named', async ({
  page,
  tmpPath
}) => {
  const file = `${tmpPath}/requirements.txt`;
  await page.contents.uploadContent('numpy==2.4.6\n', 'text', file);
  await openNotebook(page, tmpPath, CLEAN);
  await kernelIdle(page);
  await openPanel(page);
  await pressVerify(page);
  await runEnded(page);
  await expect(standing(page)).toHaveText(/Verified just now/);
  await page.evaluate(
    path =>
      window.jupyterapp.serviceManager.contents.save(path, {
        type: 'file',
        format: 'text',
        content: 'numpy==2.4.5\n'
      }),
    file
  );
  await expect(standing(page)).toHaveText(/Not verified:.*requirements\.txt/);
});

test('the level is in the status bar, and a click there opens the panel', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, tmpPath, CLEAN);
  const item = page
    .locator('#jp-main-statusbar')
    .getByRole('button', { name: /Level 0/ });
  await expect(item).toContainText('Level 0, not verified');
  const panel = page.getByRole('region', { name: 'Reproducibility' });
  await expect(panel).toBeHidden();
  await item.click();
  await expect(panel).toBeVisible();
});

test('without a kernel the panel reports, and says why it cannot verify in place', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, tmpPath, CLEAN);
  await kernelIdle(page);
  await page.evaluate(async () => {
    const [widget] = window.jupyterapp.shell.widgets('main');
    const { sessionContext } = widget as unknown as {
      sessionContext: { shutdown(): Promise<void> };
    };
    await sessionContext.shutdown();
  });
  const panel = await openPanel(page);
  await expect(panel.getByRole('img', { name: 'Level 0' })).toBeVisible();
  await expect(panel.getByText(/no kernel/i).first()).toBeVisible();
});

test('a name that no cell defines means -1, before anything runs, and its cell can be reached', async ({
  page,
  tmpPath
}) => {
  await openNotebook(
    page,
    tmpPath,
    notebookOf(['x = 1', 'print(x + missing)', 'print(x)'])
  );
  const panel = await openPanel(page);
  await expect(panel.getByRole('img', { name: 'Level −1' })).toBeVisible();
  const row = panel.locator('li', { hasText: 'missing' }).first();
  await row.getByRole('button', { name: /cell 2/i }).click();
  const active = await page.evaluate(() => {
    const [widget] = window.jupyterapp.shell.widgets('main');
    return (widget as unknown as { content: { activeCellIndex: number } })
      .content.activeCellIndex;
  });
  expect(active).toBe(1);
});

test('the panel moves to the side that the settings name', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, tmpPath, CLEAN);
  await openPanel(page);
  await page.evaluate(async () => {
    const registry = (await window.galata.getPlugin(
      '@jupyterlab/apputils-extension:settings'
    )) as { set(plugin: string, key: string, value: string): Promise<void> };
    await registry.set(
      'jupyterlab-reproducibility:plugin',
      'panelSide',
      'left'
    );
  });
  await expect(
    page.locator(
      '.jp-SideBar.jp-mod-left .lm-TabBar-tab[title^="Reproducibility"]'
    )
  ).toBeVisible();
});
