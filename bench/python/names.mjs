/**
 * Names against CPython: the files of a folder, each as one cell, and what `oracle.py` says of them.
 *
 * Usage: node bench/python/names.mjs PYTHON FOLDER [--verbose]
 */
import { spawnSync } from 'child_process';
import { readdirSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { fileURLToPath } from 'url';
import { loadAnalyser, notebookOf } from './bundle.mjs';

const [python, folder, flag] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const { analyseCode, readCell } = await loadAnalyser();
const files = readdirSync(folder, { recursive: true })
  .map(String)
  .filter(name => name.endsWith('.py') && !name.includes('site-packages'))
  .map(name => join(folder, name));
const { stdout } = spawnSync(python, [join(here, 'oracle.py')], {
  input: files.join('\n'),
  maxBuffer: 1 << 30,
  encoding: 'utf8'
});

const scores = {};
function score(kind, file, found, expected) {
  const all = (scores[kind] ??= { right: 0, extra: 0, missed: 0 });
  for (const name of found) {
    const ok = expected.has(name);
    all[ok ? 'right' : 'extra']++;
    if (!ok && flag) {
      console.log(`${kind} extra ${name} ${file}`);
    }
  }
  for (const name of expected) {
    if (!found.has(name)) {
      all.missed++;
      if (flag) {
        console.log(`${kind} missed ${name} ${file}`);
      }
    }
  }
}

const syntax = {
  agreedBad: 0,
  falseErrors: 0,
  unparsedGood: 0,
  silentBad: 0,
  good: 0
};
for (const line of stdout.split('\n').filter(Boolean)) {
  const truth = JSON.parse(line);
  const source = readFileSync(truth.file, 'utf8');
  const code = readCell(source);
  if (!truth.ok) {
    syntax[code.problem ? 'agreedBad' : 'silentBad']++;
    continue;
  }
  syntax.good++;
  if (code.problem) {
    syntax.falseErrors++;
    console.log(`false syntax error: ${truth.file} ${code.problem.message}`);
  }
  if (code.words) {
    syntax.unparsedGood++;
    if (flag) {
      console.log(`not parsed: ${truth.file}`);
    }
    continue;
  }
  const imports = analyseCode(notebookOf([source])).imports.map(
    ({ module }) => module
  );
  score('defines', truth.file, new Set(code.names), new Set(truth.defines));
  score('imports', truth.file, new Set(imports), new Set(truth.imports));
  score(
    'free',
    truth.file,
    new Set(code.free),
    new Set([...truth.referenced, ...truth.later])
  );
}
console.log(JSON.stringify(syntax));
for (const [kind, { right, extra, missed }] of Object.entries(scores)) {
  const precision = (100 * right) / (right + extra);
  const recall = (100 * right) / (right + missed);
  console.log(
    `${kind}: ${right} right, precision ${precision.toFixed(2)} %, recall ${recall.toFixed(2)} %`
  );
}
