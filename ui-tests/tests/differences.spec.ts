import { expect } from '@jupyterlab/galata';
import {
  check,
  kernelIdle,
  notebookOf,
  openNotebook,
  openPanel,
  pressVerify,
  runEnded,
  standing,
  test
} from './helpers';

test('a number, a picture and a stream that differ are each told, and shown side by side', async ({
  page,
  tmpPath
}) => {
  test.slow();
  const file = `${tmpPath}/k.txt`;
  await page.contents.uploadContent('3', 'text', file);
  await openNotebook(
    page,
    tmpPath,
    notebookOf([
      'import matplotlib.pyplot as plt\nk = int(open("k.txt").read())',
      'k * 1.5',
      'fig, ax = plt.subplots(figsize=(3, 2))\nax.axis("off")\nax.bar([0, 1], [k, 2])\nax.set_ylim(0, 10)\nplt.show()',
      'print("k is", k)',
      'print("always the same")'
    ])
  );
  await kernelIdle(page);
  const panel = await openPanel(page);

  // The first run has nothing to compare with, and claims nothing.
  await pressVerify(page);
  await runEnded(page);
  await expect(standing(page)).toHaveText(/nothing to compare with/);

  await page.contents.uploadContent('4', 'text', file);
  await pressVerify(page);
  await runEnded(page);
  await expect(standing(page)).toHaveText(/3 outputs differ/);
  const report = await check(page);
  expect(report.level).toBe(0);
  expect(report.run?.counts).toMatchObject({ identical: 1, different: 3 });
  for (const [message, cell] of [
    ['Numbers differ', 2],
    ['Picture differs', 3],
    ['Numbers differ', 4]
  ] as const) {
    const row = panel
      .locator('li', { hasText: message })
      .filter({ has: page.getByRole('button', { name: `cell ${cell}` }) });
    await expect(row.first()).toBeVisible();
  }

  await panel.getByRole('button', { name: 'Compare all' }).click();
  const view = page.locator('.jp-MainAreaWidget').filter({
    hasText: 'Not reproduced'
  });
  await expect(view.getByText('4.5', { exact: true }).first()).toBeVisible();
  await expect(view.getByText('6.0', { exact: true }).first()).toBeVisible();
  await expect(view.locator('img, canvas').first()).toBeVisible();
});
