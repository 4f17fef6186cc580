import type { IOwnPattern } from '../types';
import { compileOwn } from './pattern';
import { fromPython, fromPythonTemplate } from './python';

/** One pair of an nbval sanitizer file. */
export interface ISanitizerPair {
  /** Line of the file on which it begins, from 1. */
  line: number;
  /** As the file has them; null where one is missing. */
  regex: string | null;
  replace: string | null;
  /** Whether nbval uses it. */
  used: boolean;
  /** What nbval makes of it that its author can hardly have meant: sentences. */
  warnings: string[];
  /** The same as an own pattern; null when it cannot be one. */
  own: IOwnPattern | null;
}

/** A line that sets one of the two, as a person may mean it. */
interface ISetting {
  line: number;
  key: 'regex' | 'replace';
  value: string;
  /** Why nbval passes over it; null when it reads it. */
  why: string | null;
}

/** Longer files are no such files. */
const MAX_LINES = 20_000;

/**
 * Reads a file as `pytest --nbval-sanitize-with` takes it. Never throws.
 *
 * #### Notes
 * nbval 0.11 reads no INI format: it takes what `^regex: (.*)$\n^replace: (.*)$` finds in the whole text, one dictionary
 * key for each regex (`get_sanitize_patterns`, `setup_sanitize_files` in nbval/plugin.py). So a pair is dropped without
 * a word when a blank after a colon is missing, something stands between the two lines, or one is indented, and of two
 * pairs with one regex the last replacement counts. A regex that Python cannot compile stops every comparison.
 */
export function readSanitizers(text: string): ISanitizerPair[] {
  const pairs: ISanitizerPair[] = [];
  let section: string | null = null;
  let open: ISetting | null = null;
  const lines = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .slice(0, MAX_LINES);
  const close = () => {
    if (open) {
      pairs.push(single(open, 'it has no `replace:` line'));
      open = null;
    }
  };
  lines.forEach((content, index) => {
    section = /^\[(.+)\]\s*$/.exec(content)?.[1].trim() ?? section;
    const setting = settingOf(content, index + 1);
    if (setting?.key === 'regex') {
      close();
      open = setting;
    } else if (setting && open === null) {
      pairs.push(single(setting, 'it has no `regex:` line above it'));
    } else if (setting && open) {
      pairs.push(pairOf(open, setting, section, lines[index + 1] ?? ''));
      open = null;
    }
  });
  close();
  return withoutTwins(pairs);
}

function settingOf(content: string, line: number): ISetting | null {
  const found = /^(\s*)(regex|replace)(\s*)([:=])(.*)$/i.exec(content);
  if (!found) {
    return null;
  }
  const [, indent, name, gap, sign, rest] = found;
  const key = name.toLowerCase() as ISetting['key'];
  const why =
    indent !== ''
      ? 'the line is indented'
      : name !== key
        ? `\`${name}\` is not written in small letters`
        : gap !== '' || sign !== ':'
          ? `\`${key}\` is not followed by a colon at once`
          : !rest.startsWith(' ')
            ? `the blank after \`${key}:\` is missing`
            : null;
  return { line, key, value: rest.replace(/^ /, ''), why };
}

function single({ line, key, value }: ISetting, why: string): ISanitizerPair {
  return {
    line,
    regex: key === 'regex' ? value : null,
    replace: key === 'replace' ? value : null,
    used: false,
    warnings: [`nbval drops it: ${why}.`],
    own: null
  };
}

function pairOf(
  regex: ISetting,
  replace: ISetting,
  section: string | null,
  next: string
): ISanitizerPair {
  const why =
    regex.why ??
    replace.why ??
    (replace.line > regex.line + 1
      ? 'something stands between its two lines'
      : null);
  const pair: ISanitizerPair = {
    line: regex.line,
    regex: regex.value,
    replace: replace.value,
    used: why === null,
    warnings: why === null ? [] : [`nbval drops it: ${why}.`],
    own: null
  };
  if (/^\s+\S/.test(next) && settingOf(next, 0) === null) {
    pair.warnings.push('nbval reads one line of it: the next is passed over.');
  }
  if (/\s$/.test(regex.value)) {
    pair.warnings.push('The regex ends in a blank, which must be there too.');
  }
  if (regex.value === '') {
    pair.warnings.push('The regex is empty: nbval puts text everywhere.');
    return pair;
  }
  const pattern = fromPython(regex.value);
  if ('problem' in pattern) {
    return cannot(pair, 'regex', pattern);
  }
  const replacement = fromPythonTemplate(replace.value, pattern);
  if ('problem' in replacement) {
    return cannot(pair, 'replacement', replacement);
  }
  const own: IOwnPattern = {
    pattern: pattern.source,
    ...(section === null ? {} : { name: section }),
    replacement: replacement.template,
    ...(pattern.flags === '' ? {} : { flags: pattern.flags })
  };
  const compiled = compileOwn(own);
  if ('problem' in compiled) {
    pair.warnings.push(`It cannot be converted: ${compiled.problem}.`);
    return pair;
  }
  return { ...pair, own };
}

function cannot(
  pair: ISanitizerPair,
  what: string,
  { problem, isPython }: { problem: string; isPython: boolean }
): ISanitizerPair {
  pair.warnings.push(
    isPython
      ? `Python cannot read the ${what}, so nbval stops there: ${problem}.`
      : `The ${what} cannot be converted: ${problem}.`
  );
  return pair;
}

/** Of pairs with one regex nbval knows the last replacement alone, in the place of the first. */
function withoutTwins(pairs: ISanitizerPair[]): ISanitizerPair[] {
  const first = new Map<string, ISanitizerPair>();
  const last = new Map<string, ISanitizerPair>();
  for (const pair of pairs.filter(({ used }) => used)) {
    last.set(pair.regex!, pair);
    first.set(pair.regex!, first.get(pair.regex!) ?? pair);
  }
  return pairs.map(pair => {
    const other = pair.regex === null ? undefined : last.get(pair.regex);
    if (!pair.used || !other || other === pair) {
      return pair;
    }
    return {
      ...pair,
      used: false,
      warnings: [
        ...pair.warnings,
        `nbval drops it: line ${other.line} has the same regex, and the last one counts.`
      ]
    };
  });
}
