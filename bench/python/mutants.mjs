/**
 * Notebooks that run, broken in the ways in which people break them, against what IPython does with them.
 *
 * Each notebook of `examples/` and `bench/python/notebooks/` that runs gives mutants: a cell that defines a name of a later
 * cell is deleted, moved behind the first cell that uses it, or moved to the end; a name is renamed in the cell that
 * defines it. IPython (`mutants.py`) tells where each stops. The findings of severity `error` are held against that; if
 * RUFF is given, so is its rule F821, which reads the same notebooks.
 *
 * Usage: node bench/python/mutants.mjs PYTHON [--ruff=RUFF] [--verbose]
 */
import { spawnSync } from 'child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { loadavg, tmpdir } from 'os';
import { dirname, join } from 'path';
import { fileURLToPath } from 'url';
import { loadAnalyser, notebookOf } from './bundle.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const [python, ...flags] = process.argv.slice(2);
const ruff = flags.find(flag => flag.startsWith('--ruff='))?.slice(7);
const verbose = flags.includes('--verbose');
const { analyseCode, summariseCell } = await loadAnalyser();

/** Code cells of a notebook file. */
function cellsOf(file) {
  const { cells } = JSON.parse(readFileSync(file, 'utf8'));
  return cells
    .filter(cell => cell.cell_type === 'code')
    .map(({ source }) => (Array.isArray(source) ? source.join('') : source))
    .filter(source => source.trim() !== '');
}

function notebooksOf(folder) {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter(name => name.endsWith('.ipynb') && !name.includes('checkpoint'))
    .sort()
    .map(name => {
      const file = join(folder, name);
      return { name, folder: dirname(file), cells: cellsOf(file) };
    });
}

/** Names that a cell defines, in the order of the text. */
function definedIn(source) {
  return summariseCell(source).defines.map(({ name }) => name);
}

function uses(source, name) {
  return new RegExp(`(?<![\\w.])${name}(?!\\w)`).test(source);
}

/** First cell behind `index` that uses a name of it, or -1. */
function firstUse(cells, index, names) {
  return cells.findIndex(
    (source, i) => i > index && names.some(name => uses(source, name))
  );
}

function moved(cells, from, to) {
  const rest = cells.filter((_, i) => i !== from);
  return [...rest.slice(0, to), cells[from], ...rest.slice(to)];
}

/** Every mutant of a notebook. */
function mutantsOf({ name, folder, cells }) {
  const found = [];
  const add = (kind, what, changed) =>
    found.push({ name, folder, kind, what, cells: changed });
  cells.forEach((source, i) => {
    const names = definedIn(source);
    const use = firstUse(cells, i, names);
    if (use < 0) {
      return;
    }
    add(
      'deleted',
      `cell ${i + 1}`,
      cells.filter((_, k) => k !== i)
    );
    add('moved after use', `cell ${i + 1}`, moved(cells, i, use));
    if (use < cells.length - 1) {
      add('moved to the end', `cell ${i + 1}`, moved(cells, i, cells.length));
    }
    for (const each of names) {
      if (firstUse(cells, i, [each]) >= 0) {
        const pattern = new RegExp(`(?<![\\w.])${each}(?!\\w)`, 'g');
        const renamed = source.replace(pattern, `${each}_renamed`);
        const changed = cells.map((cell, k) => (k === i ? renamed : cell));
        add('renamed', `${each} in cell ${i + 1}`, changed);
      }
    }
  });
  return found;
}

/** Where IPython stops, one answer for each job. */
function truths(jobs) {
  const input = jobs.map(({ folder, cells }) =>
    JSON.stringify({ folder, cells })
  );
  const { stdout, status, stderr } = spawnSync(
    python,
    [join(here, 'mutants.py')],
    { input: input.join('\n'), maxBuffer: 1 << 28, encoding: 'utf8' }
  );
  if (status !== 0) {
    throw new Error(stderr);
  }
  return stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
}

function ours({ cells }, severities) {
  return analyseCode(notebookOf(cells))
    .findings.filter(
      ({ rule, severity }) =>
        rule !== 'unseeded-random' && severities.includes(severity)
    )
    .map(({ cell, names }) => ({ cell: cell.index, name: names[0] }));
}

/** F821 findings of ruff, by job. */
function ofRuff(jobs) {
  const folder = mkdtempSync(join(tmpdir(), 'mutants-'));
  jobs.forEach(({ cells }, i) => {
    const notebook = {
      cells: cells.map((source, k) => ({
        cell_type: 'code',
        id: `c${k}`,
        execution_count: null,
        metadata: {},
        outputs: [],
        source
      })),
      metadata: { language_info: { name: 'python' } },
      nbformat: 4,
      nbformat_minor: 5
    };
    writeFileSync(join(folder, `${i}.ipynb`), JSON.stringify(notebook));
  });
  const args = 'check --isolated --no-cache --select F821 --output-format json';
  const { stdout } = spawnSync(ruff, [...args.split(' '), folder], {
    maxBuffer: 1 << 28,
    encoding: 'utf8'
  });
  const all = jobs.map(() => []);
  for (const { filename, cell, message, code } of JSON.parse(stdout)) {
    if (code === 'F821') {
      const job = Number(/(\d+)\.ipynb$/.exec(filename)[1]);
      all[job].push({ cell: cell - 1, name: /`(.*)`/.exec(message)[1] });
    }
  }
  return all;
}

/** Found: the name in the cell where IPython stops. False alarm: a name in a cell that IPython got through. */
function judge(truth, findings) {
  const stop = truth.cell ?? Infinity;
  const isName = truth.kind === 'NameError';
  return {
    found:
      isName &&
      findings.some(({ cell, name }) => cell === stop && name === truth.name),
    alarm: findings.some(
      ({ cell }) => cell < stop || (cell === stop && !isName)
    )
  };
}

const tried = [
  ...notebooksOf(join(root, 'examples')),
  ...notebooksOf(join(here, 'notebooks'))
];
const plain = truths(tried);
const notebooks = tried.filter((each, i) => {
  const { cell, kind, name } = plain[i];
  if (cell !== null) {
    console.log(
      `left out: ${each.folder.slice(root.length + 1)}/${each.name} stops in cell ${cell + 1} (${kind} ${name ?? ''})`
    );
  }
  return cell === null;
});
const jobs = [
  ...notebooks.map(each => ({ ...each, kind: 'as it is', what: '' })),
  ...notebooks.flatMap(mutantsOf)
];
const known = truths(jobs);
const tools = {
  'this analysis, errors': jobs.map(job => ours(job, ['error'])),
  'this analysis, errors and warnings': jobs.map(job =>
    ours(job, ['error', 'warning'])
  )
};
if (ruff) {
  tools['ruff F821'] = ofRuff(jobs);
}
const version = ruff
  ? spawnSync(ruff, ['--version'], { encoding: 'utf8' }).stdout.trim()
  : 'no ruff';
console.log(
  `${notebooks.length} notebooks, ${jobs.length - notebooks.length} mutants (${version}; load ${loadavg()[0].toFixed(1)})`
);
const kinds = [...new Set(jobs.map(({ kind }) => kind))];
for (const [tool, findings] of Object.entries(tools)) {
  console.log(`\n${tool}`);
  for (const kind of [...kinds, 'all']) {
    const sums = { jobs: 0, stops: 0, found: 0, alarms: 0 };
    jobs.forEach((job, i) => {
      if (kind !== 'all' && job.kind !== kind) {
        return;
      }
      const { found, alarm } = judge(known[i], findings[i]);
      const stops = known[i].kind === 'NameError';
      sums.jobs++;
      sums.stops += Number(stops);
      sums.found += Number(found);
      sums.alarms += Number(alarm);
      if (verbose && kind !== 'all' && ((stops && !found) || alarm)) {
        console.log(
          `  ${alarm ? 'false alarm' : 'missed'}: ${job.folder.slice(root.length + 1)}/${job.name} ${job.what}: IPython ${JSON.stringify(known[i])}, told ${JSON.stringify(findings[i][0] ?? null)}`
        );
      }
    });
    console.log(
      `${kind}: ${sums.jobs}, ${sums.stops} stop by NameError: ${sums.found} found, ${sums.stops - sums.found} missed, ${sums.alarms} false alarms`
    );
  }
}
