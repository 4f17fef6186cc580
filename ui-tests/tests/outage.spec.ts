import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect, type IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { CDPSession, Page } from '@playwright/test';
import {
  ROOT,
  cellsReady,
  check,
  kernelIdle,
  notebookOf,
  openNotebook,
  openPanel,
  openPath,
  pressVerify,
  printed,
  readNotebook,
  runEnded,
  test
} from './helpers';
import { SLEEPY, atWork, ranBefore, saved } from './runs';

/** Talks to the browser about the page. */
function devtoolsOf(page: IJupyterLabPageFixture): Promise<CDPSession> {
  const { page: bare } = page as unknown as { page: Page };
  return page.context().newCDPSession(bare);
}

/* What breaks under a notebook while it is being verified. */

test('outputs from before a run survive a crash of the page', async ({
  page,
  tmpPath
}) => {
  const file = `${tmpPath}/nb.ipynb`;
  await page.contents.uploadContent(JSON.stringify(SLEEPY), 'text', file);
  await page.goto();
  const doomed = await page.context().newPage();
  await doomed.goto(
    new URL(`/lab/workspaces/other/tree/${file}`, page.url()).href
  );
  await cellsReady(doomed);
  await kernelIdle(doomed);
  await pressVerify(doomed);
  await atWork(doomed);
  await doomed.evaluate(() =>
    window.jupyterapp.commands.execute('docmanager:save')
  );
  const crashed = doomed.waitForEvent('crash');
  const devtools = await page.context().newCDPSession(doomed);
  void devtools.send('Page.crash').catch(() => undefined);
  await crashed;
  await openPath(page, file);
  const outputs = page.locator('.jp-OutputArea-output');
  await expect(outputs.filter({ hasText: 'old 2' })).toHaveCount(0);
  const panel = await openPanel(page);
  await panel.getByRole('button', { name: /Restore/ }).click();
  await expect(outputs).toContainText(['old 0', 'old 1', 'old 2']);
});

test('when the browser has no room for the old outputs nothing is run', async ({
  page,
  tmpPath
}) => {
  const big = 'x'.repeat(3_000_000);
  const file = await openNotebook(
    page,
    tmpPath,
    notebookOf([
      { source: 'print("new")', count: 7, outputs: [printed(`${big}\n`)] }
    ])
  );
  await kernelIdle(page);
  const devtools = await devtoolsOf(page);
  await devtools.send('Storage.overrideQuotaForOrigin', {
    origin: new URL(page.url()).origin,
    quotaSize: 1_000_000
  });
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('reproducibility:verify')
  );
  const panel = await openPanel(page);
  await expect(panel).toContainText(/could not be kept safe/);
  await expect(page.locator('.jp-Dialog')).toHaveCount(0);
  const { cells } = await readNotebook(page, file);
  expect(cells[0].execution_count).toBe(7);
  await devtools.send('Storage.overrideQuotaForOrigin', {
    origin: new URL(page.url()).origin
  });
});

test('a file that cannot be written is verified in a fresh kernel', async ({
  page,
  tmpPath
}) => {
  const file = `${tmpPath}/nb.ipynb`;
  await page.contents.uploadContent(
    JSON.stringify(
      notebookOf([{ source: 'print(1)', count: 1, outputs: [printed('1\n')] }])
    ),
    'text',
    file
  );
  // The server's own user may write anything here: it says read-only as it would of another's file.
  await page.route(/\/api\/contents\/.*nb\.ipynb/, async route => {
    if (route.request().method() !== 'GET') {
      return route.fulfill({ status: 403, json: { message: 'read-only' } });
    }
    const response = await route.fetch();
    const model = (await response.json()) as object;
    await route.fulfill({ response, json: { ...model, writable: false } });
  });
  await openPath(page, file);
  await kernelIdle(page);
  const panel = await openPanel(page);
  await panel.getByRole('button', { name: 'Verify in a fresh kernel' }).click();
  await runEnded(page);
  await expect.poll(async () => (await check(page)).standing).toBe('verified');
});

test('endless output can be cancelled, and the page stays usable', async ({
  page,
  tmpPath
}) => {
  const file = await openNotebook(
    page,
    tmpPath,
    ranBefore(
      'print("new 0")',
      'import time\nwhile True:\n    print("partial " * 20, flush=True)\n    time.sleep(0.005)'
    )
  );
  await kernelIdle(page);
  await pressVerify(page);
  await atWork(page);
  const panel = await openPanel(page);
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await runEnded(page);
  expect((await check(page)).standing).toBe('unverified');
  expect((await saved(page, file))[1]).toEqual([11, 'old 1\n']);
});

/** Starts a Jupyter server of our own, to be killed. */
async function startServer(
  folder: string,
  port: number,
  options: string[]
): Promise<ChildProcess> {
  const server = spawn(
    path.join(ROOT, '.venv/bin/python'),
    [
      '-m',
      'jupyterlab',
      '--no-browser',
      '--allow-root',
      `--port=${port}`,
      '--port-retries=0',
      '--IdentityProvider.token=',
      '--ServerApp.disable_check_xsrf=True',
      `--ServerApp.root_dir=${folder}`,
      '--LabApp.expose_app_in_browser=True',
      ...options
    ],
    { stdio: 'ignore', env: { ...process.env, JUPYTER_PLATFORM_DIRS: '1' } }
  );
  for (let wait = 0; wait < 300; wait++) {
    const answer = await fetch(`http://127.0.0.1:${port}/api`).catch(
      () => null
    );
    if (answer?.ok) {
      return server;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error('the server did not start');
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const listener = net.createServer();
    listener.listen(0, '127.0.0.1', () => {
      const { port } = listener.address() as net.AddressInfo;
      listener.close(() => resolve(port));
    });
  });
}

/** A server of our own, with SLEEPY or another notebook, and a page on it. */
async function onServer(
  page: IJupyterLabPageFixture,
  notebook: object,
  options: string[],
  act: (other: Page, server: () => Promise<ChildProcess>) => Promise<void>
): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'outage-'));
  fs.writeFileSync(path.join(folder, 'nb.ipynb'), JSON.stringify(notebook));
  const port = await freePort();
  const started: ChildProcess[] = [];
  const start = async () => {
    const server = await startServer(folder, port, options);
    started.push(server);
    return server;
  };
  await start();
  const other = await page.context().newPage();
  try {
    await other.goto(`http://127.0.0.1:${port}/lab/tree/nb.ipynb`);
    await cellsReady(other);
    await kernelIdle(other);
    await act(other, async () => started.at(-1)!);
  } finally {
    await other.close();
    started.forEach(server => server.kill('SIGTERM'));
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

test('when the server is killed during a run nothing is verified, and the old outputs come back', async ({
  page
}) => {
  await onServer(page, SLEEPY, [], async (other, server) => {
    await pressVerify(other);
    await atWork(other);
    (await server()).kill('SIGKILL');
    const panel = await openPanel(other);
    await expect(panel).toContainText(/connection to the kernel is lost/);
    // JupyterLab's own dialog on the lost server may lie above the panel.
    await panel.getByRole('button', { name: 'Cancel' }).dispatchEvent('click');
    await runEnded(other);
    await expect(other.locator('.jp-OutputArea-output')).toContainText([
      'new 0',
      'old 1',
      'old 2'
    ]);
    const { standing, run } = await check(other);
    expect(standing).toBe('unverified');
    expect(run?.reason).toMatch(/cancelled/);
  });
});

test('text that the server cut short verifies nothing', async ({ page }) => {
  await onServer(
    page,
    ranBefore('for i in range(400):\n    print("old", i, flush=True)'),
    ['--ZMQChannelsWebsocketConnection.iopub_msg_rate_limit=20'],
    async other => {
      await pressVerify(other);
      await runEnded(other);
      const { standing, run } = await check(other);
      expect(standing).toBe('unverified');
      expect(run?.verdict).toBe('could-not-verify');
      expect(run?.reason).toMatch(/cut off by the server/i);
    }
  );
});
