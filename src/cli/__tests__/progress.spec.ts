import { notebook, Shell } from './shell';

let shell: Shell;
beforeEach(() => {
  shell = new Shell();
});
afterEach(() => shell.remove());

const CLEAN = notebook('x = 1');

/** What stays on a screen of one line. */
function screen(text: string): string {
  return text.split('\r\u001b[K').pop()!;
}

it('counts notebooks and names the current one, and is gone at the end', async () => {
  shell.write({ 'a.ipynb': CLEAN, 'b.ipynb': CLEAN });
  const { err } = await shell.run(['check', '.'], '', { progress: 80 });
  expect(err).toContain('0/2 a.ipynb');
  expect(err).toContain('1/2 b.ipynb');
  expect(screen(err)).toBe('');
});

it('is cleared before a page is printed', async () => {
  shell.write({ 'a.ipynb': CLEAN, 'b.ipynb': CLEAN });
  let both = '';
  const write = (text: string) => {
    both += text;
  };
  await shell.run(['check', '.'], '', { progress: 80, out: write, err: write });
  for (const [page] of both.matchAll(/^.*\u001b\[K(?=[ab]\.ipynb\nLevel)/gm)) {
    expect(screen(page)).toBe('');
  }
  expect(both.match(/\u001b\[K[ab]\.ipynb\nLevel/g)).not.toBeNull();
});

it('leaves problems alone on their lines', async () => {
  shell.write({ 'a.ipynb': '{', 'b.ipynb': CLEAN });
  const { err } = await shell.run(['check', '.'], '', { progress: 80 });
  expect(err).toMatch(/\u001b\[Ka\.ipynb: The file is not valid JSON.*\n/);
});

it('fits into a narrow terminal, and lets no escape sequence through', async () => {
  shell.write({
    [`${'n'.repeat(50)}\u001b[2J.ipynb`]: CLEAN,
    'b.ipynb': CLEAN
  });
  const { err } = await shell.run(['check', '.'], '', { progress: 20 });
  const lines = err.split('\r\u001b[K');
  expect(Math.max(...lines.map(line => line.length))).toBe(19);
  expect(err).not.toContain('\u001b[2J');
});

it.each<[string[], number | null]>([
  [['a.ipynb'], 80],
  [['a.ipynb', 'b.ipynb'], null]
])('is nothing for %j with %j columns', async (files, progress) => {
  shell.write({ 'a.ipynb': CLEAN, 'b.ipynb': CLEAN });
  const { err } = await shell.run(['check', ...files], '', { progress });
  expect(err).toBe('');
});
