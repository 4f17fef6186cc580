import { expect } from '@jupyterlab/galata';
import type { IReport } from '../../src/tokens';
import {
  cellsReady,
  check,
  kernelIdle,
  notebookOf,
  openNotebook,
  openPanel,
  pressVerify,
  printed,
  reload,
  runEnded,
  test
} from './helpers';
import {
  SLEEPY,
  atWork,
  ranBefore,
  saved,
  sessionReady,
  sessions,
  startFresh
} from './runs';

test('after an error in cell 3 of 6 the cells below keep their old outputs, in the file too', async ({
  page,
  tmpPath
}) => {
  const file = await openNotebook(
    page,
    tmpPath,
    ranBefore(
      'print("new 0")',
      'print("new 1")',
      '1 / 0',
      'print("new 3")',
      'print("new 4")',
      'print("new 5")'
    )
  );
  await kernelIdle(page);
  await pressVerify(page);
  await runEnded(page);
  const { standing, level, run } = await check(page);
  expect([standing, level]).toEqual(['failed', -1]);
  expect(run?.failed).toMatchObject({ cell: 2, ename: 'ZeroDivisionError' });
  expect(await saved(page, file)).toEqual([
    [1, 'new 0\n'],
    [2, 'new 1\n'],
    [3, 'ZeroDivisionError'],
    [13, 'old 3\n'],
    [14, 'old 4\n'],
    [15, 'old 5\n']
  ]);
});

test('when the kernel dies nothing is verified, and cells that did not finish keep their old outputs', async ({
  page,
  tmpPath
}) => {
  const file = await openNotebook(
    page,
    tmpPath,
    ranBefore(
      'print("new 0")',
      'import os\nprint("partial", flush=True)\nos._exit(1)',
      'print("new 2")'
    )
  );
  await kernelIdle(page);
  await pressVerify(page);
  await runEnded(page);
  const { standing, run } = await check(page);
  expect(standing).toBe('unverified');
  expect(run?.verdict).toBe('could-not-verify');
  expect(run?.reason).toMatch(/kernel died in cell 2/);
  await page.locator('.jp-Dialog').getByRole('button', { name: /ok/i }).click();
  expect(await saved(page, file)).toEqual([
    [1, 'new 0\n'],
    [11, 'old 1\n'],
    [12, 'old 2\n']
  ]);
});

test('a run that is cancelled stops the kernel, and cells that did not finish keep their old outputs', async ({
  page,
  tmpPath
}) => {
  const file = await openNotebook(page, tmpPath, SLEEPY);
  await kernelIdle(page);
  await pressVerify(page);
  await atWork(page);
  const panel = await openPanel(page);
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await runEnded(page);
  expect((await check(page)).standing).toBe('unverified');
  expect(await saved(page, file)).toEqual([
    [1, 'new 0\n'],
    [11, 'old 1\n'],
    [12, 'old 2\n']
  ]);
  await kernelIdle(page);
});

test('a kernel that is restarted during a run ends it, and nothing is verified', async ({
  page,
  tmpPath
}) => {
  const file = await openNotebook(page, tmpPath, SLEEPY);
  await kernelIdle(page);
  await pressVerify(page);
  await atWork(page);
  await page.evaluate(async () => {
    const [panel] = window.jupyterapp.shell.widgets('main');
    const { sessionContext } = panel as unknown as {
      sessionContext: { restartKernel(): Promise<void> };
    };
    await sessionContext.restartKernel();
  });
  await runEnded(page);
  expect((await check(page)).run?.reason).toMatch(/restarted or shut down/);
  expect((await saved(page, file))[1]).toEqual([11, 'old 1\n']);
});

test('a notebook that is loaded anew from its file during a run proves nothing', async ({
  page,
  tmpPath
}) => {
  // The file looks as a clean run would leave it.
  await openNotebook(
    page,
    tmpPath,
    notebookOf([
      { source: 'print(0)', count: 1, outputs: [printed('0\n')] },
      {
        source: 'import time\nprint("partial", flush=True)\ntime.sleep(3)',
        count: 2,
        outputs: [printed('partial\n')]
      },
      { source: 'print("new")', count: 3, outputs: [printed('old\n')] }
    ])
  );
  await kernelIdle(page);
  await pressVerify(page);
  const outputs = page.locator('.jp-OutputArea-output');
  await expect(outputs).toHaveText([/^0/, /partial/]);
  await page.evaluate(async () => {
    const [panel] = window.jupyterapp.shell.widgets('main');
    const { context } = panel as unknown as {
      context: { revert(): Promise<void> };
    };
    await context.revert();
  });
  await runEnded(page);
  const { standing, run } = await check(page);
  expect(standing).toBe('unverified');
  expect(run?.verdict).toBe('could-not-verify');
  expect(run?.reason).toMatch(/reloaded/);
  await expect(outputs).toHaveText([/^0/, /partial/, /old/]);
});

test('outputs from before a run survive a reload in the middle of it', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, tmpPath, SLEEPY);
  await kernelIdle(page);
  await pressVerify(page);
  await atWork(page);
  // The half-done state is what the file holds, as after an autosave.
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('docmanager:save')
  );
  await reload(page);
  const outputs = page.locator('.jp-OutputArea-output');
  await expect(outputs.filter({ hasText: 'old 2' })).toHaveCount(0);
  const panel = await openPanel(page);
  await panel
    .getByRole('button', { name: /Restore/ })
    .first()
    .click();
  await expect(outputs).toContainText(['old 0', 'old 1', 'old 2']);
});

test('a second window does not verify a notebook that is being verified', async ({
  page,
  tmpPath
}) => {
  const file = await openNotebook(page, tmpPath, SLEEPY);
  await kernelIdle(page);
  await pressVerify(page);
  await atWork(page);
  const other = await page.context().newPage();
  await other.goto(
    new URL(`/lab/workspaces/other/tree/${file}`, page.url()).href
  );
  await cellsReady(other);
  await sessionReady(other);
  const report = (await other.evaluate(() =>
    window.jupyterapp.commands.execute('reproducibility:verify')
  )) as IReport;
  expect(report.standing).toBe('unverified');
  expect(report.run).toBeNull();
  const elsewhere = other.getByRole('region', { name: 'Reproducibility' });
  await openPanel(other);
  await expect(elsewhere).toContainText(/another window/);
  await expect(other.locator('.jp-Dialog')).toHaveCount(0);
  await expect(page.locator('.jp-OutputArea-output')).toContainText([
    'new 0',
    'partial'
  ]);
  await other.close();
});

test('a run in a fresh kernel leaves notebook and kernel as they are, and no kernel behind', async ({
  page,
  tmpPath
}) => {
  await openNotebook(
    page,
    tmpPath,
    notebookOf([
      { source: 'print("same")', count: 7, outputs: [printed('same\n')] },
      {
        source:
          'from IPython.display import clear_output, display\nhandle = display("one", display_id=True)',
        count: 8,
        outputs: [
          {
            output_type: 'display_data',
            data: { 'text/plain': "'two'" },
            metadata: {}
          }
        ]
      },
      {
        source:
          'handle.update("two")\nprint(1)\nclear_output(wait=True)\nprint(2)',
        count: 9,
        outputs: [printed('2\n')]
      }
    ])
  );
  await kernelIdle(page);
  await page.evaluate(async () => {
    const [panel] = window.jupyterapp.shell.widgets('main');
    const { sessionContext } = panel as unknown as {
      sessionContext: {
        session: {
          kernel: { requestExecute(content: object): { done: Promise<void> } };
        };
      };
    };
    const { kernel } = sessionContext.session;
    await kernel.requestExecute({ code: 'kept = 1', silent: true }).done;
    // The kernel's own name for its language was an edit.
    await window.jupyterapp.commands.execute('docmanager:save');
  });
  const report = (await page.evaluate(() =>
    window.jupyterapp.commands.execute('reproducibility:verify', {
      mode: 'fresh-kernel'
    })
  )) as IReport;
  expect(report.run).toMatchObject({
    mode: 'fresh-kernel',
    verdict: 'verified',
    cellsRun: 3
  });
  expect(report.standing).toBe('verified');
  expect(await sessions(page, tmpPath)).toBe(1);
  expect(
    await page.evaluate(() => {
      const [panel] = window.jupyterapp.shell.widgets('main');
      const { model } = panel as unknown as {
        model: { dirty: boolean; cells: Iterable<{ executionCount: number }> };
      };
      return [
        model.dirty,
        ...[...model.cells].map(cell => cell.executionCount)
      ];
    })
  ).toEqual([false, 7, 8, 9]);
  expect(
    await page.evaluate(async () => {
      const [panel] = window.jupyterapp.shell.widgets('main');
      const { sessionContext } = panel as unknown as {
        sessionContext: {
          session: {
            kernel: {
              requestExecute(content: object): {
                done: Promise<{
                  content: { user_expressions: { kept: { status: string } } };
                }>;
              };
            };
          };
        };
      };
      const reply = await sessionContext.session.kernel.requestExecute({
        code: '',
        silent: true,
        user_expressions: { kept: 'kept' }
      }).done;
      return reply.content.user_expressions.kept.status;
    })
  ).toBe('ok');
});

test('a fresh kernel that dies is shut down, and nothing is verified', async ({
  page,
  tmpPath
}) => {
  await openNotebook(
    page,
    tmpPath,
    ranBefore('print("new 0")', 'import os, time\ntime.sleep(1)\nos._exit(1)')
  );
  await kernelIdle(page);
  const report = (await page.evaluate(() =>
    window.jupyterapp.commands.execute('reproducibility:verify', {
      mode: 'fresh-kernel'
    })
  )) as IReport;
  expect(report.standing).toBe('unverified');
  expect(report.run?.reason).toMatch(/kernel died in cell 2/);
  expect(await sessions(page, tmpPath)).toBe(1);
});

test('a reload during a run in a fresh kernel leaves no kernel behind', async ({
  page,
  tmpPath
}) => {
  await openNotebook(page, tmpPath, SLEEPY);
  await kernelIdle(page);
  await startFresh(page);
  await expect.poll(() => sessions(page, tmpPath)).toBe(2);
  await page.reload();
  await expect.poll(() => sessions(page, tmpPath)).toBe(1);
});

test('a cell that waits for typed input is named, and goes on when it is answered', async ({
  page,
  tmpPath
}) => {
  const file = await openNotebook(
    page,
    tmpPath,
    ranBefore('print("new 0")', 'name = input("? ")\nprint(name)')
  );
  await kernelIdle(page);
  await pressVerify(page);
  const panel = await openPanel(page);
  await expect(panel).toContainText(/input/i);
  const box = page.locator('.jp-Stdin-input');
  await box.fill('an answer');
  await box.press('Enter');
  await runEnded(page);
  expect((await saved(page, file))[1]).toEqual([
    2,
    '?  an answer\nan answer\n'
  ]);
});

test('a restart that the server refuses changes nothing, and is said', async ({
  page,
  tmpPath
}) => {
  const file = await openNotebook(page, tmpPath, SLEEPY);
  await kernelIdle(page);
  await page.route('**/api/kernels/*/restart**', route =>
    route.fulfill({ status: 500, body: '{"message": "not now"}' })
  );
  await pressVerify(page);
  const panel = await openPanel(page);
  await expect(panel).toContainText('could not be restarted');
  expect((await check(page)).standing).toBe('unverified');
  expect((await saved(page, file)).map(([, text]) => text)).toEqual([
    'old 0\n',
    'old 1\n',
    'old 2\n'
  ]);
});

test('a kernel that kept its memory is noticed, and all outputs come back', async ({
  page,
  tmpPath
}) => {
  const file = await openNotebook(page, tmpPath, ranBefore('print("new 0")'));
  await kernelIdle(page);
  await page.evaluate(async () => {
    const [panel] = window.jupyterapp.shell.widgets('main');
    const { sessionContext } = panel as unknown as {
      sessionContext: {
        session: {
          kernel: { requestExecute(content: object): { done: Promise<void> } };
        };
      };
    };
    const { kernel } = sessionContext.session;
    await kernel.requestExecute({ code: 'kept = 1' }).done;
  });
  // A server that says it restarted the kernel, and did not.
  await page.route('**/api/kernels/*/restart**', async route => {
    const url = route
      .request()
      .url()
      .replace(/\/restart.*$/, '');
    const kernel = await page.request.get(url);
    await route.fulfill({ status: 200, json: await kernel.json() });
  });
  await pressVerify(page);
  const panel = await openPanel(page);
  await expect(panel).toContainText('did not start anew');
  expect((await check(page)).run).toBeNull();
  expect(await saved(page, file)).toEqual([[10, 'old 0\n']]);
});

test('without browser storage for the old outputs nothing is run', async ({
  page,
  tmpPath
}) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('storage is off', 'SecurityError');
    };
  });
  const file = await openNotebook(page, tmpPath, SLEEPY);
  await kernelIdle(page);
  await page.evaluate(() =>
    window.jupyterapp.commands.execute('reproducibility:verify')
  );
  const panel = await openPanel(page);
  await expect(panel).toContainText('storage is off');
  await expect(page.locator('.jp-Dialog')).toHaveCount(0);
  expect((await saved(page, file))[0]).toEqual([10, 'old 0\n']);
});
