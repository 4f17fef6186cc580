import { expect } from '@jupyterlab/galata';
import type { Page } from '@playwright/test';
import {
  kernelIdle,
  notebookOf,
  openNotebook,
  openPanel,
  pressVerify,
  printed,
  readNotebook,
  reload,
  runEnded,
  standing,
  test
} from './helpers';

const OTHER = notebookOf([
  { source: 'print("one")', count: 1, outputs: [printed('one\n')] },
  { source: 'print("new")', count: 2, outputs: [printed('old\n')] }
]);

async function save(page: Page): Promise<void> {
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('docmanager:save')
  );
}

async function comeBack(page: Page): Promise<void> {
  await reload(page);
  await openPanel(page);
}

function outputOf(page: Page, cell: number) {
  return page
    .locator('.jp-CodeCell')
    .nth(cell)
    .locator('.jp-OutputArea-output');
}

async function fileOutputs(page: Page, file: string): Promise<string> {
  const { cells } = await readNotebook(page, file);
  return JSON.stringify(cells.map(cell => cell.outputs));
}

test('a run that gives other outputs means level 0, and both outputs are kept until one is chosen and saved', async ({
  page,
  tmpPath
}) => {
  const file = await openNotebook(page, tmpPath, OTHER);
  await kernelIdle(page);
  const panel = await openPanel(page);
  await pressVerify(page);
  await runEnded(page);
  await expect(standing(page)).toHaveText(/1 output differs/);
  await expect(outputOf(page, 1)).toHaveText('new\n');
  await save(page);

  await panel.getByRole('button', { name: 'Restore the old ones' }).click();
  await expect(outputOf(page, 1)).toHaveText('old\n');
  // The page goes before it is saved: the file still holds the new ones, so the old ones are offered again.
  page.on('dialog', dialog => void dialog.accept());
  await comeBack(page);
  const restore = panel.getByRole('button', { name: 'Restore', exact: true });
  await restore.click();
  await expect(outputOf(page, 1)).toHaveText('old\n');
  await save(page);
  expect(await fileOutputs(page, file)).toContain('old');
  expect(await fileOutputs(page, file)).not.toContain('new');

  await comeBack(page);
  await expect(standing(page)).toHaveText(/1 output differs/);
  await expect(restore).toHaveCount(0);
});

test('kept new outputs are in the file, and a second run that matches them verifies', async ({
  page,
  tmpPath
}) => {
  const file = await openNotebook(page, tmpPath, OTHER);
  await kernelIdle(page);
  const panel = await openPanel(page);
  await pressVerify(page);
  await runEnded(page);
  await panel.getByRole('button', { name: 'Keep new outputs' }).click();
  await save(page);
  expect(await fileOutputs(page, file)).toContain('new');
  await pressVerify(page);
  await runEnded(page);
  await expect(standing(page)).toHaveText(/Verified just now/);
});

test('outputs of a fresh kernel are not put under a source that was edited since', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, tmpPath, OTHER);
  await kernelIdle(page);
  const panel = await openPanel(page);
  await panel.getByRole('button', { name: 'Ways to verify' }).click();
  await page
    .getByRole('menuitem', { name: 'Verify in a fresh kernel' })
    .click();
  await runEnded(page);
  await expect(standing(page)).toHaveText(/1 output differs/);
  await expect(outputOf(page, 1)).toHaveText('old\n');

  await page.notebook.setCell(1, 'code', 'print("edited")');
  await panel.getByRole('button', { name: 'Apply new outputs' }).click();
  await expect(
    panel.getByText(/Cell 2 was edited after the run/).last()
  ).toBeVisible();
  await expect(outputOf(page, 1)).toHaveText('old\n');
});

test('a data file that changed takes "verified" away, and is named', async ({
  page,
  tmpPath
}) => {
  const file = `${tmpPath}/numbers.csv`;
  await page.contents.uploadContent('1\n2\n', 'text', file);
  await openNotebook(
    page,
    tmpPath,
    notebookOf([
      {
        source: 'print(len(open("numbers.csv").readlines()))',
        count: 1,
        outputs: [printed('2\n')]
      }
    ])
  );
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
        content: '1\n2\n3\n'
      }),
    file
  );
  await expect(standing(page)).toHaveText(/Not verified:.*numbers\.csv/);
});
