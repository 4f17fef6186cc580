import { expect, test as base } from '@jupyterlab/galata';

const test = base.extend({
  // The default waits for the Launcher, which an opened notebook hides.
  waitForApplication: async ({}, use) => {
    await use(async page => {
      await page.locator('#jupyterlab-splash').waitFor({ state: 'detached' });
    });
  }
});

test.use({ autoGoto: false, kernels: null, sessions: null });

const NOTEBOOK = {
  cells: [
    {
      id: 'one',
      cell_type: 'code',
      execution_count: 1,
      metadata: {},
      outputs: [],
      source: 'x = 1'
    }
  ],
  metadata: {
    kernelspec: {
      display_name: 'Python 3',
      language: 'python',
      name: 'python3'
    },
    language_info: { name: 'python' }
  },
  nbformat: 4,
  nbformat_minor: 5
};

test('JupyterLab loads the extension beside an open notebook', async ({
  page,
  tmpPath
}) => {
  await page.contents.uploadContent(
    JSON.stringify(NOTEBOOK),
    'text',
    `${tmpPath}/one.ipynb`
  );
  await page.goto(`tree/${tmpPath}/one.ipynb`);
  await expect(page.locator('.jp-Notebook .jp-CodeCell')).toHaveCount(1);
  const hasPlugin = await page.evaluate(() =>
    window.jupyterapp.hasPlugin('jupyterlab-reproducibility:plugin')
  );
  expect(hasPlugin).toBe(true);
  await page.evaluate(async () => {
    const [panel] = window.jupyterapp.shell.widgets('main');
    const { context } = panel as unknown as {
      context: { sessionContext: { shutdown(): Promise<void> } };
    };
    await context.sessionContext.shutdown();
  });
});
