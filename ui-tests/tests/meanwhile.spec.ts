import { expect } from '@jupyterlab/galata';
import type { JSHandle, Page } from '@playwright/test';
import {
  check,
  kernelIdle,
  notebookOf,
  openNotebook,
  openPanel,
  pressVerify,
  printed,
  readNotebook,
  runEnded,
  test
} from './helpers';
import { SLEEPY, atWork, ranBefore, saved } from './runs';

/* What people and other programs do to a notebook while it is being verified. */

/** The notebook in front, as far as the tests touch it. */
interface INotebookPanel {
  content: {
    model: {
      sharedModel: {
        cells: { setSource(source: string): void }[];
        deleteCell(index: number): void;
        undo(): void;
      };
    };
  };
  sessionContext: {
    changeKernel(model: { name: string }): Promise<unknown>;
    session: {
      kernel: {
        interrupt(): Promise<void>;
      };
    };
  };
}

/** The notebook in front, to do something with it in the page. */
function front(page: Page): Promise<JSHandle<INotebookPanel>> {
  return page.evaluateHandle(
    () =>
      [
        ...window.jupyterapp.shell.widgets('main')
      ][0] as unknown as INotebookPanel
  );
}

/** A run of three cells, the middle one of which is at work for that many seconds. */
function working(seconds: number): object {
  return ranBefore(
    'print("new 0")',
    `import time\nprint("partial", flush=True)\ntime.sleep(${seconds})`,
    'print("new 2")'
  );
}

test('an interrupt from the Kernel menu ends the run, and cells that did not finish keep their old outputs', async ({
  page,
  tmpPath
}) => {
  const file = await openNotebook(page, tmpPath, SLEEPY);
  await kernelIdle(page);
  await pressVerify(page);
  await atWork(page);
  await (
    await front(page)
  ).evaluate(panel => panel.sessionContext.session.kernel.interrupt());
  await runEnded(page);
  const { standing, run } = await check(page);
  expect(standing).toBe('unverified');
  expect(run?.reason).toMatch(/interrupted in cell 2/);
  expect(await saved(page, file)).toEqual([
    [1, 'new 0\n'],
    [11, 'old 1\n'],
    [12, 'old 2\n']
  ]);
});

test('another kernel chosen during a run ends it, and nothing is verified', async ({
  page,
  tmpPath
}) => {
  const file = await openNotebook(page, tmpPath, SLEEPY);
  await kernelIdle(page);
  await pressVerify(page);
  await atWork(page);
  await (
    await front(page)
  ).evaluate(async panel => {
    await panel.sessionContext.changeKernel({ name: 'echo' });
  });
  await runEnded(page);
  const { standing, run } = await check(page);
  expect(standing).toBe('unverified');
  expect(run?.reason).toMatch(/kernel is now `echo`/);
  expect((await saved(page, file)).slice(1)).toEqual([
    [11, 'old 1\n'],
    [12, 'old 2\n']
  ]);
});

test('a cell edited during a run is not verified, and is named', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, tmpPath, working(3));
  await kernelIdle(page);
  await pressVerify(page);
  await atWork(page);
  await (
    await front(page)
  ).evaluate(panel => {
    panel.content.model.sharedModel.cells[2].setSource('print("other")');
  });
  await runEnded(page);
  const { standing, run } = await check(page);
  expect(standing).toBe('unverified');
  expect(run?.reason).toMatch(/cell 3 was edited/);
  expect(run?.stillCounts).toBe(false);
});

test('cells moved and deleted during a run prove nothing, and what was deleted can be had back', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, tmpPath, working(3));
  await kernelIdle(page);
  await pressVerify(page);
  await atWork(page);
  await (
    await front(page)
  ).evaluate(panel => {
    panel.content.model.sharedModel.deleteCell(0);
  });
  await runEnded(page);
  const { standing, run } = await check(page);
  expect(standing).toBe('unverified');
  expect(run?.reason).toMatch(/moved, deleted or reloaded/);
  await (
    await front(page)
  ).evaluate(panel => {
    panel.content.model.sharedModel.undo();
  });
  const panel = await openPanel(page);
  await panel.getByRole('button', { name: 'Restore the old ones' }).click();
  await expect(page.locator('.jp-OutputArea-output')).toContainText([
    'old 0',
    'old 1',
    'old 2'
  ]);
});

test('a cell that rewrites itself is not verified', async ({
  page,
  tmpPath
}) => {
  await openNotebook(
    page,
    tmpPath,
    ranBefore(
      'get_ipython().set_next_input("print(5)", replace=True)\nprint("old 0")'
    )
  );
  await kernelIdle(page);
  await pressVerify(page);
  await runEnded(page);
  const { standing, run } = await check(page);
  expect(standing).toBe('unverified');
  expect(run?.reason).toMatch(/cell 1 was edited/);
});

test('text that a thread prints after its cell belongs to the cell', async ({
  page,
  tmpPath
}) => {
  await openNotebook(
    page,
    tmpPath,
    notebookOf([
      {
        source:
          'import threading, time\ndef late():\n    time.sleep(0.2)\n    print("late")\nthreading.Thread(target=late).start()',
        count: 1,
        outputs: [printed('late\n')]
      }
    ])
  );
  await kernelIdle(page);
  await pressVerify(page);
  await runEnded(page);
  expect((await check(page)).standing).toBe('verified');
});

test('a file that another program wrote during a run is not overwritten unasked', async ({
  page,
  tmpPath
}) => {
  const file = await openNotebook(page, tmpPath, working(3));
  await kernelIdle(page);
  await pressVerify(page);
  await atWork(page);
  // A file system may tell times by the second.
  await page.waitForTimeout(1100);
  await page.contents.uploadContent(
    JSON.stringify(notebookOf(['print("theirs")'])),
    'text',
    file
  );
  await runEnded(page);
  await page.evaluate(() => {
    void window.jupyterapp.commands.execute('docmanager:save');
  });
  const dialog = page.locator('.jp-Dialog');
  await expect(dialog).toContainText('changed on disk');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  const panel = await openPanel(page);
  await expect(panel).toContainText(/The file changed on disk/);
  const { cells } = await readNotebook(page, file);
  expect(cells.map(({ source }) => source)).toEqual(['print("theirs")']);
  // Both outputs are still there to choose from.
  const outputs = page.locator('.jp-OutputArea-output');
  await panel.getByRole('button', { name: 'Restore the old ones' }).click();
  await expect(outputs).toContainText(['old 0', 'old 1', 'old 2']);
});
