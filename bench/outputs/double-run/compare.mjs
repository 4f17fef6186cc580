/**
 * Runs the notebooks of this folder twice on real kernels and compares the runs: nothing that is seeded may be called
 * different, and nothing that is not seeded the same. What is expected of a cell stands in its metadata (`expect`).
 *
 *   node bench/outputs/double-run/compare.mjs PYTHON [NAME...]     PYTHON has requirements.txt installed
 *   node bench/outputs/double-run/compare.mjs --runs FOLDER        compares runs that are already there
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadComparer } from '../bundle.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const SAME = /^(?:identical|equivalent|close|failed-as-before)$/;

const [first, ...rest] = process.argv.slice(2);
const folder = first === '--runs' ? rest[0] : runTwice(first, rest);
const { DEFAULT_RULES, compareNotebook, pairCells, parseNotebook } =
  await loadComparer();

const counts = {};
let wrong = 0;
for (const file of readdirSync(folder).filter(name =>
  /\.1\.ipynb$/.test(name)
)) {
  const texts = [file, file.replace('.1.', '.2.')].map(name =>
    readFileSync(join(folder, name), 'utf8')
  );
  const [old, now] = texts.map(text => parseNotebook(text, file).notebook);
  const expected = JSON.parse(texts[0]).cells.map(cell => cell.metadata.expect);
  const { cells } = pairCells(old, now);
  for (const cell of compareNotebook(cells, DEFAULT_RULES).cells) {
    const verdict = SAME.test(cell.verdict) ? 'same' : cell.verdict;
    const found = /^(?:missing|unexpected|failed)$/.test(verdict)
      ? 'different'
      : verdict;
    counts[found] = (counts[found] ?? 0) + 1;
    if (expected[cell.index].includes(found)) {
      continue;
    }
    wrong++;
    const said = cell.outputs.map(
      ({ kind, message, detail }) => `${kind}: ${message} ${detail ?? ''}`
    );
    const source = old.cells[cell.index].source.trim().split('\n').pop();
    process.stdout.write(
      `${file.replace('.1.ipynb', '')} cell ${cell.index}: expected ${expected[cell.index].join(' or ')}, found ${cell.verdict}\n  ${source}\n  ${said.join('\n  ')}\n`
    );
  }
}
process.stdout.write(`${JSON.stringify(counts)}, ${wrong} not as expected\n`);
process.exitCode = wrong > 0 ? 1 : 0;

/** Executes the notebooks with two hash seeds; gives the folder of the results. */
function runTwice(python, names) {
  const out = mkdtempSync(join(tmpdir(), 'double-run-'));
  const { status } = spawnSync(python, [join(HERE, 'run.py'), out, ...names], {
    stdio: 'inherit'
  });
  if (status !== 0) {
    throw new Error('The notebooks could not be run');
  }
  return out;
}
