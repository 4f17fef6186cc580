/**
 * Time of a whole analysis, and of one edit. The cells are cut from the standard library: every N lines at the top level.
 *
 * Usage: node bench/python/speed.mjs FOLDER [CELLS]
 */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { loadAnalyser, notebookOf } from './bundle.mjs';

/** CPU time of a call in milliseconds: other processes do not count. */
function timed(run) {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const [folder, count = '1000'] = process.argv.slice(2);
const { analyseCode } = await loadAnalyser();
const cells = [];
for (const name of readdirSync(folder).sort()) {
  if (name.endsWith('.py') && cells.length < Number(count)) {
    const source = readFileSync(join(folder, name), 'utf8');
    for (const part of source.split(
      /\n(?=(?:def|class|import|from|[A-Za-z_]\w* = ))/
    )) {
      if (part.length < 600 && cells.length < Number(count)) {
        cells.push(part);
      }
    }
  }
}
const characters = cells.reduce((sum, cell) => sum + cell.length, 0);
const first = timed(() => analyseCode(notebookOf(cells)));
console.log(
  `${cells.length} cells, ${characters} characters: first ${first.toFixed(0)} ms of CPU`
);
const edits = [];
for (let i = 0; i < 40; i++) {
  cells[(i * 37) % cells.length] += `\nx${i} = ${i}`;
  edits.push(timed(() => analyseCode(notebookOf(cells))));
}
edits.sort((a, b) => a - b);
console.log(
  `one edit: p50 ${edits[20].toFixed(1)} ms, p95 ${edits[37].toFixed(1)} ms`
);
