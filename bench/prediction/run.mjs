/*
 * Which stored outputs would a clean run change? What the predictor says against what clean runs did, cell by cell.
 *
 *   node bench/prediction/run.mjs [sessions] [first seed] [--misses MODE] [--keep FILE]
 *
 * `--misses` tells each wrong cell of one mode; `--keep` reads the shells' answers from a file, and writes it first.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { ROOT, WINDOWS } from '../../scripts/process.mjs';
import { generator } from './random.mjs';
import { makeSession } from './sessions.mjs';

const misses = process.argv.indexOf('--misses');
const shownMode = misses > 0 ? process.argv[misses + 1] : null;
const keep = process.argv.indexOf('--keep');
const kept = keep > 0 ? process.argv[keep + 1] : null;
const numbers = process.argv.slice(2).filter(arg => /^\d+$/.test(arg));
const sessions = Number(numbers[0] ?? 400);
const firstSeed = Number(numbers[1] ?? 1);

const { predictChanges, summariseCell } = await loadCore();
const executed = await answersOf(
  Array.from({ length: sessions }, (_, i) => makeSession(firstSeed + i))
);

const MODES = ['counts only', 'log of a part', 'that and history', 'whole log'];
const tallies = new Map(MODES.map(mode => [mode, newTally()]));
const causes = new Map();
let cells = 0;
let changed = 0;
let time = 0;
for (const session of executed) {
  const truth = truthOf(session);
  cells += truth.compared.size;
  changed += truth.changed.size;
  for (const mode of MODES) {
    const notebook = notebookOf(session, mode);
    const start = performance.now();
    const found = predictChanges(notebook, summariseCell);
    time += performance.now() - start;
    count(tallies.get(mode), session, notebook, truth, found, mode);
  }
}
report();

function newTally() {
  return {
    all: { hit: 0, false: 0, missed: 0 },
    reached: { hit: 0, false: 0, missed: 0 },
    unedited: { hit: 0, false: 0, missed: 0 }
  };
}

async function loadCore() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'prediction-'));
  const outfile = path.join(folder, 'core.mjs');
  await build({
    stdin: {
      contents:
        "export { predictChanges } from './src/core/notebook'; export { summariseCell } from './src/core/python';",
      resolveDir: ROOT,
      loader: 'ts'
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error'
  });
  return import(pathToFileURL(outfile).href);
}

async function answersOf(all) {
  if (kept && fs.existsSync(kept)) {
    return JSON.parse(fs.readFileSync(kept, 'utf8'));
  }
  const done = await executeAll(all);
  if (kept) {
    fs.writeFileSync(kept, JSON.stringify(done));
  }
  return done;
}

/** Run every session, and the clean run of what it left, in real shells. */
async function executeAll(all) {
  const python = path.join(
    ROOT,
    '.venv',
    WINDOWS ? 'Scripts/python.exe' : 'bin/python'
  );
  const child = spawn(python, [path.join(import.meta.dirname, 'execute.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, PYTHONHASHSEED: '0' }
  });
  const answers = readline.createInterface({ input: child.stdout });
  for (const { executions, cells } of all) {
    child.stdin.write(
      JSON.stringify({
        executions: executions.map(({ source }) => source),
        clean: cells.map(({ source }) => source)
      }) + '\n'
    );
  }
  child.stdin.end();
  const done = [];
  for await (const line of answers) {
    const { executions, clean } = JSON.parse(line);
    if (Array.isArray(executions) && Array.isArray(clean)) {
      done.push({ ...all[done.length], outputs: executions, clean });
    } else {
      throw new Error(line);
    }
  }
  return done;
}

/** Which cells that ran gave something else in the clean run; where it would have stopped. */
function truthOf({ cells, executions, outputs, clean }) {
  const compared = new Set();
  const changed = new Set();
  let stop = Infinity;
  cells.forEach(({ id }, index) => {
    if (clean[index].error !== null) {
      stop = Math.min(stop, index);
    }
    const last = executions.findLastIndex(({ cell }) => cell === id);
    if (last < 0) {
      return;
    }
    compared.add(index);
    if (shownBy(outputs[last]) !== shownBy(clean[index])) {
      changed.add(index);
    }
  });
  return { compared, changed, stop };
}

function shownBy({ text, result, error }) {
  return JSON.stringify([text, result, error]);
}

function notebookOf({ seed, cells, executions, outputs }, mode) {
  const last = new Map();
  executions.forEach(({ cell }, place) => last.set(cell, place));
  const notebook = {
    path: 'a.ipynb',
    language: 'python',
    kernelName: 'python3',
    cells: cells.map(({ id, source }) => {
      const place = last.get(id);
      return {
        id,
        type: 'code',
        source,
        executionCount: place === undefined ? null : place + 1,
        tags: [],
        outputs: place === undefined ? [] : stored(outputs[place]),
        ranSource: null
      };
    })
  };
  if (mode === 'counts only') {
    return notebook;
  }
  const from =
    mode === 'whole log'
      ? 0
      : generator(seed * 7 + 1).int(0, executions.length - 1);
  const log = executions.map(({ cell, source }, place) =>
    place >= from
      ? {
          cell,
          source,
          count: place + 1,
          outcome: outputs[place].error === null ? 'ok' : 'error',
          by: 'here'
        }
      : {
          cell: null,
          source,
          count: place + 1,
          outcome: 'unknown',
          by: 'history'
        }
  );
  const whole = mode !== 'log of a part';
  return {
    ...notebook,
    log: {
      session: 's',
      executions: whole ? log : log.slice(from),
      complete: whole
    }
  };
}

function stored({ text, result, error, line }) {
  return [
    ...(text === '' ? [] : [{ output_type: 'stream', name: 'stdout', text }]),
    ...(result === ''
      ? []
      : [{ output_type: 'execute_result', data: { 'text/plain': result } }]),
    ...(error === null
      ? []
      : [
          {
            output_type: 'error',
            ename: error.split(':')[0],
            evalue: error.slice(error.indexOf(':') + 2),
            traceback: [`Cell In[1], line ${line}`]
          }
        ])
  ];
}

function count(tally, session, notebook, truth, found, mode) {
  const predicted = new Map(found.map(each => [each.cell, each]));
  for (const index of truth.compared) {
    const { id, source } = session.cells[index];
    const ran = session.executions.findLast(({ cell }) => cell === id);
    const says = predicted.has(index);
    const is = truth.changed.has(index);
    const kind = says && is ? 'hit' : says ? 'false' : is ? 'missed' : null;
    if (mode === 'whole log' && says) {
      const { cause } = predicted.get(index);
      const seen = causes.get(cause) ?? { hit: 0, false: 0 };
      seen[kind]++;
      causes.set(cause, seen);
    }
    if (kind === null) {
      continue;
    }
    tally.all[kind]++;
    if (index <= truth.stop) {
      tally.reached[kind]++;
    }
    if (ran.source === source) {
      tally.unedited[kind]++;
    }
    if (mode === shownMode && kind !== 'hit') {
      tell(session, index, kind, predicted.get(index));
    }
  }
}

function tell({ seed, cells, executions, outputs, clean }, index, kind, says) {
  const last = executions.findLastIndex(({ cell }) => cell === cells[index].id);
  process.stdout.write(
    [
      `=== ${kind} seed ${seed} cell ${index + 1} ${says?.message ?? ''}`,
      ...cells.map(
        ({ id, source }, k) =>
          `[${k + 1} ${id}] ${source.replaceAll('\n', ' ⏎ ')}`
      ),
      `runs: ${executions
        .map(({ cell, source }) => {
          const now = cells.find(({ id }) => id === cell)?.source;
          return now === source
            ? cell
            : `${cell}{${source.replaceAll('\n', ' ⏎ ')}}`;
        })
        .join(', ')}`,
      `was ${shownBy(outputs[last])}`,
      `now ${shownBy(clean[index])}`,
      ''
    ].join('\n')
  );
}

function rates({ hit, false: wrong, missed }) {
  const share = (part, whole) =>
    whole === 0 ? '-' : (part / whole).toFixed(3);
  return `${share(hit, hit + missed)} | ${share(hit, hit + wrong)}`;
}

function report() {
  const rows = MODES.map(mode => {
    const { all, reached, unedited } = tallies.get(mode);
    return `| ${mode} | ${rates(all)} | ${rates(reached)} | ${rates(unedited)} |`;
  });
  process.stdout.write(
    [
      `${sessions} sessions from seed ${firstSeed}: ${cells} cells that ran, ${changed} changed by a clean run.`,
      `${(time / sessions / MODES.length).toFixed(2)} ms for one prediction.`,
      '',
      '| known | recall | precision | recall (until it stops) | precision | recall (cells not edited) | precision |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      ...rows,
      '',
      '| cause (whole log) | right | wrong |',
      '| --- | --- | --- |',
      ...[...causes].map(
        ([cause, seen]) => `| ${cause} | ${seen.hit} | ${seen.false} |`
      ),
      ''
    ].join('\n')
  );
}
