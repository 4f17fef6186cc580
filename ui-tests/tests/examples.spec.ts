import fs from 'node:fs';
import path from 'node:path';
import { expect } from '@jupyterlab/galata';
import type { IReport } from '../../src/tokens';
import {
  check,
  cli,
  kernelIdle,
  openPanel,
  openPath,
  pressVerify,
  ROOT,
  runEnded,
  standing,
  test
} from './helpers';

const EXAMPLES = path.join(ROOT, 'examples');
const projects = fs
  .readdirSync(EXAMPLES)
  .filter(name => name.startsWith('level-'))
  .map(name => ({
    name,
    level: Number(
      /^level-(minus-)?(\d)/
        .exec(name)!
        .slice(1, 3)
        .map(part => (part === 'minus-' ? '-' : (part ?? '')))
        .join('')
    )
  }));

test('there is an example for each level from -1 to 3', () => {
  const levels = projects.map(({ level }) => level).sort((a, b) => a - b);
  expect(levels).toEqual([-1, 0, 1, 2, 3]);
});

for (const { name, level } of projects) {
  test(`${name} stands at level ${level}, in JupyterLab and on the command line`, async ({
    page,
    tmpPath
  }) => {
    await page.contents.uploadDirectory(
      path.join(EXAMPLES, name),
      `${tmpPath}/${name}`
    );
    await openPath(page, `${tmpPath}/${name}/analysis.ipynb`);
    const panel = await openPanel(page);
    const badge = panel.getByRole('img', {
      name: `Level ${String(level).replace('-', '−')}`,
      exact: true
    });
    await expect(badge).toBeVisible({ timeout: 20_000 });
    const before = await check(page);
    expect(before.level).toBe(level);
    expect(before.standing).toBe(level < 0 ? 'failed' : 'unverified');

    const told = JSON.parse(
      cli('check', `examples/${name}/analysis.ipynb`, '--json').stdout
    ) as IReport;
    expect(told.level).toBe(level);

    await kernelIdle(page);
    await pressVerify(page);
    await runEnded(page);
    const after = await check(page);
    expect(after.level).toBe(level);
    expect(after.standing).toBe(level < 0 ? 'failed' : 'verified');
    if (level >= 0) {
      await expect(standing(page)).toHaveText(/Verified just now/);
    } else {
      // `clean` is gone with its cell: the run stops in cell 5, as the panel had said before.
      expect(after.run?.failed).toMatchObject({ cell: 4, ename: 'NameError' });
      expect(before.findings[0].cell?.index).toBe(4);
    }
  });
}
