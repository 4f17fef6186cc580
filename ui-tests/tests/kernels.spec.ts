import { expect } from '@jupyterlab/galata';
import {
  check,
  kernelIdle,
  notebookOf,
  openNotebook,
  openPanel,
  pressVerify,
  printed,
  runEnded,
  test
} from './helpers';

test('a kernel of another language is verified too, and what was not looked at is said', async ({
  page,
  tmpPath
}) => {
  await openNotebook(
    page,
    tmpPath,
    notebookOf(
      [
        { source: 'hello', count: 1, outputs: [printed('hello\n')] },
        { source: 'import nothing', count: 2, outputs: [printed('old\n')] }
      ],
      { name: 'echo', language: 'echo' }
    )
  );
  await kernelIdle(page);
  const panel = await openPanel(page);
  await expect(panel.getByText(/not Python/i).first()).toBeVisible();
  const before = await check(page);
  expect(before.notebook.language).toBe('echo');
  expect(before.level).toBe(0);
  expect(before.facets.find(({ id }) => id === 'environment')?.state).not.toBe(
    'holds'
  );
  await pressVerify(page);
  await runEnded(page);
  const after = await check(page);
  expect(after.standing).toBe('differs');
  expect(after.run?.counts).toMatchObject({ identical: 1, different: 1 });
});
