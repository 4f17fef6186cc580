import type { INotebookComparison } from '../../core/outputs';
import { Shell } from './shell';

let shell: Shell;
beforeEach(() => {
  shell = new Shell();
});
afterEach(() => shell.remove());

interface ISketch {
  source: string;
  count?: number | null;
  stdout?: string;
  id?: string;
  error?: string;
  ranAt?: string;
}

function notebook(...cells: ISketch[]): string {
  return JSON.stringify({
    cells: cells.map(({ source, stdout, id, error, ranAt, count = 1 }) => ({
      ...(id === undefined ? {} : { id }),
      cell_type: 'code',
      metadata: ranAt ? { execution: { 'iopub.execute_input': ranAt } } : {},
      execution_count: count,
      source,
      outputs: [
        ...(stdout === undefined
          ? []
          : [{ output_type: 'stream', name: 'stdout', text: stdout }]),
        ...(error === undefined
          ? []
          : [{ output_type: 'error', ename: error, evalue: '', traceback: [] }])
      ]
    })),
    metadata: { language_info: { name: 'python' } },
    nbformat: 4,
    nbformat_minor: cells.some(({ id }) => id) ? 5 : 4
  });
}

async function compare(before: string, after: string) {
  shell.write({ 'old.ipynb': before, 'new.ipynb': after });
  const args = ['compare', 'old.ipynb', 'new.ipynb'];
  const { status, out, err } = await shell.run([...args, '--json']);
  const { out: page } = await shell.run(args);
  return {
    status,
    err,
    page,
    comparison: JSON.parse(out) as INotebookComparison
  };
}

it('finds that the same outputs were reproduced', async () => {
  const file = notebook({ source: 'print(1)', stdout: '1\n' });
  const { status, comparison, page } = await compare(file, file);
  expect(status).toBe(0);
  expect(comparison.verdict).toBe('verified');
  expect(comparison.counts).toEqual({ identical: 1 });
  expect(page).toContain('✓ Reproduced');
});

it('tells which cell gave something else', async () => {
  const { status, comparison, page } = await compare(
    notebook({ source: 'a', stdout: 'x\n' }, { source: 'b', stdout: 'one\n' }),
    notebook({ source: 'a', stdout: 'x\n' }, { source: 'b', stdout: 'two\n' })
  );
  expect(status).toBe(1);
  expect(comparison.verdict).toBe('not-reproduced');
  expect(comparison.cells.map(({ verdict }) => verdict)).toEqual([
    'identical',
    'different'
  ]);
  expect(page).toMatch(/✗ cell 2: /);
});

it('shows what speaks against it first, and counts what it leaves out', async () => {
  const sources = Array.from({ length: 40 }, (_, k) => `f(${k})`);
  const { page } = await compare(
    notebook(...sources.map(source => ({ source, stdout: 'as before\n' })), {
      source: 'last',
      stdout: 'one\n'
    }),
    notebook(
      ...sources.map(source => ({ source: `${source} `, stdout: 'x\n' })),
      { source: 'last', stdout: 'two\n' }
    )
  );
  expect(page.indexOf('✗ cell 41')).toBeLessThan(page.indexOf('! cell 1:'));
  expect(page).toContain('and 11 more: --json lists them all');
});

it('tells the present date from others by when the cell ran, as its file says', async () => {
  const source = "print(f'until {date.today()}')";
  const verdictOf = async (ranAt?: string) => {
    const { comparison } = await compare(
      notebook({ source, stdout: 'until 2026-11-20\n' }),
      notebook({ source, stdout: 'until 2026-11-22\n', ranAt })
    );
    return comparison.cells[0].verdict;
  };
  expect(await verdictOf('2026-11-22T18:38:14Z')).toBe('equivalent');
  expect(await verdictOf('2026-12-09T18:38:14Z')).toBe('different');
});

it('has failed where the new one stopped', async () => {
  const { status, comparison } = await compare(
    notebook({ source: 'a', stdout: 'x\n' }),
    notebook({ source: 'a', error: 'ValueError' })
  );
  expect([status, comparison.verdict]).toEqual([1, 'failed']);
});

it('could not look where the old one has no outputs', async () => {
  const { status, comparison } = await compare(
    notebook({ source: 'a' }),
    notebook({ source: 'a', stdout: 'x\n' })
  );
  expect([status, comparison.verdict]).toEqual([2, 'could-not-verify']);
});

it('follows cells that moved, by their ids and then by their sources', async () => {
  const [a, b] = [
    { source: 'f()', stdout: 'a\n' },
    { source: 'f()', stdout: 'b\n' }
  ];
  const byId = await compare(
    notebook({ ...a, id: 'a' }, { ...b, id: 'b' }),
    notebook({ ...b, id: 'b' }, { ...a, id: 'a' })
  );
  expect(byId.comparison.verdict).toBe('verified');
  const bySource = await compare(
    notebook({ source: 'a', stdout: 'a\n' }, { source: 'b', stdout: 'b\n' }),
    notebook({ source: 'b', stdout: 'b\n' }, { source: 'a', stdout: 'a\n' })
  );
  expect(bySource.comparison.verdict).toBe('verified');
});

it('compares no output of a cell whose source changed, and says so', async () => {
  const { err, comparison } = await compare(
    notebook({ source: 'a', stdout: 'x\n' }, { source: 'b', stdout: 'y\n' }),
    notebook({ source: 'a', stdout: 'x\n' }, { source: 'c', stdout: 'y\n' })
  );
  expect(comparison.cells[1].outputs[0].verdict).toBe('new');
  expect(err).toContain('1 of its cells with outputs is not in new.ipynb');
});

it('says no more than that where stored outputs had nothing to be compared with', async () => {
  const { status, err, comparison } = await compare(
    notebook({ source: 'a', stdout: 'x\n' }, { source: 'b', stdout: 'y\n' }),
    notebook({ source: 'a', stdout: 'x\n' })
  );
  expect([status, comparison.verdict]).toEqual([0, 'remarks']);
  expect(err).toContain('1 of its cells with outputs is not in new.ipynb');
});

it('has no baseline for a cell that never ran before', async () => {
  const a = { source: 'a', stdout: 'x\n' };
  const { status, comparison } = await compare(
    notebook(a, { source: 'b', count: null }),
    notebook(a, { source: 'b', stdout: 'y\n' })
  );
  expect(comparison.cells[1].verdict).toBe('new');
  expect([status, comparison.verdict]).toEqual([0, 'remarks']);
});

it('tells a cell that was not run', async () => {
  const a = { source: 'a', stdout: 'x\n' };
  const silent = await compare(
    notebook(a, { source: 'b' }),
    notebook(a, { source: 'b', count: null })
  );
  expect(silent.comparison.verdict).toBe('remarks');
  expect(silent.comparison.counts).toEqual({ identical: 1, 'not-run': 1 });
  const lost = await compare(
    notebook(a, { source: 'b', stdout: 'y\n' }),
    notebook(a, { source: 'b', count: null })
  );
  expect([lost.status, lost.comparison.verdict]).toEqual([1, 'not-reproduced']);
  const uncounted = await compare(
    notebook({ ...a, count: null }, { source: 'b', count: null }),
    notebook({ ...a, count: null }, { source: 'b', count: null })
  );
  expect(uncounted.comparison.verdict).toBe('verified');
});

it('claims nothing of what could not be compared', async () => {
  const long = (end: string) => ({
    source: 'b',
    stdout: `${'x '.repeat(150_000)}${end}\n`
  });
  const a = { source: 'a', stdout: 'x\n' };
  const { page, comparison } = await compare(
    notebook(a, long('1')),
    notebook(a, long('2'))
  );
  expect(comparison.counts).toEqual({ identical: 1, uncomparable: 1 });
  expect(page).toContain('! Reproduced, as far as the outputs could be');
});

it('names the file that cannot be read', async () => {
  shell.write({ 'old.ipynb': notebook(), 'new.ipynb': '{' });
  const { status, err } = await shell.run([
    'compare',
    'old.ipynb',
    'new.ipynb'
  ]);
  expect(status).toBe(2);
  expect(err).toMatch(/^new\.ipynb: /);
});
