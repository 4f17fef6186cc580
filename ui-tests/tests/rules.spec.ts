import { expect, type IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Locator } from '@playwright/test';
import {
  check,
  kernelIdle,
  notebookOf,
  openNotebook,
  openPanel,
  printed,
  runEnded,
  test
} from './helpers';

/** Verifies a notebook whose stored outputs a run does not give again, and opens the comparison. */
async function compared(
  page: IJupyterLabPageFixture,
  folder: string
): Promise<Locator> {
  await openNotebook(
    page,
    folder,
    notebookOf([
      {
        source: 'print("x is", 1.5)',
        count: 1,
        outputs: [printed('x is 1.50001\n')]
      },
      {
        source: 'print("job 4712 of", "a" * 40, "ended")',
        count: 2,
        outputs: [printed(`job 4711 of ${'a'.repeat(40)} ended\n`)]
      }
    ])
  );
  await kernelIdle(page);
  const panel = await openPanel(page);
  await page.evaluate(() => {
    void window.jupyterapp.commands.execute('reproducibility:verify', {
      mode: 'fresh-kernel'
    });
  });
  await expect(panel.getByText('2 different').first()).toBeVisible({
    timeout: 60_000
  });
  await runEnded(page);
  await panel.getByRole('button', { name: 'Compare all' }).click();
  return page.getByRole('region', { name: 'Comparison of outputs' });
}

/** The form for the rules, opened with the keyboard. */
async function openForm(view: Locator): Promise<Locator> {
  await view.getByRole('button', { name: 'Change…' }).press('Enter');
  return view.getByRole('region', { name: 'How outputs are compared' });
}

test('another tolerance and an own pattern change the verdict without a run', async ({
  page,
  tmpPath
}) => {
  test.slow();
  const view = await compared(page, tmpPath);
  const ended = (await check(page)).run?.ended;
  const form = await openForm(view);
  await form.getByLabel('1e-3, relative').check();
  await expect(
    form.getByText(
      'Compared again: 1 close (largest deviation 7·10⁻⁶), 1 different'
    )
  ).toBeVisible();

  await form.getByLabel('Regular expression').fill('(?<=job )\\d+');
  await expect(form.getByText('Matches in 1 cell')).toBeVisible();
  await expect(form.getByText('4711', { exact: true })).toBeVisible();
  await expect(form.getByText('4712', { exact: true })).toBeVisible();
  await form.getByRole('textbox', { name: 'Name' }).fill('job number');
  await form.getByRole('textbox', { name: 'Name' }).press('Enter');
  await expect(view.getByRole('heading', { name: 'Verified' })).toBeVisible();
  await expect(
    view.getByText('1 equivalent (ignoring 1 match of job number)').first()
  ).toBeVisible();

  const { run, facets, standing } = await check(page);
  expect(run).toMatchObject({ verdict: 'verified', ended });
  expect(standing).toBe('verified');
  expect(
    facets
      .find(({ id }) => id === 'run')!
      .evidence.map(({ message }) => message)
  ).toContain(
    'Compared with own rules: tolerance 1e-3; ignoring matches of job number'
  );
});

test('a pattern that takes for ever is stopped and told, and the page stays usable', async ({
  page,
  tmpPath
}) => {
  test.slow();
  const view = await compared(page, tmpPath);
  const form = await openForm(view);
  await form.getByLabel('Regular expression').fill('(a+)+$');
  await expect(
    form.getByText(/It was stopped: .* took too long/)
  ).toBeVisible();
  await form.getByLabel('Regular expression').press('Enter');
  await expect(
    view.getByText('Own patterns could not be applied')
  ).toBeVisible();
  // What is the same without it was still compared, and what does not need it, too.
  await expect(view.getByText('1 different').first()).toBeVisible();
  await form.getByRole('button', { name: 'Remove the pattern' }).click();
  await expect(view.getByText('2 different').first()).toBeVisible();
});

test('the outputs of a cell are ignored by a tag, which undo takes away', async ({
  page,
  tmpPath
}) => {
  test.slow();
  const view = await compared(page, tmpPath);
  await view.getByRole('button', { name: 'Tags of cell 2' }).click();
  await page
    .getByRole('menuitem', { name: 'Ignore the outputs of this cell' })
    .click();
  await expect(view.getByText('1 ignored').first()).toBeVisible();
  const tags = () =>
    page.evaluate(() => {
      const [panel] = window.jupyterapp.shell.widgets('main') as Iterable<{
        content?: {
          model: { cells: { get(index: number): { metadata: object } } };
        };
      }>;
      return panel.content?.model.cells.get(1).metadata;
    });
  expect(await tags()).toMatchObject({ tags: ['nbval-ignore-output'] });
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('notebook:undo-cell-action')
  );
  await expect(view.getByText('2 different').first()).toBeVisible();
  expect(await tags()).not.toHaveProperty('tags');
});
