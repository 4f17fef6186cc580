import { expect, galata } from '@jupyterlab/galata';
import type { Page } from '@playwright/test';
import type { IReport } from '../../src/tokens';
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
import { ranBefore, saved, SLEEPY, sessions } from './runs';

const PLUGIN = 'jupyterlab-reproducibility:plugin';

function settings(value: object) {
  return { ...galata.DEFAULT_SETTINGS, [PLUGIN]: value };
}

async function execute(page: Page, id: string, args = {}): Promise<IReport> {
  return page.evaluate(
    ([id, args]) =>
      window.jupyterapp.commands.execute(
        id as string,
        args as object as never
      ) as Promise<IReport>,
    [id, args] as const
  );
}

const MIXED = notebookOf([
  {
    source: 'import random\nprint(random.random())',
    count: 1,
    outputs: [printed('0.5\n')]
  },
  { source: 'print("new")', count: 2, outputs: [printed('old\n')] },
  { source: 'print("same")', count: 3, outputs: [printed('same\n')] }
]);

test('a second clean run tells random from stale, leaves the notebook alone, and is remembered', async ({
  page,
  tmpPath
}) => {
  const file = await openNotebook(page, tmpPath, MIXED);
  await kernelIdle(page);
  const panel = await openPanel(page);
  await execute(page, 'reproducibility:verify', { mode: 'fresh-kernel' });
  await panel
    .getByRole('button', { name: 'Run again: random or stale?' })
    .click();
  await expect(panel).toContainText('random: two clean runs disagree');
  await expect(panel).toContainText('stale or hidden state: two clean runs');
  const told = { random: [0], stale: [1], unknown: [], reason: null };
  const report = await check(page);
  expect(report.run?.repeat).toMatchObject(told);
  expect([report.standing, report.level]).toEqual(['differs', 0]);
  expect((await saved(page, file)).map(([, text]) => text)).toEqual([
    '0.5\n',
    'old\n',
    'same\n'
  ]);
  expect(await sessions(page, tmpPath)).toBe(1);

  await page.reload();
  await page.locator('#jupyterlab-splash').waitFor({ state: 'detached' });
  await openPanel(page);
  await expect(panel).toContainText('random: two clean runs disagree');
  expect((await check(page)).run?.repeat).toMatchObject(told);
  await panel.getByRole('button', { name: 'Compare all' }).click();
  const comparison = page.getByRole('region', {
    name: 'Comparison of outputs'
  });
  await expect(
    comparison.getByRole('region', { name: 'Cell 1', exact: true })
  ).toContainText('random: two clean runs disagree');
  await expect(
    comparison.getByRole('region', { name: 'Cell 2', exact: true })
  ).toContainText('stale or hidden state');
});

test.describe('with the setting', () => {
  test.use({ mockSettings: settings({ repeatWhenDifferent: true }) });

  test('a run that differs is repeated at once; where the second fails, it could not be told', async ({
    page,
    tmpPath
  }) => {
    // The second run finds what the first left.
    const source = [
      'import os',
      'if os.path.exists("left"):',
      '    raise OSError("taken")',
      'open("left", "w").close()',
      'print("new")'
    ].join('\n');
    await openNotebook(page, tmpPath, ranBefore('print("new 0")', source));
    await kernelIdle(page);
    const { run, standing } = await execute(page, 'reproducibility:verify', {
      mode: 'fresh-kernel'
    });
    expect(standing).toBe('differs');
    expect(run?.repeat).toMatchObject({ stale: [0], unknown: [1] });
    await expect(await openPanel(page)).toContainText(
      'the second run failed here with OSError'
    );
  });
});

test('what would be refused cannot be pressed, and says why', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, tmpPath, SLEEPY);
  await kernelIdle(page);
  const isEnabled = (id: string) =>
    page.evaluate(
      id => [
        window.jupyterapp.commands.isEnabled(id),
        window.jupyterapp.commands.caption(id)
      ],
      `reproducibility:${id}`
    );
  expect(await isEnabled('repeat')).toEqual([
    false,
    expect.stringContaining('No clean run has given other outputs')
  ]);
  await expect.poll(() => isEnabled('verify')).toContain(true);
  await page.evaluate(() => {
    void window.jupyterapp.commands.execute('reproducibility:verify', {
      mode: 'fresh-kernel'
    });
  });
  await expect
    .poll(() => isEnabled('verify'))
    .toEqual([false, expect.stringContaining('A clean run is under way')]);
  const panel = await openPanel(page);
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => isEnabled('verify')).toContain(true);
});

/** Asks the kernel for a subshell, as widgets do; that is answered while a cell runs, and the kernel then looks idle. */
async function askForSubshell(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const [panel] = window.jupyterapp.shell.widgets('main') as Iterable<{
      sessionContext: {
        session: {
          kernel: {
            requestCreateSubshell(content: object): { done: Promise<unknown> };
          };
        };
      };
    }>;
    const { kernel } = panel.sessionContext.session;
    await kernel.requestCreateSubshell({}).done;
  });
}

test.describe('with a time limit for cells', () => {
  test.use({
    mockSettings: settings({ cellTimeLimit: 4, askBeforeRestart: false })
  });

  test('a cell that runs for too long is interrupted, verifies nothing and keeps its old output, in both modes', async ({
    page,
    tmpPath
  }) => {
    const file = await openNotebook(page, tmpPath, SLEEPY);
    await kernelIdle(page);
    for (const mode of ['fresh-kernel', 'in-place']) {
      const { run, standing } = await execute(page, 'reproducibility:verify', {
        mode
      });
      expect(standing).toBe('unverified');
      expect(run).toMatchObject({ mode, verdict: 'could-not-verify' });
      expect(run?.reason).toMatch(/Cell 2 was interrupted after 4 s/);
    }
    expect(await saved(page, file)).toEqual([
      [1, 'new 0\n'],
      [11, 'old 1\n'],
      [12, 'old 2\n']
    ]);
  });

  test('a cell that goes on after its interrupt is asked about, and what it gives is not believed', async ({
    page,
    tmpPath
  }) => {
    const stubborn = [
      'import time',
      'end = time.time() + 20',
      'while time.time() < end:',
      '    try:',
      '        time.sleep(1)',
      '    except KeyboardInterrupt:',
      '        pass',
      'print("new 0")'
    ].join('\n');
    const file = await openNotebook(
      page,
      tmpPath,
      ranBefore(stubborn, 'print("new 1")')
    );
    await kernelIdle(page);
    const ended = execute(page, 'reproducibility:verify');
    const dialog = page.locator('.jp-Dialog');
    await expect(page.locator('.jp-InputPrompt').first()).toContainText('*');
    await page.waitForTimeout(2000);
    await askForSubshell(page);
    await expect(dialog).toContainText('Cell 1 does not stop', {
      timeout: 30_000
    });
    // Left alone, the question goes with the cell.
    const { run } = await ended;
    await expect(dialog).toHaveCount(0);
    expect(run?.reason).toMatch(/Cell 1 was interrupted after 4 s/);
    expect((await saved(page, file))[0]).toEqual([10, 'old 0\n']);
  });

  test('time in which a cell waits for input does not count', async ({
    page,
    tmpPath
  }) => {
    await openNotebook(page, tmpPath, ranBefore('print(input("? "))'));
    await kernelIdle(page);
    const panel = await openPanel(page);
    await panel
      .getByRole('button', { name: 'Restart, Run All and Verify' })
      .first()
      .click();
    const box = page.locator('.jp-Stdin-input');
    await box.waitFor();
    await page.waitForTimeout(6000);
    await box.fill('an answer');
    await box.press('Enter');
    await runEnded(page);
    expect((await check(page)).run?.verdict).toBe('not-reproduced');
  });
});
