import type { ICell } from '../notebook/facts';
import { neutralise } from '../python/ipython/prepass';
import { tokenise } from '../python/syntax/tokens';

/** The tag that silences every rule in its cell. */
export const SILENCE_TAG = 'reproducibility-ignore';

/** The rules that a cell's author silenced in it: all, or those listed. */
export type Silence = 'all' | ReadonlySet<string>;

/**
 * What a cell's tag and comments silence: `# reproducibility: ignore`, or for some rules alone
 * `# reproducibility: ignore[rule, rule]`; reasons may follow.
 *
 * @param isPython - In Python any comment counts, wherever it stands, and no string does; in other languages a line
 * that holds the comment alone.
 */
export function silenceOf(cell: ICell, isPython: boolean): Silence {
  if (cell.tags.includes(SILENCE_TAG)) {
    return 'all';
  }
  if (cell.type !== 'code' || !/reproducibility\s*:/i.test(cell.source)) {
    return NONE;
  }
  const key = `${isPython} ${cell.source}`;
  let silence = cache.get(key);
  if (silence === undefined) {
    silence = read(commentsOf(cell.source, isPython));
    if (cache.size >= CACHE_SIZE) {
      cache.clear();
    }
    cache.set(key, silence);
  }
  return silence;
}

const NONE: Silence = new Set();
const CACHE_SIZE = 4000;
const cache = new Map<string, Silence>();

function read(comments: string[]): Silence {
  const rules = new Set<string>();
  for (const comment of comments) {
    for (const { 1: list } of comment.matchAll(DIRECTIVE)) {
      if (list === undefined) {
        return 'all';
      }
      list.split(',').forEach(rule => rules.add(rule.trim()));
    }
  }
  return rules;
}

/** Begins a comment, or follows another directive in it; a bracket that opens must close. */
const DIRECTIVE =
  /(?:^|\s)#\s*reproducibility\s*:\s*ignore(?:\s*\[([^\][]*)\]|(?![\w-])(?!\s*\[))/gi;

function commentsOf(source: string, isPython: boolean): string[] {
  if (isPython) {
    const { text, opaque } = neutralise(source);
    if (!opaque) {
      return tokenise(text)
        .filter(({ kind }) => kind === 'comment')
        .map(({ from, to }) => text.slice(from, to));
    }
  }
  return Array.from(
    source.matchAll(/^[ \t]*(?:#|\/\/|--|%|;)+[ \t]*(\S.*)$/gm),
    ([, comment]) => `# ${comment}`
  );
}
