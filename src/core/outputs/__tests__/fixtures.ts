import { readFileSync } from 'fs';
import { join } from 'path';

import { DEFAULT_RULES, compareCell } from '..';
import type { IOutputComparison } from '..';
import { cell, display, stream } from './helpers';

/** One case of a fixture file. */
export interface ICase {
  title: string;
  old: string;
  now: string;
  source: string;
  notebook: string;
  mime: string;
  picture: boolean;
  started: string | undefined;
  verdict: string;
  message: string;
}

/**
 * Reads a fixture file:
 *
 *     # title
 *     @mime text/plain        (streams: stdout, stderr)
 *     @source line of the cell's source
 *     @notebook line of the source of another cell
 *     @picture
 *     @started 2026-11-22T04:52:58Z
 *     <<<
 *     old value
 *     ===
 *     new value
 *     >>> verdict [message]
 *
 * Directives hold for the cases of one title. `\r`, `\b`, `\e` and `\s` (a
 * blank) are escapes.
 */
export function readCases(file: string): ICase[] {
  const text = readFileSync(join(__dirname, 'fixtures', file), 'utf8');
  const cases: ICase[] = [];
  let set: { [name: string]: string } = {};
  let title = '';
  let old: string[] | null = null;
  let now: string[] | null = null;
  for (const line of text.split('\n')) {
    const end = /^>>> ([\w|-]+) ?(.*)$/.exec(line);
    if (end && old && now) {
      cases.push({
        title: `${title}: ${end[1]}`,
        old: unescape(old),
        now: unescape(now),
        source: set.source ?? '',
        notebook: [set.notebook ?? '', set.source ?? ''].join('\n'),
        mime: set.mime ?? 'stdout',
        picture: 'picture' in set,
        started: set.started,
        verdict: end[1],
        message: end[2]
      });
      old = now = null;
    } else if (now) {
      now.push(line);
    } else if (old && line === '===') {
      now = [];
    } else if (old) {
      old.push(line);
    } else if (line === '<<<') {
      old = [];
    } else if (line.startsWith('# ')) {
      title = line.slice(2);
      set = {};
    } else if (line.startsWith('@')) {
      const [, name, value] = /^@(\w+) ?(.*)$/.exec(line)!;
      set[name] = name in set ? `${set[name]}\n${value}` : value;
    } else if (line !== '') {
      throw new Error(`${file}: what is "${line}"?`);
    }
  }
  return cases;
}

function unescape(lines: string[]): string {
  const signs: { [letter: string]: string } = {
    r: '\r',
    b: '\b',
    e: '\u001b',
    s: ' '
  };
  return lines
    .join('\n')
    .replace(/\\([rbes])(?![a-z])/g, (_, letter: string) => signs[letter]);
}

/** Compares the two values of a case as outputs of one cell. */
export function runCase(one: ICase, swapped = false): IOutputComparison {
  const output = (value: string) => [
    /^std/.test(one.mime)
      ? stream(value, one.mime)
      : display({
          [one.mime]: /json$/.test(one.mime) ? JSON.parse(value) : value
        }),
    ...(one.picture ? [display({ 'image/png': 'iVBORw0KGgo=' })] : [])
  ];
  const [old, now] = swapped ? [one.now, one.old] : [one.old, one.now];
  return compareCell(
    cell({
      source: one.source,
      old: output(old),
      new: output(now),
      started: one.started
    }),
    { ...DEFAULT_RULES, stderr: 'strict' },
    one.notebook
  ).outputs[0];
}
