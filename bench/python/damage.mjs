/**
 * What is left of a cell's definitions while it is being edited: damages the top-level pieces of the files of a folder,
 * and compares the names that they seem to define with those of the intact text.
 *
 * Usage: node bench/python/damage.mjs FOLDER [COUNT] [--verbose]
 */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { loadAnalyser } from './bundle.mjs';

const [folder, count = '4000'] = process.argv.slice(2);
const verbose = process.argv.includes('--verbose');
const { readCell, summariseCell } = await loadAnalyser();

/** Mulberry32: the same inputs in every run. */
let state = 7;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pick = list => list[Math.floor(random() * list.length)];

/** Cells: a few top-level pieces of a file in a row, as a person writes them. */
const cells = readdirSync(folder)
  .filter(name => name.endsWith('.py'))
  .flatMap(name => {
    const pieces = readFileSync(join(folder, name), 'utf8').split(
      /\n(?=(?:def|class|import|from|if|for|try|with|[A-Za-z_]\w*(?:, \w+)* = ))/
    );
    const found = [];
    for (let i = 0; i < pieces.length; i += 4) {
      found.push(pieces.slice(i, i + 4).join('\n'));
    }
    return found;
  })
  .filter(
    text => text.length > 40 && text.length < 4000 && !readCell(text).words
  );

/** Insert a line at a place where a statement at the top level begins. */
function insert(text, line) {
  const starts = [...text.matchAll(/^(?=[A-Za-z_@])/gm)].map(
    ({ index }) => index
  );
  const at = pick(starts.length ? starts : [0]);
  return text.slice(0, at) + line + '\n' + text.slice(at);
}

function without(text, pattern) {
  const all = [...text.matchAll(pattern)].map(({ index }) => index);
  const at = all.length ? pick(all) : -1;
  return at < 0 ? null : text.slice(0, at) + text.slice(at + 1);
}

/** A damage gives the text, and what of it was there before: up to `kept`. */
const damages = {
  'cut off': text => {
    const at = Math.floor(random() * text.length);
    return { text: text.slice(0, at), kept: at };
  },
  'a bracket deleted': text => ({ text: without(text, /[()[\]{}]/g) }),
  'a quote deleted': text => ({ text: without(text, /['"]/g) }),
  'a colon deleted': text => ({ text: without(text, /:(?=\s*$)/gm) }),
  'half a call': text => ({ text: insert(text, 'x.foo(') }),
  'half a loop': text => ({ text: insert(text, 'for q in') }),
  'half a string': text => ({ text: insert(text, "print('abc") }),
  'half a block string': text => ({ text: insert(text, '"""') }),
  'half a list': text => ({ text: insert(text, 'data = [1, 2,') }),
  'half an assignment': text => ({ text: insert(text, 'value =') }),
  'half an import': text => ({ text: insert(text, 'from os import') })
};
const ADDED = new Set(['q', 'data', 'value', 'x']);

let all = { kept: 0, lost: 0 };
for (const [name, damage] of Object.entries(damages)) {
  const score = { right: 0, lost: 0, extra: 0, unread: 0 };
  for (let i = 0; i < Number(count); i++) {
    const cell = pick(cells);
    const { text, kept } = damage(cell);
    if (text === null) {
      continue;
    }
    const before = summariseCell(
      kept === undefined ? cell : wholeLines(cell, kept)
    );
    const after = new Set(
      summariseCell(text).defines.map(({ name: each }) => each)
    );
    score.unread += Number(readCell(text).words !== null);
    for (const each of before.defines.map(({ name: one }) => one)) {
      const found = after.has(each);
      score[found ? 'right' : 'lost']++;
      if (!found && verbose) {
        console.log(`--- ${name}: ${each} lost in\n${text}`);
      }
    }
    for (const each of after) {
      const was = before.defines.some(({ name: one }) => one === each);
      score.extra += Number(!was && !ADDED.has(each));
    }
  }
  const { right, lost, extra, unread } = score;
  all.kept += right;
  all.lost += lost;
  console.log(
    `${name}: kept ${((100 * right) / (right + lost)).toFixed(1)} % of ${right + lost}, precision ${((100 * right) / (right + extra)).toFixed(1)} %, ${unread} did not parse`
  );
}
console.log(
  `all: kept ${((100 * all.kept) / (all.kept + all.lost)).toFixed(1)} %`
);

/** The statements that were whole before the cut. */
function wholeLines(text, at) {
  const { body } = readCell(text);
  const last = body.filter(({ to }) => to <= at).at(-1);
  return text.slice(0, last?.to ?? 0);
}
