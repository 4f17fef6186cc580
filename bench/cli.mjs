/*
 * What `check` costs: the time for many notebooks with one thread and with two, and the start of the program alone.
 *
 *   node bench/cli.mjs [notebooks] [rounds]
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildCli, CLI } from '../scripts/build-cli.mjs';

const notebooks = Number(process.argv[2] ?? 100);
const rounds = Number(process.argv[3] ?? 3);
const CELLS = 60;

/** Cells as they are common: imports, functions, a table in every fifth output; every tenth notebook is broken. */
function notebookOf(k) {
  const cells = [];
  for (let n = 0; n < CELLS; n++) {
    const lines =
      n === 0
        ? ['import math\n', 'import random\n', 'random.seed(1)\n', 'x0 = 1']
        : [
            `def f${n}(a, b=${n}):\n`,
            '    total = 0\n',
            '    for i in range(a):\n',
            '        total += math.sqrt(i + b)\n',
            '    return total\n',
            '\n',
            `x${n} = f${n}(x${n === 30 && k % 10 === 0 ? 99 : n - 1})\n`,
            `print(x${n})`
          ];
    cells.push({
      id: `c${n}`,
      cell_type: 'code',
      metadata: {},
      execution_count: n + 1,
      outputs: [
        {
          output_type: 'stream',
          name: 'stdout',
          text: [n % 5 === 0 ? '1.5 2.5 3.5\n'.repeat(50) : `${n}\n`]
        }
      ],
      source: lines
    });
  }
  const metadata = { language_info: { name: 'python' } };
  return JSON.stringify(
    { cells, metadata, nbformat: 4, nbformat_minor: 5 },
    null,
    1
  );
}

await buildCli();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cli-bench-'));
for (let k = 0; k < notebooks; k++) {
  fs.writeFileSync(path.join(folder, `${k}.ipynb`), notebookOf(k));
}

function time(...args) {
  const took = [];
  for (let round = 0; round < rounds; round++) {
    const begin = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], {
      cwd: folder,
      maxBuffer: 1e9
    });
    if (status === 2) {
      throw new Error(String(stderr));
    }
    took.push(performance.now() - begin);
  }
  const best = Math.min(...took).toFixed(0);
  return `best ${best} ms of ${took.map(ms => ms.toFixed(0)).join(', ')}`;
}

process.stdout.write(
  `${notebooks} notebooks of ${CELLS} cells; load ${os.loadavg()[0].toFixed(1)} on ${os.availableParallelism()} cores\n` +
    `start alone (--version)  ${time('--version')}\n` +
    `one notebook             ${time('check', '0.ipynb')}\n`
);
for (const format of ['json', 'sarif']) {
  for (const jobs of ['1', '2']) {
    process.stdout.write(
      `all, ${format}, --jobs ${jobs}     ${time('check', '.', '--format', format, '--jobs', jobs)}\n`
    );
  }
}
fs.rmSync(folder, { recursive: true, force: true });
