/**
 * Syntax errors that are claimed must be ones: damages pieces of the files of a folder, and asks CPython to compile each
 * text of which an error is claimed, statement by statement, as IPython does.
 *
 * Usage: node bench/python/claims.mjs PYTHON FOLDER [COUNT]
 *
 * Texts with IPython's own signs at the start of a line are left out: CPython cannot judge them.
 */
import { spawnSync } from 'child_process';
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { loadAnalyser } from './bundle.mjs';

const [python, folder, count = '20000'] = process.argv.slice(2);
const { readCell } = await loadAnalyser();
const parts = readdirSync(folder)
  .filter(name => name.endsWith('.py'))
  .flatMap(name =>
    readFileSync(join(folder, name), 'utf8').split(
      /\n(?=(?:def|class|import|from|if|for|try|with|[A-Za-z_]\w* = ))/
    )
  )
  .filter(part => part.length > 20 && part.length < 1500);

/** Mulberry32: the same inputs in every run. */
let state = 3;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pick = list => list[Math.floor(random() * list.length)];
const PIECES = [
  ...['(', ')', '[', ']', '{', '}', ':', "'", '"', '"""', '=', ',', '*', '**'],
  ...['\n', '\n    ', '\t', ' \t', ';', '\\', '@', '?', '$', '.', ':='],
  ...[' return ', ' yield ', ' await ', ' lambda x: ', ' for q in ', ' if '],
  ...['\nglobal x\n', '\n    nonlocal x\n', ' as ', ' None ', ' 1 ', ' *x']
];
function damaged(text) {
  let source = text;
  for (let k = 0; k <= random() * 2; k++) {
    const at = Math.floor(random() * source.length);
    const way = random();
    source =
      way < 0.5
        ? source.slice(0, at) + pick(PIECES) + source.slice(at)
        : way < 0.8
          ? source.slice(0, at) +
            source.slice(at + 1 + Math.floor(random() * 8))
          : source.slice(0, at) +
            source.slice(at).replace(/\b\w+\b/, pick(PIECES));
  }
  return source;
}

const claimed = [];
let intact = 0;
for (let i = 0; i < Number(count); i++) {
  const source = damaged(pick(parts));
  const { problem, magics } = readCell(source);
  if (magics.length > 0 || /^\s*[%!?,;/]|^(?:>>>|In \[)|\?\s*$/m.test(source)) {
    continue;
  }
  if (problem) {
    claimed.push({ source, message: problem.message });
  } else {
    intact++;
  }
}
const { stdout, stderr } = spawnSync(
  python,
  [
    '-c',
    `
import ast, json, sys, textwrap, warnings
warnings.simplefilter("ignore")
for line in sys.stdin:
    try:
        source = json.loads(line)
        # IPython takes away the indent that the first line has.
        first = next((l for l in source.splitlines() if l.strip()), "")
        lead = first[: len(first) - len(first.lstrip())]
        lines = source.splitlines(keepends=True)
        source = "".join(l[len(lead):] if l.startswith(lead) else l for l in lines)
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        tree = compile(source, "cell", "exec", flags | ast.PyCF_ONLY_AST)
        for node in tree.body:
            compile(ast.Module([node], []), "cell", "exec", flags)
        print("compiles")
    except (SyntaxError, ValueError) as error:
        print(type(error).__name__)
`
  ],
  {
    input: claimed.map(({ source }) => JSON.stringify(source)).join('\n'),
    maxBuffer: 1 << 30,
    encoding: 'utf8'
  }
);
const answers = stdout.trim().split('\n');
if (answers.length !== claimed.length) {
  throw new Error(stderr);
}
const wrong = claimed.filter((_, i) => answers[i] === 'compiles');
for (const { source, message } of wrong) {
  console.log(`--- compiles, though: ${message}\n${source}`);
}
console.log(
  `${claimed.length} syntax errors claimed of ${claimed.length + intact} texts: ${wrong.length} of them compile`
);
