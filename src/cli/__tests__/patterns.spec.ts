import fs from 'node:fs';
import path from 'node:path';
import type { IReport } from '../../core/ladder';
import { notebook, Shell } from './shell';

const shell = new Shell();
afterAll(() => shell.remove());

const CLEAN = notebook('x = 1');

beforeAll(() => {
  shell.write({
    'a1.ipynb': CLEAN,
    'a2.ipynb': CLEAN,
    'b.ipynb': CLEAN,
    'notes.txt': '',
    'deep/c.ipynb': CLEAN,
    'deep/er/a3.ipynb': CLEAN,
    'deep/.hidden/a4.ipynb': CLEAN,
    'deep/.ipynb_checkpoints/c-checkpoint.ipynb': CLEAN,
    'env/pyvenv.cfg': '',
    'env/a5.ipynb': CLEAN,
    'odd/x[1].ipynb': CLEAN,
    'odd/x1.ipynb': CLEAN,
    'odd/{y}.ipynb': CLEAN
  });
  fs.symlinkSync(shell.top, path.join(shell.top, 'deep/loop'));
});

it.each<[string, string[]]>([
  ['*.ipynb', ['a1.ipynb', 'a2.ipynb', 'b.ipynb']],
  ['*', ['a1.ipynb', 'a2.ipynb', 'b.ipynb']],
  ['a?.ipynb', ['a1.ipynb', 'a2.ipynb']],
  ['a[!1].ipynb', ['a2.ipynb']],
  ['**/a*', ['a1.ipynb', 'a2.ipynb', 'deep/er/a3.ipynb']],
  ['deep/**', ['deep/c.ipynb', 'deep/er/a3.ipynb']],
  ['./deep/*/*.ipynb', ['deep/er/a3.ipynb']],
  ['deep//**//c.ipynb', ['deep/c.ipynb']],
  ['deep/.hidden/*', ['deep/.hidden/a4.ipynb']],
  ['{b,a{2,1}}.ipynb', ['a1.ipynb', 'a2.ipynb', 'b.ipynb']],
  ['{deep,gone}/*.ipynb', ['deep/c.ipynb']],
  ['odd/x[1].ipynb', ['odd/x[1].ipynb']],
  ['odd/{y}.*', ['odd/{y}.ipynb']]
])('%j stands for %j', async (pattern, expected) => {
  const { out, err } = await shell.run(['check', '--json', pattern]);
  const reports: IReport[] = [JSON.parse(out)].flat();
  expect(err).toBe('');
  expect(reports.map(each => each.notebook.path)).toEqual(expected);
});

it('is a list even of one, as it might be of more', async () => {
  const { out } = await shell.run(['check', '--json', 'b*.ipynb']);
  expect(JSON.parse(out)).toHaveLength(1);
});

it('may be absolute, or begin above', async () => {
  for (const pattern of [path.join(shell.top, 'a*'), '../a*']) {
    const { out } = await shell.run(['check', '--json', pattern], 'deep');
    expect(JSON.parse(out)).toHaveLength(2);
  }
});

it('counts a notebook once that is named twice', async () => {
  const { out } = await shell.run(['check', '--json', 'b.ipynb', '*b.ipynb']);
  expect(JSON.parse(out)).toHaveLength(1);
});

it.each([
  ['*.py', /^\*\.py: No notebook matches this pattern/],
  ['gone/*.ipynb', /^gone\/\*\.ipynb: No notebook matches/],
  ['{b,gone}.ipynb', /^gone\.ipynb: There is no such file/],
  ['{a,b}'.repeat(12), /stand for too many/]
])('%j could not look', async (pattern, words) => {
  const { status, err } = await shell.run(['check', pattern]);
  expect(status).toBe(2);
  expect(err).toMatch(words);
});
