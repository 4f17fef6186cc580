import { IDENTICAL, match, worstMatch } from '../match';
import type { Comparer, IContext, IMatch } from '../match';
import { IdNames } from '../ids';
import { compareValues, parseJson } from './json';
import {
  bokehDocs,
  compareBokehDocs,
  comparePlotlyFigures,
  compareVegaSpecs
} from './plots';

/** Characters of a script that are looked into. */
const MAX_SCRIPT = 2_000_000;

/** Characters of code around plots: more is a library. */
const MAX_CODE = 200_000;

const OPAQUE = match(
  'uncomparable',
  null,
  'Only the script differs',
  'What it draws cannot be told without running it'
);

/** JavaScript outputs. */
export const compareScript: Comparer = (old, now, context) =>
  compareScripts(
    [old],
    [now],
    new IdNames([], old),
    new IdNames([], now),
    context
  );

/**
 * Compares scripts: equal after renaming generated ids, or a plot of a known
 * library with the same data, or the same code around data that can be read.
 */
export function compareScripts(
  old: string[],
  now: string[],
  oldNames: IdNames,
  newNames: IdNames,
  context: IContext
): IMatch {
  const plots = comparePlots(
    old.join('\n'),
    now.join('\n'),
    [oldNames, newNames],
    context
  );
  if (plots) {
    return plots;
  }
  if (old.length !== now.length) {
    return OPAQUE;
  }
  return worstMatch(
    old.map((script, i) => {
      if (script === now[i]) {
        return IDENTICAL;
      }
      if (Math.max(script.length, now[i].length) > MAX_SCRIPT) {
        return OPAQUE;
      }
      const a = oldNames.rename(script);
      const b = newNames.rename(now[i]);
      return a === b
        ? match('equivalent', 'identity', 'Same but for ids')
        : compareLiterals(a, b, context);
    })
  );
}

/** Plots of plotly, Vega and bokeh by their data; null when it is none. */
function comparePlots(
  old: string,
  now: string,
  names: [IdNames, IdNames],
  context: IContext
): IMatch | null {
  for (const { read, compare } of PLOTS) {
    const a = read(old);
    const b = read(now);
    if (a !== null && b !== null) {
      return worstMatch([
        compare(a, b, context),
        compareChanges(old, now, names, context),
        compareAround(old, now, names)
      ]);
    }
  }
  return null;
}

/** Calls that change a plot after it was drawn: `Plotly.restyle(…)`, `Plotly.addFrames(…)`. */
function compareChanges(
  old: string,
  now: string,
  [oldNames, newNames]: [IdNames, IdNames],
  context: IContext
): IMatch {
  const changes = (script: string, names: IdNames) =>
    script
      .split(/(?=\bPlotly\.\w)/)
      .filter(part =>
        /^Plotly\.(?:re(?:style|layout)|update|animate|(?:add|delete|move|extend|prepend)\w+)\(/.test(
          part
        )
      )
      .map(part => names.rename(part))
      .join('\n');
  const a = changes(old, oldNames);
  const b = changes(now, newNames);
  return a === b ? IDENTICAL : compareLiterals(a, b, context);
}

/**
 * What is done around a plot: code of the library, which changes from version
 * to version; but where nothing but a number or a text within it differs,
 * somebody wrote it there.
 */
function compareAround(
  old: string,
  now: string,
  [oldNames, newNames]: [IdNames, IdNames]
): IMatch {
  if (old === now || Math.max(old.length, now.length) > MAX_SCRIPT) {
    return IDENTICAL;
  }
  const a = codeOf(old, oldNames);
  const b = codeOf(now, newNames);
  const differ = a.filter((token, i) => token !== b[i]);
  return a.length === b.length &&
    differ.length > 0 &&
    a.every((token, i) => token === b[i] || (isValue(token) && isValue(b[i])))
    ? match(
        'uncomparable',
        null,
        'Same data, other values in the script',
        'What it does with them cannot be told without running it'
      )
    : IDENTICAL;
}

/** Tokens of a script without its data, with ids, addresses of libraries and versions left out. */
function codeOf(script: string, names: IdNames): string[] {
  const { code } = takeLiterals(script);
  if (code.length > MAX_CODE) {
    return [];
  }
  return (
    names
      .rename(code)
      .replace(VOLATILE, '')
      .match(
        /"(?:[^"\\\n]|\\.){0,400}"|'(?:[^'\\\n]|\\.){0,400}'|[\w$.]+|\S/g
      ) ?? []
  );
}

const VOLATILE =
  /\uE000id \d+\uE001|https?:[^\s"'`]+|[\w-]{0,64}[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|\w{0,64}[\da-f]{32}|\bp\d{4,7}\b|\b\d{1,6}\.\d{1,6}\.\d{1,6}[\w.]*/g;

function isValue(token: string): boolean {
  return /^["'\d]/.test(token);
}

const PLOTS: {
  read(script: string): unknown | null;
  compare(old: unknown, now: unknown, context: IContext): IMatch;
}[] = [
  { read: readPlotly, compare: comparePlotlyFigures },
  { read: readBokeh, compare: compareBokehDocs },
  {
    read: script =>
      /vega/i.test(script)
        ? (readAfter(script, /\b(?:spec|vlSpec) = (?=\{)/g, false) ??
          readAfter(script, /\}\)\((?=\{)/g, false))
        : null,
    compare: compareVegaSpecs
  }
];

/** Documents in a script of their own, as in a page that bokeh wrote. */
const BOKEH_PAGE =
  /\s(?=\{"[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}":\{"version":)/g;

function readBokeh(script: string): unknown | null {
  return (
    readAfter(script, /\bdocs_json = (?=[{'"])/g, true) ??
    readAfter(script, BOKEH_PAGE, false)
  );
}

/** The documents of bokeh in a script, as they are compared; undefined when there are none or the script is very long. */
export function bokehIn(script: string): unknown {
  const docs = script.length > MAX_SCRIPT ? null : readBokeh(script);
  return docs === null ? undefined : bokehDocs(docs);
}

function readPlotly(script: string): unknown | null {
  const call =
    /\bPlotly\.(?:newPlot|react)\(\s*(?:"[^"]*"|'[^']*'|\w+)\s*,\s*/g;
  const found: unknown[] = [];
  while (call.exec(script)) {
    const data = literalAt(script, call.lastIndex);
    const gap = data && /^\s*,\s*/.exec(script.slice(data.end, data.end + 200));
    const layout = gap && literalAt(script, data.end + gap[0].length);
    if (!layout) {
      return null;
    }
    found.push({ data: data.value, layout: layout.value });
  }
  return found.length > 0 ? found : null;
}

/** The literals after all matches of a pattern; null when one is unreadable. */
function readAfter(
  script: string,
  pattern: RegExp,
  quoted: boolean
): unknown | null {
  const found: unknown[] = [];
  pattern.lastIndex = 0;
  while (pattern.exec(script)) {
    const literal =
      literalAt(script, pattern.lastIndex) ??
      (quoted ? quotedAt(script, pattern.lastIndex) : null);
    if (!literal) {
      return null;
    }
    found.push(literal.value);
  }
  return found.length === 1 ? found[0] : found.length > 1 ? found : null;
}

/** Same code around JSON literals whose values can be compared. */
function compareLiterals(old: string, now: string, context: IContext): IMatch {
  const a = takeLiterals(old);
  const b = takeLiterals(now);
  return a.code === b.code && a.values.length === b.values.length
    ? worstMatch(
        a.values.map((value, i) => compareValues(value, b.values[i], context))
      )
    : OPAQUE;
}

function takeLiterals(script: string): { code: string; values: unknown[] } {
  const values: unknown[] = [];
  let code = '';
  let at = 0;
  let failures = 0;
  for (const { index } of script.matchAll(/[[{](?=\s*["'[{\d\]}-])/g)) {
    if (index < at || failures > 200) {
      continue;
    }
    const literal = literalAt(script, index);
    if (literal) {
      code += script.slice(at, index) + '\uE000data\uE001';
      values.push(literal.value);
      at = literal.end;
    } else {
      failures++;
    }
  }
  return { code: code + script.slice(at), values };
}

/** The JSON array or object that begins at `start`, or null. */
function literalAt(
  text: string,
  start: number
): { value: unknown; end: number } | null {
  if (!/[[{]/.test(text[start] ?? '')) {
    return null;
  }
  let depth = 0;
  let end = -1;
  for (let i = start; i < text.length && end < 0; i++) {
    const sign = text[i];
    if (sign === '"') {
      i++;
      while (i < text.length && text[i] !== '"') {
        i += text[i] === '\\' ? 2 : 1;
      }
    } else if (sign === '[' || sign === '{') {
      depth++;
    } else if ((sign === ']' || sign === '}') && --depth === 0) {
      end = i + 1;
    }
  }
  const value = end < 0 ? undefined : parseJson(text.slice(start, end));
  return value === undefined ? null : { value, end };
}

/** JSON within a quoted text. */
function quotedAt(
  text: string,
  start: number
): { value: unknown; end: number } | null {
  const quote = /^(['"])((?:[^\\]|\\.)*?)\1/.exec(text.slice(start));
  const value =
    quote &&
    parseJson(quote[2].replace(/\\(['"\\])/g, '$1').replace(/&quot;/g, '"'));
  return value === null || value === undefined
    ? null
    : { value, end: start + quote![0].length };
}
