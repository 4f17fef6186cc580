import { match } from '../match';
import type { Comparer } from '../match';
import { compareText } from '../text/compare';
import { inPlace } from './latex';

/** Markdown, with tables in one spelling: the width of their columns does not count. */
export const compareMarkdown: Comparer = (old, now, context) => {
  const a = spell(old);
  const b = spell(now);
  return a === b
    ? match('equivalent', 'appearance', 'Same text, other layout')
    : inPlace(a, compareText(a, b, context));
};

function spell(markdown: string): string {
  return markdown
    .split('\n')
    .map(line =>
      /^\s*\|.*\|\s*$/.test(line)
        ? line
            .replace(/[ \t]*\|[ \t]*/g, ' | ')
            .replace(/-{3,}/g, '---')
            .trim()
        : line
    )
    .join('\n');
}
