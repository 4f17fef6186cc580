import { execFileSync } from 'node:child_process';
import path from 'node:path';
import {
  expect,
  test as base,
  type IJupyterLabPageFixture
} from '@jupyterlab/galata';
import type { Locator, Page } from '@playwright/test';
import type { IReport } from '../../src/tokens';

export const ROOT = path.resolve(__dirname, '../..');

/** As Galata's, but any page counts as started, and kernels are real. Each test ends its own kernels. */
export const test = base.extend({
  autoGoto: false,
  kernels: null,
  sessions: null,
  waitForApplication: async ({}, use) => {
    await use(async page => {
      await page.locator('#jupyterlab-splash').waitFor({ state: 'detached' });
    });
  },
  page: async ({ page }, use) => {
    await use(page);
    await shutdown(page);
  }
});

/** A cell of a notebook to be made. */
export interface IMadeCell {
  source: string;
  count?: number | null;
  outputs?: object[];
  tags?: string[];
  type?: 'code' | 'markdown';
}

/** An nbformat 4.5 notebook; cells get the ids cell-0, cell-1, ... */
export function notebookOf(
  cells: (string | IMadeCell)[],
  kernel: { name: string; language: string } | null = {
    name: 'python3',
    language: 'python'
  }
): object {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: kernel
      ? {
          kernelspec: { ...kernel, display_name: kernel.name },
          language_info: { name: kernel.language }
        }
      : {},
    cells: cells.map((given, index) => {
      const cell = typeof given === 'string' ? { source: given } : given;
      const type = cell.type ?? 'code';
      const common = {
        id: `cell-${index}`,
        cell_type: type,
        metadata: cell.tags ? { tags: cell.tags } : {},
        source: cell.source
      };
      return type === 'code'
        ? {
            ...common,
            execution_count: cell.count ?? null,
            outputs: cell.outputs ?? []
          }
        : common;
    })
  };
}

/** Text that a cell printed, as nbformat stores it. */
export function printed(text: string): object {
  return { output_type: 'stream', name: 'stdout', text };
}

/** Uploads a notebook, opens it alone, and resolves with its path. */
export async function openNotebook(
  page: IJupyterLabPageFixture,
  folder: string,
  notebook: object,
  name = 'nb.ipynb'
): Promise<string> {
  const file = `${folder}/${name}`;
  await page.contents.uploadContent(JSON.stringify(notebook), 'text', file);
  await openPath(page, file);
  return file;
}

/** Opens an uploaded notebook and waits until its cells are there. */
export async function openPath(
  page: IJupyterLabPageFixture,
  file: string
): Promise<void> {
  await page.goto(`tree/${file}`);
  await cellsReady(page);
}

/** Waits until the notebook in front holds what its file holds: an empty cell stands there before. */
export async function cellsReady(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const [panel] = (window.jupyterapp?.shell.widgets('main') ??
      []) as Iterable<{
      context?: { isReady: boolean };
      content?: {
        widgets: { model: { sharedModel: { getSource(): unknown } } }[];
        model: { cells: { length: number } } | null;
      };
    }>;
    const { context, content } = panel ?? {};
    return (
      context?.isReady === true &&
      content?.model?.cells.length === content?.widgets.length &&
      content?.widgets.every(
        ({ model }) => typeof model.sharedModel.getSource() === 'string'
      )
    );
  });
  await page.locator('.jp-Notebook .jp-Cell').first().waitFor();
}

/** Loads the page again and waits until the notebook is back. */
export async function reload(page: Page): Promise<void> {
  await page.reload();
  await page.locator('#jupyterlab-splash').waitFor({ state: 'detached' });
  await cellsReady(page);
}

/** Waits until the notebook's kernel is idle. */
export async function kernelIdle(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const [panel] = window.jupyterapp.shell.widgets('main') as Iterable<{
        sessionContext?: {
          session?: { kernel?: { status: string } | null } | null;
        };
      }>;
      return panel?.sessionContext?.session?.kernel?.status === 'idle';
    },
    undefined,
    { timeout: 45_000 }
  );
}

/** Opens the panel and resolves with it. */
export async function openPanel(page: Page): Promise<Locator> {
  const panel = page.getByRole('region', { name: 'Reproducibility' });
  await page.waitForFunction(() =>
    window.jupyterapp?.commands.hasCommand('reproducibility:open-panel')
  );
  // By the command: a click on the tab would close a panel that is just being restored.
  await page.evaluate(() => {
    void window.jupyterapp.commands
      .execute('reproducibility:open-panel')
      .catch(() => undefined);
  });
  await panel.waitFor();
  return panel;
}

/** The panel's line that says what the last clean run proved. */
export function standing(page: Page): Locator {
  return page.locator('.jp-ReproducibilityPanel .jp-Reproducibility-standing');
}

/** The report on the notebook in front, as the command returns it. */
export async function check(page: Page): Promise<IReport> {
  return page.evaluate(
    () =>
      window.jupyterapp.commands.execute(
        'reproducibility:check'
      ) as Promise<IReport>
  );
}

/** Presses the panel's button and says yes to the restart. */
export async function pressVerify(page: Page): Promise<void> {
  const panel = await openPanel(page);
  await panel
    .getByRole('button', { name: 'Restart, Run All and Verify' })
    .first()
    .click();
  await page
    .locator('.jp-Dialog')
    .getByRole('button', { name: 'Confirm Kernel Restart' })
    .click();
}

/** Waits until a run that was started is over. */
export async function runEnded(page: Page): Promise<void> {
  const panel = await openPanel(page);
  await expect(panel.getByRole('progressbar')).toHaveCount(0, {
    timeout: 60_000
  });
}

/** What the file on disk holds. */
export async function readNotebook(
  page: Page,
  file: string
): Promise<{
  cells: { source: string; outputs?: object[]; execution_count?: number }[];
}> {
  return page.evaluate(async path => {
    const { contents } = window.jupyterapp.serviceManager;
    const model = await contents.get(path, { content: true });
    return model.content;
  }, file);
}

/** The report of the command line on a file or folder, and its exit status. */
export function cli(...args: string[]): { status: number; stdout: string } {
  try {
    const stdout = execFileSync(
      process.execPath,
      [path.join(ROOT, 'jupyterlab_reproducibility/cli.cjs'), ...args],
      { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }
    );
    return { status: 0, stdout };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { status, stdout };
  }
}

async function shutdown(page: Page): Promise<void> {
  if (page.isClosed()) {
    return;
  }
  await page
    .evaluate(async () => {
      const app = window.jupyterapp;
      const ends: Promise<void>[] = [];
      for (const widget of app?.shell.widgets('main') ?? []) {
        const { sessionContext } = widget as unknown as {
          sessionContext?: { session: unknown; shutdown(): Promise<void> };
        };
        if (sessionContext?.session) {
          ends.push(sessionContext.shutdown());
        }
      }
      await Promise.allSettled(ends);
    })
    .catch(() => undefined);
}
