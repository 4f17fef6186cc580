import type { IOwnPattern, OwnResult } from '../types';
import { compileOwn, hasSigns, hideOwn } from './pattern';

/**
 * Applies own patterns to one text, one after the other. Patterns that cannot be used are passed over.
 *
 * @param before - called before each pattern, with its place
 *
 * #### Notes
 * A pattern may take for ever: hosts run this where they can end it, in a thread of its own or with a time limit.
 */
export function evaluateOwn(
  text: string,
  patterns: readonly IOwnPattern[],
  before?: (pattern: number) => void
): OwnResult {
  if (hasSigns(text)) {
    return {
      problem: 'the text holds private signs that are used for what is hidden'
    };
  }
  const hidden = patterns.map((own, index) => {
    const compiled = compileOwn(own);
    if ('problem' in compiled) {
      return [];
    }
    before?.(index);
    const found = hideOwn(text, compiled, index);
    text = found.text;
    return found.hidden;
  });
  return { text, hidden };
}

/** What is said of a pattern that did not come to its end. */
export function tellTooLong(own: IOwnPattern): string {
  return `the own pattern \`${shorten(own.pattern)}\` took too long`;
}

/** A pattern as it is shown in a sentence. */
export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
