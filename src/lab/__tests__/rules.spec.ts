import { YNotebook } from '@jupyter/ydoc';
import { nullTranslator } from '@jupyterlab/translation';
import type { ICellRun, IOwnPattern } from '../../core/outputs/types';
import type { IEvaluateOptions, IEvaluation } from '../patterns';
import { Rules, type IRulesOptions } from '../rules';
import { Settings } from '../settings';

const evaluate = jest.fn<
  Promise<IEvaluation>,
  [ICellRun[], readonly IOwnPattern[], IEvaluateOptions]
>();
jest.mock('../patterns', () => ({
  evaluatePatterns: (...args: Parameters<typeof evaluate>) => evaluate(...args)
}));

let shared: YNotebook;
let state: { result: object | null; readOnly: boolean };
let files: { [path: string]: string };
let rules: Rules;

function open(path = 'work/a.ipynb'): Rules {
  const contents = {
    driveName: () => '',
    get: async (named: string, { type }: { type?: string } = {}) => {
      const names = Object.keys(files).filter(
        each => each.slice(0, Math.max(0, each.lastIndexOf('/'))) === named
      );
      return type === 'directory'
        ? {
            type: 'directory',
            content: names.map(each => ({
              name: each.slice(each.lastIndexOf('/') + 1),
              type: 'file',
              size: 1,
              last_modified: '2026-01-01T00:00:00Z'
            }))
          }
        : { type: 'file', format: 'text', content: files[named] };
    }
  };
  return new Rules({
    model: {
      path,
      fullPath: path,
      state,
      panel: { content: { model: { sharedModel: shared } } }
    },
    settings: new Settings(),
    contents,
    trans: nullTranslator.load('')
  } as unknown as IRulesOptions);
}

// Yjs warns of each cell that is read before it is in a document.
beforeAll(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
});

beforeEach(() => {
  shared = new YNotebook();
  for (const [id, source] of [
    ['a', 'f()'],
    ['b', '# NBVAL_CHECK_OUTPUT\ng()']
  ]) {
    shared.insertCell(shared.cells.length, {
      cell_type: 'code',
      id,
      source,
      metadata: {},
      outputs: [],
      execution_count: null
    });
  }
  const cell = (index: number, id: string | null) => ({
    index,
    id,
    source: '',
    old: [],
    new: [],
    ran: index === 0
  });
  state = {
    result: { cells: [cell(0, 'a'), cell(1, 'b'), cell(2, 'gone')] },
    readOnly: false
  };
  files = {};
  rules = open();
});
afterEach(() => shared.dispose());

describe('trying a pattern', () => {
  const { signal } = new AbortController();

  it('counts its matches on either side, the cells that have one, and shows the first few', async () => {
    const found = (cell: number, side: 'old' | 'new', ...hidden: string[]) => ({
      cell,
      side,
      result: { text: '', hidden: [hidden] }
    });
    evaluate.mockResolvedValue({
      places: [
        found(0, 'old', '1', '1', '2', '3', '4'),
        found(0, 'new', '9'),
        found(1, 'old'),
        { cell: -1, side: 'old', result: { problem: 'slow' } }
      ],
      problem: { text: 'slow', pattern: 0 }
    });
    expect(await rules.try({ pattern: '\\d' }, signal)).toEqual({
      old: 5,
      new: 1,
      cells: 1,
      pieces: { old: ['1', '2', '3'], new: ['9'] },
      problem: 'slow'
    });
    const [cells, patterns, options] = evaluate.mock.calls[0];
    expect(cells.map(({ outcome }) => outcome.status)).toEqual([
      'ok',
      'not-run',
      'not-run'
    ]);
    expect(patterns).toEqual([{ pattern: '\\d' }]);
    expect(options).toMatchObject({ all: true, timeouts: 1 });
  });

  it('says nothing without a run, and when it was called off', async () => {
    const controller = new AbortController();
    evaluate.mockImplementation(async () => {
      controller.abort();
      return { places: [], problem: null };
    });
    expect(await rules.try({ pattern: 'a' }, controller.signal)).toBeNull();
    state.result = null;
    evaluate.mockClear();
    expect(await rules.try({ pattern: 'a' }, signal)).toBeNull();
    expect(evaluate).not.toHaveBeenCalled();
  });
});

describe('a file of sanitizers', () => {
  it.each([
    ['work/a.ipynb', 'nbval.cfg', 'work/nbval.cfg'],
    ['a.ipynb', 'nbval.cfg', 'nbval.cfg'],
    ['work/a.ipynb', '/ci/nbval.cfg', 'ci/nbval.cfg'],
    ['work/deep/a.ipynb', '../nbval.cfg', 'work/nbval.cfg'],
    ['work/a.ipynb', './nbval.cfg', 'work/nbval.cfg']
  ])('of %s is found: %s', async (notebook, named, path) => {
    files[path] = 'regex: a\nreplace: b\n';
    expect(await open(notebook).readFile(named)).toBe(files[path]);
  });

  it('that is not there is told by its name', async () => {
    await expect(rules.readFile('none.cfg')).rejects.toThrow(/^none\.cfg /);
  });
});

describe('the tags of a cell', () => {
  const IGNORE = 'nbval-ignore-output';
  const tags = () => shared.cells.map(cell => cell.getMetadata('tags') ?? null);

  it('are set and taken away, found by the id that it had in the run', () => {
    shared.moveCell(0, 1);
    expect(rules.tag(0, IGNORE)).toEqual({ on: false, reason: null });
    rules.setTag(0, IGNORE, true);
    expect(tags()).toEqual([null, [IGNORE]]);
    expect(rules.tag(0, IGNORE).on).toBe(true);
    rules.setTag(0, IGNORE, false);
    expect(tags()).toEqual([null, null]);
  });

  it('cannot be changed against a comment, in a read-only file, or of a cell that is gone', () => {
    expect(rules.tag(1, IGNORE).reason).toMatch(/NBVAL_CHECK_OUTPUT/);
    expect(rules.tag(2, IGNORE).reason).toMatch(/no longer/);
    rules.setTag(2, IGNORE, true);
    expect(tags()).toEqual([null, null]);
    state.readOnly = true;
    expect(rules.tag(0, IGNORE).reason).toMatch(/read-only/);
  });
});

it('says what is wrong with a pattern', () => {
  expect(rules.check({ pattern: 'a+' })).toBeNull();
  expect(rules.check({ pattern: '(' })).toMatch(/no regular expression/);
  expect(rules.check({ pattern: '' })).toBe('it is empty');
});
