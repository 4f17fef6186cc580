import { match } from '../match';
import type { Comparer } from '../match';
import { compareText } from '../text/compare';
import { inPlace } from './latex';

/** Markdown with tables and lists in one spelling: widths and alignment of columns and the sign of a list do not count. */
export const compareMarkdown: Comparer = (old, now, context) => {
  const a = spell(old);
  const b = spell(now);
  return a === b
    ? match('equivalent', 'appearance', 'Same text, other layout')
    : inPlace(a, compareText(a, b, context));
};

const ROW = /^\s*\|.*\|\s*$/;

function spell(markdown: string): string {
  return markdown
    .split('\n')
    .map((line, i, lines) => {
      if (!ROW.test(line)) {
        return line.replace(/^(\s*)[*+](?= )/, '$1-');
      }
      const row = line.replace(/[ \t]*\|[ \t]*/g, ' | ').trim();
      const isSecond =
        ROW.test(lines[i - 1] ?? '') && !ROW.test(lines[i - 2] ?? '');
      // Below the head stands how columns are aligned.
      return isSecond && /^[|:\s-]+$/.test(row)
        ? row.replace(/:?-+:?/g, '---')
        : row;
    })
    .join('\n');
}
