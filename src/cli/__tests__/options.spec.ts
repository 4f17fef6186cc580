import type { IReport } from '../../core/ladder';
import { notebook, Shell } from './shell';

let shell: Shell;
beforeEach(() => {
  shell = new Shell();
});
afterEach(() => shell.remove());

/** A note and a warning, and nothing at which a restart would stop. */
const REMARKS = JSON.stringify({
  ...JSON.parse(notebook('x = 1', 'y = 2', 'x')),
  cells: JSON.parse(notebook('x = 1', 'y = 2', 'x')).cells.map(
    (cell: object, k: number) => ({ ...cell, execution_count: [5, 2, null][k] })
  )
});

const check = (...args: string[]) => shell.run(['check', ...args, 'a.ipynb']);

async function rulesOf(...args: string[]): Promise<string[]> {
  const report: IReport = JSON.parse((await check('--json', ...args)).out);
  return [...new Set(report.findings.map(({ rule }) => rule))].sort();
}

describe('--fail-on', () => {
  const BROKEN = notebook('print(y_undefined)');

  it.each<[string, string[], number]>([
    [REMARKS, [], 1],
    [REMARKS, ['warning'], 1],
    [REMARKS, ['error'], 0],
    [REMARKS, ['error', 'warning'], 1],
    [REMARKS, ['level<0'], 0],
    [REMARKS, ['level<7'], 1],
    [REMARKS, ['level<7,error'], 1],
    [REMARKS, ['error', 'level<0'], 0],
    [BROKEN, ['error'], 1],
    [BROKEN, ['level<0'], 1]
  ])('%#: %j %j gives %d', async (content, words, expected) => {
    shell.write({ 'a.ipynb': content });
    const args = words.map(word => `--fail-on=${word}`);
    expect((await check(...args)).status).toBe(expected);
  });

  it.each(['note', 'level<8', 'level', 'level2', ''])(
    'does not take %j',
    async word => {
      shell.write({ 'a.ipynb': REMARKS });
      const { status, out, err } = await check(`--fail-on=${word}`);
      expect([status, out]).toEqual([2, '']);
      expect(err).toContain('--fail-on takes error, warning or level<N>');
    }
  );
});

describe('rules', () => {
  beforeEach(() => shell.write({ 'a.ipynb': REMARKS }));

  it('can be selected, one by one', async () => {
    const all = await rulesOf();
    expect(all.length).toBeGreaterThanOrEqual(3);
    for (const rule of all) {
      expect(await rulesOf('--select', rule)).toEqual([rule]);
    }
    expect(await rulesOf('--select', all.join(','))).toEqual(all);
  });

  it('can be ignored, also of those selected', async () => {
    const [first, ...rest] = await rulesOf();
    expect(await rulesOf('--ignore', first)).toEqual(rest);
    expect(
      await rulesOf(`--select=${first},${rest[0]}`, `--ignore=${first}`)
    ).toEqual([rest[0]]);
    const { out } = await check('--ignore', first);
    expect(out).toMatch(/findings?, \d+ silenced/);
  });

  it('are set by a file', async () => {
    const [first, ...rest] = await rulesOf();
    shell.write({ 'c.json': JSON.stringify({ rules: { [first]: 'off' } }) });
    expect(await rulesOf('--config=c.json')).toEqual(rest);
    expect(await rulesOf('--config=c.json', '--select', first)).toEqual([
      first
    ]);
  });

  it('get names that the environment provides from it', async () => {
    shell.write({
      'a.ipynb': notebook('site_session.sql("x")'),
      'c.json': '{"providedNames": ["site_session"]}'
    });
    expect((await check()).status).toBe(1);
    expect((await check('--config=c.json')).status).toBe(0);
  });

  it.each([
    [
      '{"rules": {"never-runn": "off"}}',
      "c.json: There is no rule 'never-runn'"
    ],
    ['{"rules": {"never-run": 3}}', "'never-run' must be"],
    ['{', 'c.json: It is not valid JSON'],
    ['[]', 'c.json: Rule options must be an object']
  ])('are not read from %s, and nothing is checked', async (text, words) => {
    shell.write({ 'c.json': text });
    const { status, out, err } = await check('--config=c.json');
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(words);
  });

  it.each([
    [['--config=gone.json'], 'gone.json: There is no such file'],
    [['--select=nothing'], "There is no rule 'nothing'"],
    [['--ignore=run-failed'], "'run-failed' cannot be set"],
    [['--select='], "There is no rule ''"]
  ])('are asked for by %j in vain', async (args, words) => {
    const { status, err } = await check(...args);
    expect(status).toBe(2);
    expect(err).toContain(words);
  });
});

it.each([
  [['--format=xml'], '--format takes text, json, github, sarif'],
  [['--json', '--format=sarif'], 'two formats'],
  [['--jobs=0'], '--jobs takes a number'],
  [['--jobs=two'], '--jobs takes a number']
])('%j is a mistake', async (args, words) => {
  shell.write({ 'a.ipynb': REMARKS });
  const { status, out, err } = await check(...args);
  expect([status, out]).toEqual([2, '']);
  expect(err).toContain(words);
});

it.each([
  [['--format=sarif'], '--format takes text, json'],
  [['--jobs=2'], 'option of check alone'],
  [['--ignore=never-run'], 'option of check alone']
])('compare has no %j', async (args, words) => {
  shell.write({ 'a.ipynb': REMARKS });
  const { status, err } = await shell.run([
    'compare',
    ...args,
    'a.ipynb',
    'a.ipynb'
  ]);
  expect(status).toBe(2);
  expect(err).toContain(words);
});
