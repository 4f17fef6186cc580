import { expect, galata } from '@jupyterlab/galata';
import type { Locator, Page } from '@playwright/test';
import {
  cellsReady,
  check,
  kernelIdle,
  notebookOf,
  openNotebook,
  openPanel,
  printed,
  reload,
  test
} from './helpers';

/** The notebook in front, as far as the tests touch it. */
interface INotebookWidget {
  content: {
    activeCellIndex: number;
    widgets: {
      node: HTMLElement;
      model: {
        id: string;
        executionCount?: number | null;
        sharedModel: { getSource(): string; setSource(source: string): void };
      };
      editor: { getSelection(): object } | null;
    }[];
    model: {
      sharedModel: {
        cells: { getId(): string; getSource(): string }[];
        undo(): void;
        moveCell(from: number, to: number): void;
        deleteCell(index: number): void;
      };
    };
    moveCell(from: number, to: number): void;
  };
  sessionContext: {
    session: {
      kernel: {
        id: string;
        clone(): {
          requestExecute(content: object): { done: Promise<unknown> };
          dispose(): void;
        };
      };
    };
  };
}

/** Runs cells of the notebook by its own command, one after another in the order given. */
async function runCells(page: Page, ...indices: number[]): Promise<void> {
  for (const index of indices) {
    await page.evaluate(async index => {
      const [panel] = window.jupyterapp.shell.widgets(
        'main'
      ) as unknown as INotebookWidget[];
      panel.content.activeCellIndex = index;
      await window.jupyterapp.commands.execute('notebook:run-cell');
    }, index);
  }
}

function sources(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const [panel] = window.jupyterapp.shell.widgets(
      'main'
    ) as unknown as INotebookWidget[];
    return panel.content.model.sharedModel.cells.map(cell => cell.getSource());
  });
}

/** The sentence of a finding in the panel. */
function finding(panel: Locator, text: string | RegExp): Locator {
  return panel.locator('li', { hasText: text });
}

async function rules(page: Page): Promise<string[]> {
  const { findings } = await check(page);
  return findings.map(({ rule, cell }) => `${rule} ${(cell?.index ?? -1) + 1}`);
}

test.describe('while typing', () => {
  test('findings come and go with what is typed, without saving or running', async ({
    page,
    tmpPath
  }) => {
    await openNotebook(
      page,
      tmpPath,
      notebookOf(['total = 1', 'print(total)'])
    );
    const panel = await openPanel(page);
    await expect(panel.getByText(/Nothing found/)).toBeVisible();
    await page.notebook.enterCellEditingMode(1);
    await page.keyboard.press('Control+End');
    await page.keyboard.press('ArrowLeft');
    const row = finding(panel, 'totals');
    for (const visible of [true, false]) {
      if (visible) {
        await page.keyboard.type('s');
      } else {
        await page.keyboard.press('Backspace');
      }
      await expect(row).toHaveCount(visible ? 1 : 0);
    }
  });

  test('in a notebook of 1,000 cells each key is kept, and the finding comes', async ({
    page,
    tmpPath
  }) => {
    const cells = ['x = 0'];
    while (cells.length < 1000) {
      cells.push(`x${cells.length} = x + ${cells.length}`);
    }
    await openNotebook(page, tmpPath, notebookOf(cells));
    const panel = await openPanel(page);
    await expect(panel.getByText(/Nothing found/)).toBeVisible();
    await page.notebook.enterCellEditingMode(2);
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' + missing_name + len("typed without a pause")');
    await expect(finding(panel, 'missing_name')).toHaveCount(1);
    expect((await sources(page))[2]).toBe(
      'x2 = x + 2 + missing_name + len("typed without a pause")'
    );
  });

  test('"go to cell" selects the name', async ({ page, tmpPath }) => {
    await openNotebook(
      page,
      tmpPath,
      notebookOf(['x = 1', 'y = x + missing', 'x'])
    );
    const panel = await openPanel(page);
    await finding(panel, 'missing')
      .getByRole('button', { name: /cell 2/i })
      .click();
    await expect
      .poll(() => page.evaluate(() => window.getSelection()?.toString()))
      .toBe('missing');
  });

  test('a cell that is needed above moves there as one undo step, with its id and outputs', async ({
    page,
    tmpPath
  }) => {
    const cells = [
      { source: 'print(x)', count: 2, outputs: [printed('3\n')] },
      'y = 1',
      { source: 'x = 3\nprint("made")', count: 1, outputs: [printed('made\n')] }
    ];
    await openNotebook(page, tmpPath, notebookOf(cells));
    const before = await sources(page);
    const panel = await openPanel(page);
    await finding(panel, 'x')
      .getByRole('button', { name: 'Move cell 3 above cell 1' })
      .click();
    const dialog = page.locator('.jp-Dialog');
    await expect(dialog.locator('pre')).toHaveText(/x = 3/);
    await dialog.getByRole('button', { name: 'Move the cell' }).click();
    await expect
      .poll(() => sources(page))
      .toEqual([before[2], before[0], before[1]]);
    const moved = page.locator('.jp-CodeCell').first();
    await expect(moved.locator('.jp-OutputArea-output')).toHaveText(/made/);
    await expect(panel.getByText(/is used before/)).toHaveCount(0);
    const ids = await page.evaluate(() => {
      const [panel] = window.jupyterapp.shell.widgets(
        'main'
      ) as unknown as INotebookWidget[];
      const { sharedModel } = panel.content.model;
      const ids = sharedModel.cells.map(cell => cell.getId());
      sharedModel.undo();
      return ids;
    });
    expect(ids).toEqual(['cell-2', 'cell-0', 'cell-1']);
    expect(await sources(page)).toEqual(before);
  });

  test('a fix that no longer fits does nothing and says so', async ({
    page,
    tmpPath
  }) => {
    await openNotebook(page, tmpPath, notebookOf(['print(x)', 'x = 3']));
    const panel = await openPanel(page);
    await panel
      .getByRole('button', { name: 'Move cell 2 above cell 1' })
      .click();
    await page.evaluate(() => {
      const [panel] = window.jupyterapp.shell.widgets(
        'main'
      ) as unknown as INotebookWidget[];
      panel.content.widgets[1].model.sharedModel.setSource('x = 4');
    });
    const dialog = page.locator('.jp-Dialog');
    await dialog.getByRole('button', { name: 'Move the cell' }).click();
    await expect(dialog).toHaveText(/changed meanwhile/);
    await dialog.getByRole('button', { name: 'Ok' }).click();
    expect(await sources(page)).toEqual(['print(x)', 'x = 4']);
  });
});

test.describe('what ran', () => {
  test('a cell edited since it ran is told, one whose edit was undone is not, also after a reload', async ({
    page,
    tmpPath
  }) => {
    await openNotebook(page, tmpPath, notebookOf(['x = 1', 'print(x)']));
    await openPanel(page);
    await kernelIdle(page);
    await runCells(page, 0, 1);
    await expect(page.locator('.jp-OutputArea-output')).toHaveText(/1/);
    await page.evaluate(() =>
      window.jupyterapp.commands.execute('docmanager:save')
    );
    expect(await rules(page)).toEqual([]);

    await page.notebook.enterCellEditingMode(1);
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' or 1');
    await expect
      .poll(async () => (await rules(page)).join())
      .toMatch(/edited.* 2/);
    for (let i = 0; i < 5; i++) {
      await page.keyboard.press('Backspace');
    }
    await expect.poll(() => rules(page)).toEqual([]);

    // The log was written; the page goes.
    await page.waitForTimeout(1000);
    await reload(page);
    await openPanel(page);
    await kernelIdle(page);
    expect(await rules(page)).toEqual([]);
    await page.notebook.enterCellEditingMode(1);
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' or 2');
    await expect
      .poll(async () => (await rules(page)).join())
      .toMatch(/edited.* 2/);
  });

  test('what ran is forgotten when the kernel was restarted while the page was gone', async ({
    page,
    tmpPath
  }) => {
    await openNotebook(page, tmpPath, notebookOf(['x = 1', 'print(x)']));
    await openPanel(page);
    await kernelIdle(page);
    await runCells(page, 0, 1);
    await page.evaluate(() =>
      window.jupyterapp.commands.execute('docmanager:save')
    );
    await page.waitForTimeout(1000);
    const { id, url, token } = await page.evaluate(() => {
      const [panel] = window.jupyterapp.shell.widgets(
        'main'
      ) as unknown as INotebookWidget[];
      const { baseUrl, token } = window.jupyterapp.serviceManager
        .serverSettings as { baseUrl: string; token: string };
      const { id } = panel.sessionContext.session.kernel;
      return { id, url: baseUrl, token };
    });
    const notebook = page.url();
    await page.goto('about:blank');
    const answer = await page.request.post(`${url}api/kernels/${id}/restart`, {
      headers: { Authorization: `token ${token}` }
    });
    expect(answer.ok()).toBe(true);
    await page.goto(notebook);
    await page.locator('#jupyterlab-splash').waitFor({ state: 'detached' });
    await cellsReady(page);
    await openPanel(page);
    await kernelIdle(page);
    await page.notebook.enterCellEditingMode(1);
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' or 1');
    await expect
      .poll(async () => (await sources(page))[1])
      .toBe('print(x) or 1');
    await page.waitForTimeout(1000);
    expect((await rules(page)).join()).not.toContain('edited');
  });

  test('an output that rests on what another client ran in the kernel is told', async ({
    page,
    tmpPath
  }) => {
    await openNotebook(
      page,
      tmpPath,
      notebookOf(['x = 1', 'print(x)', 'y = 2'])
    );
    await openPanel(page);
    await kernelIdle(page);
    await runCells(page, 0, 2);
    await page.evaluate(async () => {
      const [panel] = window.jupyterapp.shell.widgets(
        'main'
      ) as unknown as INotebookWidget[];
      const other = panel.sessionContext.session.kernel.clone();
      await other.requestExecute({ code: 'x = 5' }).done;
      other.dispose();
    });
    await runCells(page, 1);
    await expect(page.locator('.jp-OutputArea-output')).toHaveText(/5/);
    await expect
      .poll(async () => (await rules(page)).join())
      .toMatch(/(stale|hidden|would-change)\S* 2/);
  });

  test('a moved cell keeps what is known of it', async ({ page, tmpPath }) => {
    await openNotebook(
      page,
      tmpPath,
      notebookOf(['x = 1', 'y = 2', 'print(x)'])
    );
    await openPanel(page);
    await kernelIdle(page);
    await runCells(page, 0, 1, 2);
    await page.evaluate(() => {
      const [panel] = window.jupyterapp.shell.widgets(
        'main'
      ) as unknown as INotebookWidget[];
      panel.content.moveCell(0, 1);
    });
    await expect
      .poll(() => sources(page))
      .toEqual(['y = 2', 'x = 1', 'print(x)']);
    const moved = await rules(page);
    expect(moved.filter(rule => /edited|stale-input/.test(rule))).toEqual([]);
  });
});

test.describe('Ask the kernel', () => {
  const NOTEBOOK = notebookOf(['threshold = 0.2', 'print(threshold)', 'z = 1']);

  test('recovers a cell that was deleted, without running or counting anything', async ({
    page,
    tmpPath
  }) => {
    await openNotebook(page, tmpPath, NOTEBOOK);
    const panel = await openPanel(page);
    await kernelIdle(page);
    await runCells(page, 0, 1);
    await page.evaluate(() => {
      const [panel] = window.jupyterapp.shell.widgets(
        'main'
      ) as unknown as INotebookWidget[];
      panel.content.model.sharedModel.deleteCell(0);
    });
    // As after a reload in another browser, nothing but the kernel remembers.
    await page.evaluate(
      () =>
        new Promise(resolve => {
          const request = indexedDB.deleteDatabase(
            'jupyterlab-reproducibility-log'
          );
          request.onsuccess = resolve;
          request.onerror = resolve;
        })
    );
    await page.evaluate(() =>
      window.jupyterapp.commands.execute('docmanager:save')
    );
    await reload(page);
    await openPanel(page);
    await kernelIdle(page);
    await panel.getByRole('button', { name: 'Ask the kernel' }).click();
    await expect(panel.getByText(/1 name lives in the kernel/)).toBeVisible();
    const insert = panel.getByRole('button', { name: /Insert/ }).first();
    await insert.click();
    const dialog = page.locator('.jp-Dialog');
    await expect(dialog.locator('pre')).toHaveText('threshold = 0.2');
    await dialog.getByRole('button', { name: 'Insert the cell' }).click();
    await expect
      .poll(() => sources(page))
      .toEqual(['threshold = 0.2', 'print(threshold)', 'z = 1']);
    // One undo step.
    await page.evaluate(() => {
      const [panel] = window.jupyterapp.shell.widgets(
        'main'
      ) as unknown as INotebookWidget[];
      panel.content.model.sharedModel.undo();
    });
    expect(await sources(page)).toEqual(['print(threshold)', 'z = 1']);
    // The question left no trace in the kernel's counter.
    await runCells(page, 1);
    await expect(
      page.locator('.jp-CodeCell').nth(1).locator('.jp-InputPrompt')
    ).toHaveText('[3]:');
  });

  test('says so when the kernel is busy', async ({ page, tmpPath }) => {
    await openNotebook(
      page,
      tmpPath,
      notebookOf(['import time; time.sleep(4)'])
    );
    const panel = await openPanel(page);
    await kernelIdle(page);
    const button = panel.getByRole('button', { name: 'Ask the kernel' });
    await expect(button).not.toHaveAttribute('aria-disabled', 'true');
    const ran = runCells(page, 0);
    await expect(button).toHaveAttribute(
      'aria-description',
      /The kernel is busy/
    );
    await ran;
    await expect(button).not.toHaveAttribute('aria-disabled', 'true');
  });

  test('says what a kernel of another language cannot tell', async ({
    page,
    tmpPath
  }) => {
    await openNotebook(
      page,
      tmpPath,
      notebookOf(['hello'], { name: 'echo', language: 'echo' })
    );
    const panel = await openPanel(page);
    await kernelIdle(page);
    await panel.getByRole('button', { name: 'Ask the kernel' }).click();
    await expect(panel.getByText(/told no history/)).toBeVisible();
    await expect(panel.getByText(/this kernel speaks echo/)).toBeVisible();
  });

  test('can be asked by command', async ({ page, tmpPath }) => {
    await openNotebook(page, tmpPath, NOTEBOOK);
    await kernelIdle(page);
    const panel = await openPanel(page);
    await page.evaluate(() =>
      window.jupyterapp.commands.execute('reproducibility:ask-kernel')
    );
    await expect(panel.getByText(/No name lives in the kernel/)).toBeVisible();
  });
});

test.describe('marks', () => {
  const CELLS = Array.from({ length: 60 }, (_, index) =>
    index % 20 === 19 ? `print(missing_${index})` : `v${index} = ${index}`
  );

  for (const windowingMode of ['defer', 'full', 'none', 'contentVisibility']) {
    test.describe(windowingMode, () => {
      const tracker = '@jupyterlab/notebook-extension:tracker';
      test.use({
        mockSettings: {
          ...galata.DEFAULT_SETTINGS,
          [tracker]: {
            ...(galata.DEFAULT_SETTINGS[tracker] as object),
            windowingMode
          }
        }
      });

      test('stand on the right cells', async ({ page, tmpPath }) => {
        await openNotebook(page, tmpPath, notebookOf(CELLS));
        await openPanel(page);
        await expect.poll(() => marked(page)).toEqual([19, 39, 59]);
        await page.evaluate(() => {
          const [panel] = window.jupyterapp.shell.widgets(
            'main'
          ) as unknown as INotebookWidget[];
          panel.content.moveCell(59, 0);
        });
        await expect.poll(() => marked(page)).toEqual([0, 20, 40]);
        // The one far below is scrolled to, and its name is underlined.
        await page
          .getByRole('region', { name: 'Reproducibility' })
          .locator('li', { hasText: 'missing_39' })
          .getByRole('button', { name: /cell 41/i })
          .click();
        await expect(
          page.locator('.jp-Reproducibility-underline', {
            hasText: 'missing_39'
          })
        ).toHaveAttribute('title', /missing_39/);
        expect(await marked(page)).toEqual([0, 20, 40]);
        await page.evaluate(() => {
          const [panel] = window.jupyterapp.shell.widgets(
            'main'
          ) as unknown as INotebookWidget[];
          panel.content.model.sharedModel.deleteCell(0);
        });
        await expect.poll(() => marked(page)).toEqual([19, 39]);
      });
    });
  }

  test('say in words what they stand for, and one setting takes them away', async ({
    page,
    tmpPath
  }) => {
    await openNotebook(page, tmpPath, notebookOf(['print(nowhere)']));
    const cell = page.locator('.jp-CodeCell').first();
    await expect(cell).toHaveAttribute('aria-description', /nowhere/);
    const underline = cell.locator('.jp-Reproducibility-underline');
    await expect(underline).toHaveText('nowhere');
    await setMarks(page, false);
    await expect(underline).toHaveCount(0);
    await expect(cell).not.toHaveAttribute('aria-description', /nowhere/);
    await setMarks(page, true);
    await expect(underline).toHaveText('nowhere');
  });
});

/** Indices of the cells that are marked, and described for those who do not see it. */
function marked(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const [panel] = window.jupyterapp.shell.widgets(
      'main'
    ) as unknown as INotebookWidget[];
    return panel.content.widgets.flatMap(({ node }, index) =>
      node.classList.contains('jp-Reproducibility-marked') &&
      node.getAttribute('aria-description')?.includes('missing_')
        ? [index]
        : []
    );
  });
}

function setMarks(page: Page, marks: boolean): Promise<void> {
  return page.evaluate(async marks => {
    const registry = (await window.galata.getPlugin(
      '@jupyterlab/apputils-extension:settings'
    )) as { set(plugin: string, key: string, value: boolean): Promise<void> };
    await registry.set('jupyterlab-reproducibility:plugin', 'marks', marks);
  }, marks);
}

test.describe('a fix', () => {
  test('adds a seed to the cell that imports, as one undo step', async ({
    page,
    tmpPath
  }) => {
    const before = ['import numpy as np\nn = 3', 'np.random.rand(n)'];
    await openNotebook(page, tmpPath, notebookOf(before));
    const panel = await openPanel(page);
    const finding = panel.locator('li', { hasText: 'without a seed' });
    await finding.getByRole('button', { name: /seed/ }).click();
    const dialog = page.locator('.jp-Dialog');
    const seeded = 'import numpy as np\nnp.random.seed(0)\nn = 3';
    await expect(dialog.locator('pre')).toHaveText(seeded);
    await dialog.getByRole('button', { name: 'Change the cell' }).click();
    await expect.poll(() => sources(page)).toEqual([seeded, before[1]]);
    await expect(finding).toHaveCount(0);
    await undo(page);
    expect(await sources(page)).toEqual(before);
    await expect(finding).toHaveCount(1);
  });

  test('that no longer fits adds no seed and says so', async ({
    page,
    tmpPath
  }) => {
    await openNotebook(
      page,
      tmpPath,
      notebookOf(['import random', 'random.random()'])
    );
    const panel = await openPanel(page);
    await panel
      .locator('li', { hasText: 'without a seed' })
      .getByRole('button', { name: /seed/ })
      .click();
    await page.evaluate(() => {
      const [panel] = window.jupyterapp.shell.widgets(
        'main'
      ) as unknown as INotebookWidget[];
      panel.content.widgets[0].model.sharedModel.setSource('import random, os');
    });
    const dialog = page.locator('.jp-Dialog');
    await dialog.getByRole('button', { name: 'Change the cell' }).click();
    await expect(dialog).toHaveText(/changed meanwhile/);
    await dialog.getByRole('button', { name: 'Ok' }).click();
    expect(await sources(page)).toEqual([
      'import random, os',
      'random.random()'
    ]);
  });

  test('runs the stale cells in order', async ({ page, tmpPath }) => {
    await openNotebook(
      page,
      tmpPath,
      notebookOf(['a = 1', 'b = a + 1', 'print(b)'])
    );
    const panel = await openPanel(page);
    await kernelIdle(page);
    await runCells(page, 0, 1, 2);
    const output = page.locator('.jp-CodeCell').nth(2).locator('pre').last();
    await expect(output).toHaveText('2');
    await page.evaluate(() => {
      const [panel] = window.jupyterapp.shell.widgets(
        'main'
      ) as unknown as INotebookWidget[];
      panel.content.widgets[0].model.sharedModel.setSource('a = 5');
    });
    await runCells(page, 0);
    const run = panel
      .getByRole('button', { name: /^Run/ })
      .and(panel.locator('li button'));
    await run.first().click();
    const dialog = page.locator('.jp-Dialog');
    await expect(dialog).toHaveText(/in this order.*2, 3/s);
    await dialog.getByRole('button', { name: 'Run the cells' }).click();
    await expect(output).toHaveText('6');
    await expect(panel.locator('li', { hasText: 'stale' })).toHaveCount(0);
  });
});

/** One step back, of the notebook. */
function undo(page: Page): Promise<void> {
  return page.evaluate(() => {
    const [panel] = window.jupyterapp.shell.widgets(
      'main'
    ) as unknown as INotebookWidget[];
    panel.content.model.sharedModel.undo();
  });
}
