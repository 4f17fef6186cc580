/**
 * Times the comparison of outputs in Node and in a web worker of Chromium, and beside it nbdime and nbval on the same pairs.
 *
 *   node bench/outputs/compare.mjs [--peers PYTHON] [--runs FOLDER] [--rounds 5] [--limit 30]
 *
 * PYTHON has nbdime and nbval; FOLDER holds the runs of double-run/compare.mjs, whose cells are the real pairs.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { launch, median } from '../browser.mjs';
import { ROOT } from './bundle.mjs';
import { mixedPair, plotPair, tablePair } from './generate.mjs';

const option = name => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? null : process.argv[at + 1];
};
const rounds = Number(option('rounds') ?? 5);
/** Seconds after which nbdime is stopped at one pair. */
const LIMIT = Number(option('limit') ?? 30);
const folder = mkdtempSync(join(tmpdir(), 'outputs-bench-'));

/** What runs in Node and in the worker alike: compares pairs of notebooks cell by cell, with the time of each. */
const ENTRY = `
import { DEFAULT_RULES, compareCell, compareNotebook } from './src/core/outputs';
import { parseNotebook } from './src/core/notebook';

/** Milliseconds of CPU time, of the collector and the compiler too; 0 in a browser. */
function cpuTime() {
  const used = globalThis.process?.cpuUsage();
  return used ? (used.user + used.system) / 1000 : 0;
}

export function timePair(texts, rounds) {
  const [old, now] = texts.map(text => parseNotebook(text, 'a.ipynb').notebook);
  const cells = now.cells
    .map((cell, index) => ({ cell, index }))
    .filter(({ cell }) => cell.type === 'code')
    .map(({ cell, index }) => {
      const error = cell.outputs.find(output => output.output_type === 'error');
      return {
        index, id: cell.id, tags: cell.tags, source: cell.source,
        outcome: error ? { status: 'error', ename: error.ename, evalue: error.evalue } : { status: 'ok' },
        old: old.cells[index].outputs, new: cell.outputs
      };
    });
  const sources = cells.map(cell => cell.source).join('\\n');
  const times = [];
  const cpu = [];
  let comparison;
  for (let round = 0; round < rounds; round++) {
    const begin = performance.now();
    const used = cpuTime();
    comparison = compareNotebook(cells, DEFAULT_RULES);
    times.push(performance.now() - begin);
    cpu.push(cpuTime() - used);
  }
  let slowest = 0;
  for (const cell of cells) {
    const begin = performance.now();
    compareCell(cell, DEFAULT_RULES, sources);
    slowest = Math.max(slowest, performance.now() - begin);
  }
  return { times, cpu, slowest, cells: cells.length, counts: comparison.counts };
}
`;

async function bundle(format, contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    format,
    platform: format === 'esm' ? 'node' : 'browser',
    minify: format !== 'esm',
    write: false,
    logLevel: 'error'
  });
  return outputFiles[0].text;
}

const pairs = {};
for (const [name, pair] of Object.entries({
  '100 mixed': mixedPair(100),
  '1,000 mixed': mixedPair(1000),
  '10,000 mixed': mixedPair(10_000),
  '100 plots': plotPair(100),
  '10 MB table': tablePair()
})) {
  pairs[name] = pair.map(notebook => JSON.stringify(notebook));
}
const runs = option('runs');
for (const file of runs ? readdirSync(runs) : []) {
  if (file.endsWith('.1.ipynb')) {
    pairs[`real: ${file.replace('.1.ipynb', '')}`] = [
      file,
      file.replace('.1.', '.2.')
    ].map(name => readFileSync(join(runs, name), 'utf8'));
  }
}
for (const [name, texts] of Object.entries(pairs)) {
  texts.forEach((text, i) =>
    writeFileSync(join(folder, `${name}.${i + 1}.ipynb`), text)
  );
}

const report = Object.fromEntries(Object.keys(pairs).map(name => [name, {}]));
const outfile = join(folder, 'node.mjs');
writeFileSync(outfile, await bundle('esm', ENTRY));
const { timePair } = await import(outfile);
for (const [name, texts] of Object.entries(pairs)) {
  report[name].node = timePair(texts, rounds);
}

const worker = await bundle(
  'iife',
  `${ENTRY}\nself.onmessage = ({ data }) => self.postMessage(timePair(data.texts, data.rounds));`
);
const browser = await launch();
const page = await browser.newPage();
for (const [name, texts] of Object.entries(pairs)) {
  report[name].chromium = await page.evaluate(
    ([code, texts, rounds]) =>
      new Promise((resolve, reject) => {
        const url = URL.createObjectURL(new Blob([code]));
        const worker = new Worker(url);
        worker.onerror = event => reject(new Error(event.message));
        worker.onmessage = ({ data }) => {
          worker.terminate();
          resolve(data);
        };
        worker.postMessage({ texts, rounds });
      }),
    [worker, texts, rounds]
  );
}
await browser.close();

print(
  `load ${loadavg()[0].toFixed(1)}; in ms: first of a process, median of ${rounds}, slowest cell`,
  ['pair', 'Node', 'its CPU time', 'Chromium', 'verdicts'],
  ({ node, chromium }) => [
    told(node),
    [node.cpu[0], median(node.cpu)].map(ms => ms.toFixed(0)).join(' / '),
    told(chromium),
    Object.entries(node.counts)
      .map(([verdict, n]) => `${n} ${verdict}`)
      .join(', ')
  ]
);

const python = option('peers');
if (python) {
  const { stdout } = spawnSync(
    python,
    [join(ROOT, 'bench/outputs/peers.py'), folder, String(LIMIT)],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }
  );
  const peers = JSON.parse(stdout);
  const seconds = value =>
    value === null ? `> ${LIMIT} s` : `${value.toFixed(2)} s`;
  print(
    `load ${loadavg()[0].toFixed(1)}; CPU time`,
    ['pair', 'nbdime', 'nbval', 'cells the same to nbval'],
    ({ node }, name) => [
      seconds(peers[name].nbdime),
      seconds(peers[name].nbval),
      `${peers[name].nbvalSame} of ${node.cells}`
    ]
  );
}

function told({ times, slowest }) {
  return [times[0], median(times), slowest]
    .map(ms => ms.toFixed(0))
    .join(' / ');
}

/** Prints a table with a row for each pair. */
function print(title, head, cellsOf) {
  const rows = Object.entries(report).map(([name, found]) => [
    name,
    ...cellsOf(found, name)
  ]);
  process.stdout.write(
    `${title}\n${[head, ...rows].map(row => `| ${row.join(' | ')} |\n`).join('')}`
  );
}
