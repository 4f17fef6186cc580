import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import type { IJob } from '../look';
import { lookAtAll } from '../pool';
import { notebook, Shell } from './shell';

const shell = new Shell();
afterAll(() => shell.remove());

const JOB: IJob = { folder: shell.top, rules: {}, lines: false };

/** Answers with the path and the thread, late for the first ones; ends or throws when the path says so. */
const FAKE = `
const { parentPort, threadId, workerData } = require('node:worker_threads');
parentPort.on('message', file => {
  if (file === 'exit') {
    process.exit(7);
  } else if (file === 'throw') {
    throw new Error('deep');
  }
  setTimeout(
    () => parentPort.postMessage({ problem: file + ' in ' + workerData.folder, threadId }),
    file === '0' ? 50 : 0
  );
});
`;

describe('threads', () => {
  const script = path.join(shell.top, 'fake.cjs');
  beforeAll(() => shell.write({ 'fake.cjs': FAKE }));

  const ask = async (files: string[], jobs: number) => {
    const ended: number[] = [];
    const answers = (await Promise.all(
      lookAtAll(files, JOB, {
        script,
        jobs,
        ended: () => ended.push(ended.length)
      })
    )) as { problem: string; threadId?: number }[];
    expect(ended).toHaveLength(files.length);
    return answers;
  };

  it.each([1, 2, 5])('%d at a time keep the order', async jobs => {
    const files = Array.from({ length: 12 }, (_, k) => String(k));
    const answers = await ask(files, jobs);
    expect(answers.map(({ problem }) => problem)).toEqual(
      files.map(file => `${file} in ${shell.top}`)
    );
    const threads = new Set(answers.map(({ threadId }) => threadId));
    expect(threads.size).toBe(jobs);
  });

  it('that end too early fail the notebook they had, and no other', async () => {
    const files = ['0', 'exit', '1', 'throw', '2', 'exit'];
    for (const jobs of [1, 2]) {
      const answers = await ask(files, jobs);
      expect(answers.map(({ problem }) => problem)).toEqual([
        `0 in ${shell.top}`,
        expect.stringContaining('a thread ended with status 7'),
        `1 in ${shell.top}`,
        expect.stringContaining('Error: deep'),
        `2 in ${shell.top}`,
        expect.stringContaining('the program failed on it')
      ]);
    }
  });

  it('are not started for one notebook', async () => {
    const [answer] = await ask(['exit'], 2);
    expect(answer.problem).toContain('no such file');
  });
});

describe('the bundle, as a process', () => {
  const cli = path.join(shell.top, 'cli.cjs');
  const root = path.join(__dirname, '../../..');
  const start = (args: string[], options: string[] = []) =>
    spawnSync(process.execPath, [...options, cli, ...args], {
      cwd: path.join(shell.top, 'work'),
      encoding: 'utf8',
      timeout: 30_000
    });

  beforeAll(() => {
    execFileSync(process.execPath, [
      path.join(root, 'node_modules/esbuild/bin/esbuild'),
      path.join(root, 'src/cli/main.ts'),
      '--bundle',
      '--platform=node',
      '--main-fields=module,main',
      '--log-level=error',
      `--outfile=${cli}`
    ]);
    for (let k = 0; k < 6; k++) {
      shell.write({ [`work/${k}.ipynb`]: notebook(`x = ${k}`, 'print(y)') });
    }
    shell.write({ 'work/3.ipynb': '{' });
  }, 60_000);

  it.each(['text', 'json', 'github', 'sarif'])(
    'prints the same %s in one thread, in two, and without any',
    async format => {
      const args = ['check', '.', '--format', format];
      const one = start([...args, '--jobs=1']);
      const two = start([...args, '--jobs=2']);
      const none = await shell.run(args, 'work');
      expect(two.status).toBe(2);
      expect(two.stdout).toBe(one.stdout);
      expect(two.stdout).toBe(none.out);
      expect(two.stderr).toBe(none.err);
      expect(none.err).toMatch(/^3\.ipynb: .*\n$/);
    },
    60_000
  );

  it('names the notebook that takes all memory, and checks the others', () => {
    const big = notebook(...Array.from({ length: 60_000 }, (_, k) => `x${k}`));
    shell.write({ 'work/big/big.ipynb': big });
    const { status, stdout, stderr } = start(
      ['check', '--json', 'big/big.ipynb', '0.ipynb', '1.ipynb', '--jobs=1'],
      ['--max-old-space-size=24']
    );
    expect(status).toBe(2);
    expect(stderr).toMatch(/^big\/big\.ipynb: .*memory/m);
    expect(JSON.parse(stdout)).toHaveLength(2);
  }, 60_000);
});
