import { Shell } from './shell';

const shell = new Shell();
afterAll(() => shell.remove());

it.each([['--help'], ['-h'], ['check', '--help']])(
  'explains itself on %s',
  async (...args) => {
    const { status, out } = await shell.run(args);
    expect(status).toBe(0);
    expect(out).toMatch(/^Usage: jupyter reproducibility check PATH/);
    expect(out).toContain('Exit status');
  }
);

it('tells its version', async () => {
  const { status, out } = await shell.run(['--version']);
  expect(status).toBe(0);
  expect(out).toMatch(/^\S+\n$/);
});

it.each([
  [[], 'Usage:'],
  [['chekc', 'a.ipynb'], "no command 'chekc'"],
  [['check'], 'Name a notebook or a folder'],
  [['compare', 'a.ipynb'], 'Name two notebooks'],
  [['check', 'a.ipynb', '--yaml'], "'--yaml'"],
  [['check', '--json=yes', 'a.ipynb'], '--json']
])(
  'could not look when called as %j, and says why on stderr alone',
  async (args, words) => {
    const { status, out, err } = await shell.run(args);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(words);
  }
);
