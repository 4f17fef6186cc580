/**
 * Names against CPython: the files of a folder, each as one cell, and what `oracle.py` (symtable) and `flow_oracle.py`
 * (bytecode of CPython 3.11) say of them.
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
const { analyseCode, readCell, summariseCell } = await loadAnalyser();
const files = readdirSync(folder, { recursive: true })
  .map(String)
  .filter(name => name.endsWith('.py') && !name.includes('site-packages'))
  .map(name => join(folder, name));
/** One object for each file, from a script of this folder. */
function oracle(script) {
  const { stdout, stderr, status } = spawnSync(python, [join(here, script)], {
    input: files.join('\n'),
    maxBuffer: 1 << 30,
    encoding: 'utf8'
  });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return stdout
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
}
const flows = new Map(oracle('flow_oracle.py').map(each => [each.file, each]));

/** A docstring and an annotation bind these. */
const LEFT_OUT = new Set(['__doc__', '__annotations__']);

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
let called = 0;
for (const truth of oracle('oracle.py')) {
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
  const flow = flows.get(truth.file);
  if (!flow?.ok || flow.star) {
    continue;
  }
  const summary = summariseCell(source);
  score(
    'bound on every path',
    truth.file,
    new Set(
      summary.defines
        .filter(({ name, always }) => always && !LEFT_OUT.has(name))
        .map(({ name }) => name)
    ),
    new Set(flow.always)
  );
  // What a called function needs, or a generator expression, is no statement of the cell's own: neither asked for nor wrong.
  const expected = new Set(flow.needs);
  const asked = summary.needs.filter(
    ({ name, called: byCall }) =>
      expected.has(name) ||
      (!byCall && !flow.either.includes(name) && !LEFT_OUT.has(name))
  );
  called += summary.needs.filter(
    need => need.called && !expected.has(need.name)
  ).length;
  score(
    'needed now',
    truth.file,
    new Set(asked.map(({ name }) => name)),
    expected
  );
}
console.log(JSON.stringify(syntax));
console.log(`needed by functions that are called: ${called}`);
for (const [kind, { right, extra, missed }] of Object.entries(scores)) {
  const precision = (100 * right) / (right + extra);
  const recall = (100 * right) / (right + missed);
  console.log(
    `${kind}: ${right} right, precision ${precision.toFixed(2)} %, recall ${recall.toFixed(2)} %`
  );
}
