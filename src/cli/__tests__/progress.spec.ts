import { notebook, Shell } from './shell';

let shell: Shell;
beforeEach(() => {
  shell = new Shell();
});
afterEach(() => shell.remove());

const CLEAN = notebook('x = 1');

const CLEAR = '\u001b\\[K';

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
  const pages: string[] = [];
  await shell.run(['check', '.'], '', {
    progress: 80,
    err: text => {
      both += text;
    },
    out: text => {
      pages.push(screen(both));
      both += text;
    }
  });
  expect(both).toContain('0/2');
  expect(pages.length).toBeGreaterThanOrEqual(2);
  expect(pages[0]).toBe('');
  // Nothing but the first page may stand before the second.
  expect(pages[1]).not.toMatch(/\d\/2/);
});

it('leaves problems alone on their lines', async () => {
  shell.write({ 'a.ipynb': '{', 'b.ipynb': CLEAN });
  const { err } = await shell.run(['check', '.'], '', { progress: 80 });
  expect(err).toMatch(
    new RegExp(`${CLEAR}a\\.ipynb: The file is not valid JSON.*\\n`)
  );
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
