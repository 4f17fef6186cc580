import type { INotebookComparison } from '../../core/outputs';
import { Shell } from './shell';

let shell: Shell;
beforeEach(() => {
  shell = new Shell();
});
afterEach(() => shell.remove());

/** A notebook of which each cell printed one text. */
function printed(...texts: string[]): string {
  return JSON.stringify({
    cells: texts.map((text, k) => ({
      cell_type: 'code',
      metadata: {},
      execution_count: k + 1,
      source: `f(${k})`,
      outputs: [{ output_type: 'stream', name: 'stdout', text }]
    })),
    metadata: { language_info: { name: 'python' } },
    nbformat: 4,
    nbformat_minor: 4
  });
}

async function compare(before: string, after: string, ...options: string[]) {
  shell.write({ 'old.ipynb': before, 'new.ipynb': after });
  const args = ['compare', 'old.ipynb', 'new.ipynb', ...options];
  const { status, out, err } = await shell.run([...args, '--json']);
  const { out: page } = await shell.run(args);
  return {
    status,
    err,
    page: page.replace(/\s+/g, ' '),
    comparison: (out === '' ? null : JSON.parse(out)) as INotebookComparison
  };
}

it('prints the counts with what was ignored, and the rules', async () => {
  const { page, comparison } = await compare(
    printed(
      'same\n',
      'a <Card at 0x7f3c2d5e8f11> is red\n',
      'x is 1.0000000001'
    ),
    printed(
      'same\n',
      'a <Card at 0x7f3c2d5e8f12> is red\n',
      'x is 1.0000000002'
    )
  );
  const told =
    '1 identical, 1 equivalent (ignoring 1 address), 1 close (largest deviation 1·10⁻¹⁰)';
  expect(comparison.summary).toBe(told);
  expect(comparison.masks).toMatchObject([{ id: 'address', count: 1 }]);
  expect(comparison.rules).toMatchObject({ tolerance: 1e-9, stderr: 'remark' });
  expect(page).toContain(`Outputs: ${told}`);
  expect(page).not.toContain('own rules');
});

it('takes another tolerance, and says so', async () => {
  const [a, b] = [printed('x is 1.5\n'), printed('x is 1.5001\n')];
  expect((await compare(a, b)).status).toBe(1);
  const { status, page } = await compare(a, b, '--tolerance', '1e-3');
  expect(status).toBe(0);
  expect(page).toContain('Compared with own rules: tolerance 1e-3');
  const exact = await compare(a, b, '--tolerance', 'exact');
  expect(exact.comparison.rules?.tolerance).toBe(0);
});

it('switches masks off', async () => {
  const [a, b] = [
    printed('a <Card at 0x7f3c2d5e8f11> is red\n'),
    printed('a <Card at 0x7f3c2d5e8f12> is red\n')
  ];
  const { status, page } = await compare(a, b, '--no-mask', 'uuid,address');
  expect(status).toBe(1);
  expect(page).toContain('not ignoring uuid, address');
});

it('takes own patterns', async () => {
  const { status, page } = await compare(
    printed('job 4711 ended well\n'),
    printed('job 4712 ended well\n'),
    '--mask',
    'job \\d+'
  );
  expect(status).toBe(0);
  expect(page).toContain('1 equivalent (ignoring 1 match of `job \\d+`)');
});

it('ends a pattern that takes too long, and says so', async () => {
  const text = `${'a'.repeat(60)}b`;
  const { status, comparison, page } = await compare(
    printed(`${text} 1\n`),
    printed(`${text} 2\n`),
    '--mask',
    '(a+)+$'
  );
  expect(status).toBe(2);
  expect(comparison.cells[0].outputs[0]).toMatchObject({
    verdict: 'uncomparable',
    detail: 'the own pattern `(a+)+$` took too long'
  });
  expect(page).toContain('the own pattern `(a+)+$` took too long');
});

it('takes the sanitizers of nbval, and warns of what nbval drops', async () => {
  shell.write({
    'sane.cfg':
      '[jobs]\nregex: job (?P<n>\\d+)\nreplace: job N\n\nregex: ended\nreplace:\n'
  });
  const { status, err, page } = await compare(
    printed('job 4711 ended well\n'),
    printed('job 4712 ended well\n'),
    '--sanitize',
    'sane.cfg'
  );
  expect(status).toBe(0);
  expect(page).toContain('ignoring matches of jobs');
  expect(err).toBe(
    'sane.cfg:5: nbval drops it: the blank after `replace:` is missing.\n'
  );
});

it.each([
  [['--tolerance', 'big'], '--tolerance takes a number from 0 on and below 1'],
  [['--tolerance', '1'], '--tolerance takes'],
  [['--stderr', 'loud'], "--stderr takes ignore, remark, strict, not 'loud'"],
  [['--images', 'small:2'], '--images takes exact, small'],
  [['--images', 'exact:0.1'], '--images takes exact, small'],
  [['--no-mask', 'adress'], "There is no mask 'adress'; there are "],
  [['--mask', '(a'], "--mask '(a': it is no regular expression"],
  [['--sanitize', 'none.cfg'], 'none.cfg: '],
  [['--sanitize', 'old.ipynb'], "old.ipynb: It has no lines 'regex: …'"]
])('says what is wrong with %p', async (options, words) => {
  const { status, err } = await compare(
    printed('a\n'),
    printed('a\n'),
    ...options
  );
  expect(status).toBe(2);
  expect(err).toContain(words);
});

it('is for compare alone', async () => {
  const { status, err } = await shell.run(['check', '.', '--mask', 'a']);
  expect(status).toBe(2);
  expect(err).toContain('--mask is an option of compare alone');
});
