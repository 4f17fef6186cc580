import { expect, type IJupyterLabPageFixture } from '@jupyterlab/galata';
import type { Page } from '@playwright/test';
import { notebookOf, printed, readNotebook } from './helpers';

/** Cells that print `old k` when they were last run, with these sources. */
export function ranBefore(...sources: string[]): object {
  return notebookOf(
    sources.map((source, index) => ({
      source,
      count: 10 + index,
      outputs: [printed(`old ${index}\n`)]
    }))
  );
}

export const SLEEPY = ranBefore(
  'print("new 0")',
  'import time\nprint("partial", flush=True)\ntime.sleep(60)',
  'print("new 2")'
);

/** Waits until that cell is at work (it has printed `partial`). */
export async function atWork(page: Page): Promise<void> {
  await expect(page.locator('.jp-OutputArea-output')).toContainText([
    'new 0',
    'partial'
  ]);
}

/** Count and printed text of each code cell, after saving. */
export async function saved(
  page: IJupyterLabPageFixture,
  file: string
): Promise<[number | null | undefined, string][]> {
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('docmanager:save')
  );
  const { cells } = await readNotebook(page, file);
  return cells.map(cell => [
    cell.execution_count,
    (cell.outputs ?? [])
      .map(output => {
        const { text, ename } = output as { text?: string; ename?: string };
        return text ?? ename ?? '';
      })
      .join('')
  ]);
}

/** How many kernels the server runs for notebooks of that folder, or for us. */
export async function sessions(
  page: IJupyterLabPageFixture,
  folder: string
): Promise<number> {
  const response = await page.request.get('/api/sessions');
  const all = (await response.json()) as { path: string }[];
  return all.filter(({ path }) => path.startsWith(folder)).length;
}

/** Starts a run in a fresh kernel, without waiting for it. */
export async function startFresh(page: IJupyterLabPageFixture): Promise<void> {
  await page.evaluate(() => {
    void window.jupyterapp.commands.execute('reproducibility:verify', {
      mode: 'fresh-kernel'
    });
  });
}

/** Waits for the connection; a kernel at work says nothing to a newcomer. */
export async function sessionReady(
  page: Pick<IJupyterLabPageFixture, 'waitForFunction'>
): Promise<void> {
  await page.waitForFunction(() => {
    const [panel] = window.jupyterapp.shell.widgets('main') as Iterable<{
      sessionContext?: { isReady: boolean };
    }>;
    return panel?.sessionContext?.isReady === true;
  });
}
