import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { IReport } from '../../core/ladder';
import { notebook, Shell } from './shell';

let shell: Shell;
beforeEach(() => {
  shell = new Shell();
});
afterEach(() => shell.remove());

const CLEAN = notebook('x = 1', 'print(x)');
const BROKEN = notebook('x = 1', 'print(y_undefined)');

async function report(args: string[], folder?: string): Promise<IReport> {
  return JSON.parse(
    (await shell.run(['check', '--json', ...args], folder)).out
  );
}

describe('exit status', () => {
  it('is 0 where nothing is wrong', async () => {
    shell.write({ 'a.ipynb': CLEAN });
    const { status, err } = await shell.run(['check', 'a.ipynb']);
    expect(err).toBe('');
    expect(status).toBe(0);
  });

  it('is 1 where a restart would stop', async () => {
    shell.write({ 'a.ipynb': BROKEN });
    const { status, out, err } = await shell.run(['check', 'a.ipynb']);
    expect(err).toBe('');
    expect(status).toBe(1);
    expect(out).toContain('A restart would stop at cell 2');
  });

  it('is 1 where only counts speak against a notebook', async () => {
    const file = JSON.parse(CLEAN);
    file.cells[0].execution_count = 5;
    shell.write({ 'a.ipynb': JSON.stringify(file) });
    const { status } = await shell.run(['check', 'a.ipynb']);
    expect(status).toBe(1);
  });

  it('is that of the worst of several notebooks', async () => {
    shell.write({ 'a.ipynb': CLEAN, 'b.ipynb': BROKEN, 'c.ipynb': '{' });
    const several = ['check', 'a.ipynb', 'b.ipynb'];
    expect((await shell.run(several)).status).toBe(1);
    expect((await shell.run([...several, 'c.ipynb'])).status).toBe(2);
  });
});

describe('JSON', () => {
  it('is one report for one notebook', async () => {
    shell.write({ 'a.ipynb': BROKEN });
    const { schemaVersion, notebook, level, standing } = await report([
      'a.ipynb'
    ]);
    expect(schemaVersion).toBe(1);
    expect(notebook).toEqual({
      path: 'a.ipynb',
      language: 'python',
      codeCells: 2
    });
    expect([level, standing]).toEqual([-1, 'failed']);
  });

  it('is a list for several notebooks, and for a folder of one', async () => {
    shell.write({ 'a.ipynb': CLEAN, 'b/c.ipynb': CLEAN });
    expect(await report(['a.ipynb', 'b/c.ipynb'])).toHaveLength(2);
    expect(await report(['b'])).toHaveLength(1);
  });

  it('is nothing when the only notebook cannot be read', async () => {
    shell.write({ 'a.ipynb': '{' });
    const { status, out } = await shell.run(['check', '--json', 'a.ipynb']);
    expect([status, out]).toEqual([2, '']);
  });
});

describe('a folder', () => {
  it('stands for all notebooks below it but copies, packages and hidden ones', async () => {
    shell.write({
      'b.ipynb': CLEAN,
      'a/deep/er.ipynb': CLEAN,
      '.ipynb_checkpoints/b-checkpoint.ipynb': CLEAN,
      '.hidden/x.ipynb': CLEAN,
      'node_modules/p/x.ipynb': CLEAN,
      'env/pyvenv.cfg': '',
      'env/share/x.ipynb': CLEAN,
      'conda/conda-meta/history': '',
      'conda/x.ipynb': CLEAN
    });
    const reports = (await report(['.'])) as unknown as IReport[];
    expect(reports.map(each => each.notebook.path)).toEqual([
      'a/deep/er.ipynb',
      'b.ipynb'
    ]);
  });

  it('without a notebook cannot be looked at', async () => {
    shell.write({ 'a/readme.txt': '' });
    const { status, err } = await shell.run(['check', 'a']);
    expect(status).toBe(2);
    expect(err).toBe('a: There is no notebook in this folder.\n');
  });

  it('that links to itself comes to an end', async () => {
    shell.write({ 'a/b.ipynb': CLEAN });
    fs.symlinkSync(shell.top, path.join(shell.top, 'a/loop'));
    expect(await report(['.'])).toHaveLength(1);
  });
});

describe('what cannot be looked at is named, with what to do', () => {
  it.each<[string, string | Uint8Array | null, RegExp]>([
    ['missing', null, /^x\/missing\.ipynb: There is no such .*Check the path/],
    ['empty', '', /^x\/empty\.ipynb: The file is empty\. Open/],
    ['cut', CLEAN.slice(0, 200), /^x\/cut\.ipynb: .*not valid JSON.*intact/],
    ['list', '[]', /^x\/list\.ipynb: .*not a notebook/],
    ['bytes', Uint8Array.of(0xff, 0xfe, 0), /^x\/bytes\.ipynb: .*not UTF-8/],
    ['nested', '['.repeat(200_000), /^x\/nested\.ipynb: /]
  ])('%s', async (name, content, message) => {
    shell.write({ x: null });
    if (content !== null) {
      shell.write({ [`x/${name}.ipynb`]: content });
    }
    const { status, out, err } = await shell.run(['check', `x/${name}.ipynb`]);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err.endsWith('\n')).toBe(true);
  });

  it('an empty path, which is not the folder one is in', async () => {
    shell.write({ 'a.ipynb': CLEAN });
    const { status, err } = await shell.run(['check', '']);
    expect([status, err]).toEqual([2, 'A path is empty.\n']);
  });

  it('a pipe, which nobody ever writes to', async () => {
    execFileSync('mkfifo', [path.join(shell.top, 'a.ipynb')]);
    const { status, err } = await shell.run(['check', 'a.ipynb']);
    expect(status).toBe(2);
    expect(err).toContain('a.ipynb: It is not an ordinary file');
  });

  it('beside notebooks that are fine', async () => {
    shell.write({ 'a.ipynb': '{', 'b.ipynb': CLEAN });
    const { status, out, err } = await shell.run(['check', '--json', '.']);
    expect(status).toBe(2);
    expect(err).toMatch(/^a\.ipynb: /);
    expect(JSON.parse(out)).toHaveLength(1);
  });
});

describe('paths', () => {
  const PROJECT = {
    'work/.git/HEAD': 'ref: refs/heads/main\n',
    'work/environment.yml': 'dependencies:\n  - python=3.11.7\n',
    'work/notebooks/a.ipynb': CLEAN
  };

  it.each([
    ['', 'work/notebooks/a.ipynb', 'work', 'work/environment.yml'],
    ['work', 'notebooks/a.ipynb', '', 'environment.yml'],
    ['work/notebooks', 'a.ipynb', '..', '../environment.yml'],
    [
      'elsewhere',
      '../work/notebooks/a.ipynb',
      '../work',
      '../work/environment.yml'
    ]
  ])(
    'are relative to the shell in %j, and the project is found',
    async (folder, file, root, manifest) => {
      shell.write({ ...PROJECT, elsewhere: null });
      const { notebook, project, facets } = await report([file], folder);
      expect(notebook.path).toBe(file);
      expect(project.root).toBe(root);
      const evidence = facets.flatMap(facet => facet.evidence);
      expect(evidence.map(({ path }) => path)).toContain(manifest);
    }
  );

  it('may be absolute on the command line', async () => {
    shell.write({ 'a.ipynb': CLEAN });
    const { notebook } = await report([path.join(shell.top, 'a.ipynb')]);
    expect(notebook.path).toBe('a.ipynb');
  });
});

it('runs nothing of what it reads', async () => {
  const trace = 'trace.txt';
  shell.write({
    'a.ipynb': notebook(`open('${trace}', 'w').close()`, `!touch ${trace}`),
    'setup.py': `open('${trace}', 'w').close()`,
    'anaconda-project.yml': `commands:\n  a:\n    unix: touch ${trace}\n`,
    Makefile: `X := $(shell touch ${trace})\nall:\n\ttouch ${trace}\n`
  });
  await shell.run(['check', 'a.ipynb']);
  expect(fs.existsSync(path.join(shell.top, trace))).toBe(false);
});
