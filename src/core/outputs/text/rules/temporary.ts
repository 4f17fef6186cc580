import type { IContext } from '../../match';
import type { IMask } from '../mask';
import { barredCode, codeOf } from './source';
import { loopNames, valuesOf } from './told';

const MAKES =
  /\b(?:tempfile|mkdtemp|mkstemp|TemporaryDirectory|NamedTemporaryFile|mktemp|gettempdir)\b/;

/** The arguments of a call that makes a temporary name; brackets within them one deep. */
const CALL =
  /\b(mkdtemp|mkstemp|mktemp|TemporaryDirectory|NamedTemporaryFile)\(((?:[^()\n]|\([^()\n]{0,200}\)){0,300})\)/g;

/** What eight signs of `tempfile` are made of, and not of more. */
const SIGNS = '[a-z0-9_]{8}(?![A-Za-z0-9_])';

/** A text that may hold such a name: nothing else is looked for. */
const FOLDER = /\/tmp\/|\/T\/|[\\/]Temp[\\/]/;

/**
 * Names of Python's `tempfile`: eight signs of `a-z0-9_` after a prefix, in a
 * temporary folder after `tmp`. Names with another prefix only where the cell
 * gives this prefix to such a name, or uses a name that was never given
 * anything else; names without either, and what does not look made at random,
 * only where the cell itself asks for such names.
 */
export const temporary: IMask = {
  id: 'temporary-name',
  name: 'temporary name',
  plural: 'temporary names',
  cause: 'identity',
  identity: true,
  replace: (text, hide, context) => {
    const own = context !== undefined && MAKES.test(barredCode(context.source));
    text = text
      .replace(/(?<=\/var\/folders\/)[\w+]{2}\/[\w+]{20,40}(?=\/T\/)/g, hide)
      .replace(
        new RegExp(
          `(?<=(?:\\/tmp|\\/T|[\\\\/]Temp)[\\\\/]{1,2}tmp)${SIGNS}`,
          'g'
        ),
        name => (own || isRandom(name) ? hide(name) : name)
      );
    if (own) {
      return hideOwn(
        hidePrefixed(text, prefixesOf(context.source), hide),
        hide
      );
    }
    return context !== undefined && FOLDER.test(text)
      ? hidePrefixed(text, prefixesOfNames(context), hide)
      : text;
  }
};

/** Hides names in a cell that asks for such names. */
function hideOwn(text: string, hide: (passage: string) => string): string {
  return text
    .replace(
      /(?<=(?:\/tmp|\/T|[\\/]Temp)[\\/]{1,2}[\w.-]{0,40}?)(?=[a-z_]*\d)(?=[\d_]*[a-z])[a-z0-9_]{8}(?![A-Za-z0-9_-])/g,
      name => (isRandom(name) ? hide(name) : name)
    )
    .replace(
      /(?<=(?<![A-Za-z0-9_])tmp)(?=[a-z_]{0,7}\d)(?=[\d_]{0,7}[a-z])[a-z0-9_]{8}(?![A-Za-z0-9_])/g,
      hide
    );
}

/** Hides the eight signs after each of the prefixes. */
function hidePrefixed(
  text: string,
  prefixes: string[],
  hide: (passage: string) => string
): string {
  return prefixes.reduce(
    (hidden, prefix) =>
      hidden.includes(prefix)
        ? hidden.replace(
            new RegExp(`(?<=(?<![\\w.-])${escaped(prefix)})${SIGNS}`, 'g'),
            hide
          )
        : hidden,
    text
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');
}

/** Prefixes that a source gives, as texts, to the temporary names it makes. */
function prefixesOf(source: string): string[] {
  return Array.from(codeOf(source).matchAll(CALL), ([, maker, given]) => {
    const named = /\bprefix\s*=\s*(['"])([\w.-]{1,40})\1/.exec(given);
    const second =
      /^mk/.test(maker) &&
      /^\s*(?:None|'[^'\n]*'|"[^"\n]*")\s*,\s*(['"])([\w.-]{1,40})\1/.exec(
        given
      );
    return named?.[2] ?? (second ? second[2] : '');
  }).filter(prefix => prefix !== '' && prefix !== 'tmp');
}

/** Sources beyond this are not looked into. */
const MAX_SOURCE = 200_000;

/** What was found last in the sources of a notebook: all its outputs are compared one after the other. */
let last: { notebook: string; names: Map<string, string[]> } = {
  notebook: '',
  names: new Map()
};

/** Prefixes of the temporary names that the names in a cell's source stand for. */
function prefixesOfNames({ source, notebook }: IContext): string[] {
  if (last.notebook !== notebook) {
    last = { notebook, names: temporaryNames(notebook) };
  }
  return last.names.size === 0
    ? []
    : Array.from(
        barredCode(source).matchAll(/(?<![\w.])[A-Za-z_]\w*/g),
        found => last.names.get(found[0]) ?? []
      ).flat();
}

/** Names that are given temporary names, or what is made of these, and nothing else. */
function temporaryNames(notebook: string): Map<string, string[]> {
  const names = new Map<string, string[]>();
  if (notebook.length > MAX_SOURCE || !MAKES.test(notebook)) {
    return names;
  }
  const code = codeOf(notebook);
  const values = valuesOf(code);
  for (const [, value, name] of code.matchAll(
    /\bwith[^\S\n]{1,20}([^\n]{1,300}?)[^\S\n]{1,20}as[^\S\n]{1,20}([A-Za-z_]\w{0,80})/g
  )) {
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  const looped = loopNames(code);
  for (let round = 0, before = -1; names.size > before && round < 4; round++) {
    before = names.size;
    for (const [name, all] of values) {
      if (looped.has(name)) {
        continue;
      }
      const prefixes: string[][] = [];
      if (
        all.every(
          value =>
            prefixes[prefixes.push(prefixesIn(value, names)) - 1].length > 0
        )
      ) {
        names.set(name, [...new Set(prefixes.flat())]);
      }
    }
  }
  return names;
}

function prefixesIn(value: string, names: Map<string, string[]>): string[] {
  return [
    ...prefixesOf(value),
    ...Array.from(
      barredCode(value).matchAll(/(?<![\w.])[A-Za-z_]\w*/g),
      found => names.get(found[0]) ?? []
    ).flat()
  ];
}

/** Whether letters and digits alternate as in no word, date or number. */
function isRandom(name: string): boolean {
  const runs = name.replace(/_/g, '').match(/[a-z]+|\d+/gi) ?? [];
  return runs.length > 2;
}
