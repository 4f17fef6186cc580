/**
 * Mangles files of a folder, statement by statement, and looks for exceptions and slow inputs.
 *
 * Usage: node bench/python/fuzz.mjs FOLDER [COUNT]
 */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { loadAnalyser, notebookOf } from './bundle.mjs';

const [folder, count = '20000'] = process.argv.slice(2);
const { analyseCode, summariseCell } = await loadAnalyser();
const parts = readdirSync(folder)
  .filter(name => name.endsWith('.py'))
  .slice(0, 60)
  .flatMap(name =>
    readFileSync(join(folder, name), 'utf8').split(
      /\n(?=(?:def|class|import|from|[A-Za-z_]\w* = ))/
    )
  )
  .filter(part => part.length > 20 && part.length < 3000);

/** Mulberry32: the same inputs in every run. */
let state = 1;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pieces = [
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ':',
  "'",
  '"',
  '"""',
  "f'{",
  '#',
  '%',
  '!',
  '?',
  '\\',
  '\n',
  '\n  ',
  '\t',
  '@',
  '*',
  '=',
  ' for q in ',
  'lambda ',
  'yield ',
  '%%time\n',
  'x.foo(\n'
];
let slowest = 0;
let slowestOwn = 0;
let slowestSource = '';
let failures = 0;
for (let i = 0; i < Number(count); i++) {
  let source = parts[Math.floor(random() * parts.length)];
  for (let k = 0; k <= random() * 3; k++) {
    const at = Math.floor(random() * source.length);
    source =
      random() < 0.5
        ? source.slice(0, at) +
          pieces[Math.floor(random() * pieces.length)] +
          source.slice(at)
        : source.slice(0, at) + source.slice(at + 1 + Math.floor(random() * 8));
  }
  const first = timed(source);
  slowest = Math.max(slowest, first);
  if (first > 10) {
    // The first time may hold a compilation or a collection of garbage: the input's own time is the best of several.
    const times = [1, 2, 3, 4].map(k => timed(`${source}\n#${k}`));
    const own = Math.min(first, ...times);
    if (own > slowestOwn) {
      slowestOwn = own;
      slowestSource = source;
    }
  }
}
/** CPU milliseconds that the analysis of a text takes; other processes do not count, threads of this one do. */
function timed(source) {
  const before = process.cpuUsage();
  try {
    analyseCode(notebookOf([source]));
    summariseCell(source);
  } catch (error) {
    failures++;
    console.log(`${error}\n${source}\n`);
  }
  return process.cpuUsage(before).user / 1000;
}
console.log(
  `${count} inputs, ${failures} exceptions, slowest ${slowest.toFixed(1)} ms of CPU, slowest again and again ${slowestOwn.toFixed(1)} ms`
);
if (process.argv.includes('--verbose')) {
  console.log(slowestSource);
}
