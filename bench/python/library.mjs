/**
 * Modules that import cleanly must not be told that they would stop: analyses every file of a folder as one cell.
 *
 * Usage: node bench/python/library.mjs FOLDER [--verbose]
 */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { loadAnalyser, notebookOf } from './bundle.mjs';

const [folder, flag] = process.argv.slice(2);
const { analyseCode } = await loadAnalyser();

/** Names that a module has and a notebook has not. */
const MODULE_NAMES = new Set(['__file__', '__path__', '__cached__']);

const counts = { files: 0, error: 0, warning: 0, syntax: 0, slowest: 0 };
const started = performance.now();
for (const entry of readdirSync(folder, { recursive: true })) {
  const name = String(entry);
  if (
    !name.endsWith('.py') ||
    /lib2to3|bad_|badsyntax|site-packages.*site-packages/.test(name)
  ) {
    continue;
  }
  const source = readFileSync(join(folder, name), 'utf8');
  const before = performance.now();
  const { findings } = analyseCode(notebookOf([source]));
  const spent = performance.now() - before;
  counts.files++;
  if (spent > counts.slowest) {
    counts.slowest = spent;
    counts.slowestFile = `${name} (${source.length} characters)`;
  }
  for (const finding of findings) {
    if (
      finding.severity === 'note' ||
      finding.names.some(each => MODULE_NAMES.has(each))
    ) {
      continue;
    }
    const kind = finding.rule === 'syntax-error' ? 'syntax' : finding.severity;
    counts[kind]++;
    if (kind !== 'warning' || flag === '--verbose') {
      const line = source.slice(0, finding.range.from).split('\n').length;
      console.log(
        `${kind} ${name}:${line} ${finding.message}${finding.detail ? ` [${finding.detail}]` : ''}`
      );
    }
  }
}
console.log(
  JSON.stringify(counts),
  `${Math.round(performance.now() - started)} ms`
);
