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
 * @param language - Of the notebook. In Python any comment counts, wherever it stands, and no string does; in other
 * languages a line that holds the comment alone.
 */
export function silenceOf(cell: ICell, language: string | null): Silence {
  if (cell.tags.includes(SILENCE_TAG)) {
    return 'all';
  }
  const rules = new Set<string>();
  if (cell.type !== 'code' || !/reproducibility\s*:/i.test(cell.source)) {
    return rules;
  }
  for (const comment of commentsOf(cell.source, language)) {
    const found = DIRECTIVE.exec(comment);
    if (found) {
      const [, list] = found;
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
  /(?:^|\s)#\s*reproducibility\s*:\s*ignore(?:\s*\[([^\][]*)\]|(?![\w-])(?!\s*\[))/i;

function commentsOf(source: string, language: string | null): string[] {
  if (language === null || /^i?python[23]?$/.test(language)) {
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
