import { expect, galata } from '@jupyterlab/galata';
import type { Page } from '@playwright/test';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { IReport } from '../../src/tokens';
import {
  check,
  cli,
  kernelIdle,
  notebookOf,
  openNotebook,
  openPanel,
  openPath,
  pressVerify,
  printed,
  readNotebook,
  runEnded,
  standing,
  test
} from './helpers';
import { atWork, SLEEPY } from './runs';

const OTHER = notebookOf([
  { source: 'print("one")', count: 1, outputs: [printed('one\n')] },
  { source: 'print("new")', count: 2, outputs: [printed('old\n')] }
]);

async function save(page: Page): Promise<void> {
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('docmanager:save')
  );
}

async function reload(page: Page): Promise<void> {
  await page.reload();
  await page.locator('#jupyterlab-splash').waitFor({ state: 'detached' });
}

function recover(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      window.jupyterapp.commands.execute(
        'reproducibility:recover-outputs'
      ) as Promise<number>
  );
}

test('outputs from before a run that a reload cut off come back by the command, until they are let go', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, tmpPath, SLEEPY);
  await kernelIdle(page);
  await pressVerify(page);
  await atWork(page);
  await save(page);
  await reload(page);
  const outputs = page.locator('.jp-OutputArea-output');
  await expect(outputs.filter({ hasText: 'old 2' })).toHaveCount(0);
  const dialog = page.locator('.jp-Dialog');
  const restored = recover(page);
  await expect(dialog).toContainText('3 cells with outputs');
  await expect(dialog).toContainText('its run did not end');
  // JupyterLab's own style would hide which one is chosen.
  await expect(dialog.getByRole('radio')).toHaveCSS('appearance', 'auto');
  await dialog.getByRole('button', { name: 'Restore' }).click();
  expect(await restored).toBe(3);
  await expect(outputs).toContainText(['old 0', 'old 1', 'old 2']);

  // Not saved: they are still kept.
  const again = recover(page);
  await dialog.getByRole('button', { name: 'Let go' }).click();
  await expect(dialog).toContainText('No outputs of this notebook are kept');
  await dialog.getByRole('button', { name: 'Ok' }).click();
  expect(await again).toBe(0);
});

test('a notebook that is closed during a run loses nothing: what was there is offered when it is opened again', async ({
  page,
  tmpPath
}) => {
  const file = await openNotebook(page, tmpPath, SLEEPY);
  await kernelIdle(page);
  const panel = await openPanel(page);
  await pressVerify(page);
  await atWork(page);
  await save(page);
  await page.evaluate(() => {
    const [notebook] = window.jupyterapp.shell.widgets('main');
    notebook.dispose();
  });
  await expect(panel).toContainText('No notebook open');
  await openPath(page, file);
  await openPanel(page);
  await panel.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.locator('.jp-OutputArea-output')).toContainText([
    'old 0',
    'old 1',
    'old 2'
  ]);
});

test('what is kept follows a notebook that is renamed here, and is found again when it was renamed elsewhere', async ({
  page,
  tmpPath
}) => {
  const file = await openNotebook(page, tmpPath, SLEEPY);
  await kernelIdle(page);
  await pressVerify(page);
  await atWork(page);
  const renamed = `${tmpPath}/renamed.ipynb`;
  // During the run, which goes on.
  await page.evaluate(
    ([from, to]) =>
      window.jupyterapp.serviceManager.contents
        .rename(from, to)
        .then(() => undefined),
    [file, renamed]
  );
  const panel = await openPanel(page);
  await expect(panel.getByRole('progressbar')).toHaveCount(1);
  await save(page);
  // Renamed by another program, while no page looks.
  await page.goto('about:blank');
  const behind = `${tmpPath}/behind.ipynb`;
  const base = new URL(test.info().project.use.baseURL!).origin;
  await page.request.patch(`${base}/api/contents/${renamed}`, {
    data: { path: behind }
  });
  await openPath(page, behind);
  await openPanel(page);
  await panel.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.locator('.jp-OutputArea-output')).toContainText([
    'old 0',
    'old 1',
    'old 2'
  ]);
});

test('old and new outputs can be compared and chosen after a reload, until they are settled', async ({
  page,
  tmpPath
}) => {
  const file = await openNotebook(page, tmpPath, OTHER);
  await kernelIdle(page);
  const panel = await openPanel(page);
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('reproducibility:verify', {
      mode: 'fresh-kernel'
    })
  );
  await reload(page);
  await openPanel(page);
  await panel.getByRole('button', { name: 'Compare all' }).click();
  const cell = page.getByRole('region', { name: 'Cell 2', exact: true });
  await expect(cell).toContainText('old');
  await expect(cell).toContainText('new');
  await panel.getByRole('button', { name: 'Apply new outputs' }).click();
  await expect(page.locator('.jp-Notebook')).toContainText('new');
  await expect(panel).toContainText('The notebook holds the new outputs');
  // The comparison is in front, where JupyterLab's own command saves nothing.
  await page.evaluate(async () => {
    const [notebook] = window.jupyterapp.shell.widgets('main');
    const { context } = notebook as unknown as {
      context: { save(): Promise<void> };
    };
    await context.save();
  });
  expect(JSON.stringify(await readNotebook(page, file))).toContain('new\\n');

  await reload(page);
  await openPanel(page);
  await expect(panel).toContainText('no longer kept');
  await expect(panel.getByRole('button', { name: 'Restore' })).toHaveCount(0);
});

test.describe('with the setting', () => {
  test.use({
    mockSettings: {
      ...galata.DEFAULT_SETTINGS,
      'jupyterlab-reproducibility:plugin': { recordInNotebook: true }
    }
  });

  test('a verified run leaves its record in the file when it is saved, which elsewhere counts as declared, if all digests match', async ({
    page,
    tmpPath
  }) => {
    await page.contents.uploadContent(
      'numpy==2.3.1\n',
      'text',
      `${tmpPath}/requirements.txt`
    );
    const file = await openNotebook(
      page,
      tmpPath,
      notebookOf([
        { source: 'print("one")', count: 1, outputs: [printed('one\n')] }
      ])
    );
    await kernelIdle(page);
    await openPanel(page);
    await pressVerify(page);
    await runEnded(page);
    await expect(standing(page)).toHaveText(/Verified just now/);
    await save(page);
    const content = (await readNotebook(page, file)) as object as {
      metadata: { reproducibility?: object };
    };
    expect(content.metadata.reproducibility).toMatchObject({
      version: 1,
      verdict: 'verified',
      kernel: 'python3'
    });
    expect((await check(page)).standing).toBe('verified');

    // As someone else who got the files.
    const folder = mkdtempSync(path.join(tmpdir(), 'record-'));
    const copy = path.join(folder, 'nb.ipynb');
    const runFacet = () => {
      const report = JSON.parse(cli('check', copy, '--json').stdout) as IReport;
      const { strength, evidence } = report.facets[0];
      return [report.standing, strength, evidence[0].message];
    };
    writeFileSync(path.join(folder, 'requirements.txt'), 'numpy==2.3.1\n');
    writeFileSync(copy, JSON.stringify(content));
    expect(runFacet()).toEqual([
      'unverified',
      'declared',
      expect.stringContaining('says that a clean run verified it')
    ]);
    writeFileSync(path.join(folder, 'requirements.txt'), 'numpy==2.3.2\n');
    expect(runFacet()).toEqual([
      'unverified',
      null,
      expect.stringContaining('passed over: `requirements.txt` is not')
    ]);
  });
});
