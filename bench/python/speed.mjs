/**
 * Time and memory of the analysis of code, and of the whole report: in a new process and after one edit, in Node and in
 * a web worker of Chromium, beside other tools on the same notebooks.
 *
 * Usage: node bench/python/speed.mjs FOLDER [--cells=100,1000,5000] [--times=3] [--python=python3]
 *          [--ruff=RUFF] [--pyflakes=PYTHON] [--browser] [--kind=library,science]
 *
 * FOLDER holds the standard library; PYTHON is an interpreter that has pyflakes. Each measurement has a process, or a
 * page, of its own; the best of `--times` counts.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleCore } from './bundle.mjs';
import { libraryCells, scienceCells } from './generate.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const scratch = mkdtempSync(join(os.tmpdir(), 'python-speed-'));

const folder = process.argv[2];
const option = (name, other) =>
  process.argv
    .find(each => each.startsWith(`--${name}=`))
    ?.slice(name.length + 3) ?? other;
const counts = option('cells', '100,1000,5000').split(',').map(Number);
const times = Number(option('times', '3'));
const kinds = option('kind', 'library,science').split(',');

const range = count => Array.from({ length: count }, (_, k) => k);
const least = (list, by) => list.reduce((a, b) => (by(b) < by(a) ? b : a));

/** The middle, the 95th of 100 and the last of what one call took. */
function spread(edits, by) {
  const sorted = edits.map(by).sort((a, b) => a - b);
  const at = part => sorted[Math.floor(part * (sorted.length - 1))].toFixed(1);
  return `${at(0.5)} / ${at(0.95)} / ${at(1)}`;
}

function printTable(title, head, rows) {
  const widths = head.map((name, k) =>
    Math.max(name.length, ...rows.map(row => String(row[k]).length))
  );
  const line = row =>
    `| ${row.map((each, k) => String(each).padEnd(widths[k])).join(' | ')} |`;
  console.log(`\n${title}\n`);
  console.log(line(head));
  console.log(line(widths.map(width => '-'.repeat(width))));
  rows.forEach(row => console.log(line(row)));
}

/** The notebooks to measure with, as files. */
function write(kind, count) {
  const cells =
    kind === 'library' ? libraryCells(folder, count) : scienceCells(count);
  const at = name => join(scratch, `${kind}-${count}${name}`);
  const paths = { cells: at('.json'), ipynb: at('.ipynb') };
  writeFileSync(paths.cells, JSON.stringify(cells));
  writeFileSync(paths.ipynb, JSON.stringify(ipynbOf(cells)));
  const characters = cells.reduce((sum, cell) => sum + cell.length, 0);
  return { kind, cells, paths, characters };
}

function ipynbOf(sources) {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { language_info: { name: 'python' } },
    cells: sources.map((source, k) => ({
      cell_type: 'code',
      id: `c${k}`,
      metadata: {},
      execution_count: null,
      outputs: [],
      source
    }))
  };
}

function inNode(bundle, { paths }, what) {
  return range(times).map(() =>
    JSON.parse(
      execFileSync(
        process.execPath,
        [
          '--expose-gc',
          join(here, 'measure-node.mjs'),
          bundle,
          paths.cells,
          what
        ],
        { encoding: 'utf8' }
      )
    )
  );
}

async function inBrowser(notebooks) {
  const { chromium } = await import('@playwright/test');
  const { findChromium } = await import('../../scripts/browser.mjs');
  const worker = readFileSync(await bundleCore('browser', scratch), 'utf8');
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-gpu']
  });
  const rows = [];
  for (const notebook of notebooks) {
    const found = {};
    for (const what of ['code', 'report', 'slices']) {
      found[what] = [];
      for (let i = 0; i < times; i++) {
        const page = await browser.newPage();
        found[what].push(
          await page.evaluate(ask, [worker, what, notebook.cells])
        );
        await page.close();
      }
    }
    rows.push(rowOf(notebook, found, false));
  }
  const version = browser.version();
  await browser.close();
  return { rows, version };
}

/** In a page: has a new worker measure. */
function ask([source, what, cells]) {
  const url = URL.createObjectURL(new Blob([source]));
  const worker = new Worker(url);
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = event => reject(new Error(event.message));
    worker.postMessage({ what, cells });
  });
}

/** One row: the best of each. */
function rowOf({ kind, cells }, { code, report, slices }, isNode) {
  const time = isNode ? each => each.cpu : each => each.wall;
  const first = list => least(list, each => time(each.first));
  const middle = each =>
    [...each.edits].map(time).sort((a, b) => a - b)[each.edits.length >> 1];
  const edits = list => spread(least(list, middle).edits, time);
  const both = ({ first: { wall, cpu } }) =>
    isNode ? `${cpu.toFixed(0)} (${wall.toFixed(0)})` : wall.toFixed(0);
  return [
    kind,
    cells.length,
    both(first(code)),
    both(first(report)),
    edits(code),
    edits(report),
    `${Math.min(...slices.map(each => each.longest)).toFixed(1)} / ${Math.min(...slices.map(each => each.longestOfEdits)).toFixed(1)}`,
    ...(isNode
      ? [
          Math.min(...code.map(each => each.heap)).toFixed(1),
          Math.min(...report.map(each => each.heap)).toFixed(1)
        ]
      : [])
  ];
}

const HEAD = [
  'cells of',
  'count',
  'code, first',
  'report, first',
  'code, edit: p50 / p95 / max',
  'report, edit: p50 / p95 / max',
  'longest slice: first / any'
];

const load = () =>
  os
    .loadavg()
    .map(each => each.toFixed(1))
    .join(' ');

console.log(
  `Node ${process.version}, ${os.cpus().length} cores, load at the start ${load()}; times in ms, best of ${times}`
);
const notebooks = kinds.flatMap(kind =>
  counts.map(count => write(kind, count))
);
const bundle = await bundleCore('node', scratch);
const measured = notebooks.map(notebook => ({
  notebook,
  code: inNode(bundle, notebook, 'code'),
  report: inNode(bundle, notebook, 'report'),
  slices: inNode(bundle, notebook, 'slices')
}));
printTable(
  'Node: CPU time of all threads (wall time); heap in MB after garbage collection',
  [...HEAD, 'heap, code', 'heap, report'],
  measured.map(({ notebook, ...found }) => rowOf(notebook, found, true))
);
console.log(`\nload ${load()}`);

if (process.argv.includes('--browser')) {
  const { rows, version } = await inBrowser(notebooks);
  printTable(`A web worker in Chromium ${version}: wall time`, HEAD, rows);
  console.log(`\nload ${load()}`);
}

const empty = join(scratch, 'empty.ipynb');
writeFileSync(empty, JSON.stringify(ipynbOf([''])));
const rows = [];
for (const { notebook, code } of measured) {
  const label = [notebook.kind, notebook.cells.length];
  const row = (name, own, whole) =>
    rows.push([
      ...label,
      name,
      `${whole.cpu.toFixed(0)} (${whole.wall.toFixed(0)})`,
      `${own.cpu.toFixed(0)} (${own.wall.toFixed(0)})`
    ]);
  const { start, first } = least(code, each => each.first.cpu);
  row('this, in Node', first, {
    cpu: start.cpu + first.cpu,
    wall: start.wall + first.wall
  });
  const others = JSON.parse(
    execFileSync(
      option('python', 'python3'),
      [
        join(here, 'others.py'),
        option('ruff', '-'),
        option('pyflakes', '-'),
        notebook.paths.ipynb,
        notebook.paths.cells,
        empty
      ],
      { encoding: 'utf8' }
    )
  );
  for (const [name, { whole, own }] of Object.entries(others)) {
    row(name, own, whole);
  }
}
printTable(
  'Beside others, names alone: CPU time (wall time)',
  ['cells of', 'count', 'tool', 'with its start', 'without'],
  rows
);
console.log(`\nload at the end ${load()}`);
