/**
 * Cases against what IPython did: where does a restart stop, and at which name?
 *
 * Usage: node bench/python/cases.mjs [--verbose] [--ruff=RUFF] [FILE...]
 *
 * Reads the `*.cases.txt` of the unit tests if no file is named; their lines of `=>` are by `scripts/python-truth.py`.
 * A case is answered by the first finding that says that the run stops: once with errors alone, once with warnings too.
 * Right: the same cell and name, or rightly nothing. False alarm: a stop is told of a cell that IPython got through.
 */
import { spawnSync } from 'child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { basename, dirname, join } from 'path';
import { fileURLToPath } from 'url';
import { loadAnalyser } from './bundle.mjs';

const fixtures = join(
  dirname(fileURLToPath(import.meta.url)),
  '../../src/core/python/__tests__/fixtures'
);
const ruff = process.argv.find(item => item.startsWith('--ruff='))?.slice(7);
const folder = mkdtempSync(join(tmpdir(), 'python-cases-'));
const verbose = process.argv.includes('--verbose');
const named = process.argv.slice(2).filter(item => !item.startsWith('--'));
const files = named.length
  ? named
  : readdirSync(fixtures)
      .filter(name => name.endsWith('.cases.txt'))
      .map(name => join(fixtures, name));
const { analyseCode } = await loadAnalyser();

function typeOf(tags) {
  const type = tags.find(tag => /^\[\w+\]$/.test(tag));
  return type ? type.slice(1, -1) : 'code';
}

function* casesOf(text) {
  for (const block of text.split(/^==== /m).slice(1)) {
    const parts = block.replace(/^=> .*\n?/m, '').split(/^# %%(.*)\n/m);
    const cells = [];
    for (let i = 1; i < parts.length; i += 2) {
      const tags = parts[i].split(/\s+/).filter(Boolean);
      cells.push({
        id: `cell-${cells.length}`,
        type: typeOf(tags),
        source: parts[i + 1].replace(/\n+$/, ''),
        executionCount: null,
        tags,
        outputs: [],
        ranSource: null
      });
    }
    yield {
      title: block.slice(0, block.indexOf('\n')),
      truth: /^=> (.*)$/m.exec(block)?.[1] ?? '',
      notebook: {
        path: 'a.ipynb',
        language: 'python',
        // As the kernel that gave the truth, and JupyterLab, write it into the file.
        languageVersion: '3.11.7',
        kernelName: null,
        cells
      }
    };
  }
}

const RULES = new Set(['undefined-name', 'syntax-error']);

function answer(findings, severities) {
  const first = findings.find(
    ({ rule, severity }) => RULES.has(rule) && severities.includes(severity)
  );
  if (!first) {
    return 'runs';
  }
  const cell = `cell ${first.cell.index + 1}`;
  return first.rule === 'syntax-error'
    ? `${cell} SyntaxError`
    : `${cell} NameError ${first.names[0]}`;
}

/** The cell of a stop; of a run to the end none. */
function cellOf(text) {
  return Number(/^cell (\d+)/.exec(text)?.[1] ?? Infinity);
}

/** Where ruff says that the run stops: the first undefined name or syntax error, by cell. */
function ruffAnswer(notebook) {
  const file = join(folder, 'case.ipynb');
  const content = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { language_info: { name: 'python', version: '3.11.7' } },
    cells: notebook.cells.map(({ id, type, source, tags }) => ({
      id,
      cell_type: type,
      metadata: { tags },
      source,
      ...(type === 'code' ? { outputs: [], execution_count: null } : {})
    }))
  };
  writeFileSync(file, JSON.stringify(content));
  const { stdout } = spawnSync(
    ruff,
    ['check', '--isolated', '--select=F821,F823', '--output-format=json', file],
    { encoding: 'utf8' }
  );
  const found = JSON.parse(stdout || '[]')
    .filter(({ code }) => !code || /^(?:F82\d|E999|invalid-syntax)$/.test(code))
    .sort((a, b) => a.cell - b.cell || a.location.row - b.location.row);
  const [first] = found;
  if (!first) {
    return 'runs';
  }
  const name = /`(\w+)`/.exec(first.message)?.[1];
  return /^F82/.test(first.code ?? '')
    ? `cell ${first.cell} NameError ${name}`
    : `cell ${first.cell} SyntaxError`;
}

const levels = {
  errors: findings => answer(findings, ['error']),
  'errors and warnings': findings => answer(findings, ['error', 'warning']),
  ...(ruff ? { ruff: (_, notebook) => ruffAnswer(notebook) } : {})
};
for (const file of files) {
  const scores = {};
  for (const { title, truth, notebook } of casesOf(
    readFileSync(file, 'utf8')
  )) {
    const told = /NameError|SyntaxError/.test(truth) ? truth : 'runs';
    const { findings } = analyseCode(notebook);
    for (const [level, ask] of Object.entries(levels)) {
      const score = (scores[level] ??= {
        cases: 0,
        right: 0,
        yesOrNo: 0,
        missed: 0,
        false: 0,
        otherName: 0
      });
      const given = ask(findings, notebook);
      // Code after a stop of another kind (an exit, a raise) is not run: what is told of it is told of a run that goes on.
      const alarm = given !== 'runs' && cellOf(given) < cellOf(truth);
      const kind =
        given === told
          ? 'right'
          : given === 'runs'
            ? 'missed'
            : alarm || told === 'runs'
              ? 'false'
              : 'otherName';
      score.cases++;
      score[kind]++;
      score.yesOrNo += Number((given === 'runs') === (told === 'runs'));
      if (verbose && kind !== 'right') {
        console.log(`${level}: ${kind}: ${title}: ${truth}, told ${given}`);
      }
    }
  }
  for (const [level, score] of Object.entries(scores)) {
    console.log(basename(file), level, JSON.stringify(score));
  }
}
