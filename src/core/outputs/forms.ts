import type { IOutput } from '../notebook/facts';
import { match } from './match';
import type { IMatch } from './match';
import { authoritative } from './mime';
import { isSame } from './severity';

type Bundle = { [mime: string]: unknown };

/** Forms that say no more than a plain text beside them. */
const SPELLINGS = /^text\/(?:latex|markdown|plain)\b/i;

/** What a page shows that no text holds. */
const DRAWN = /<(?:img|svg|script|canvas|iframe|object|embed|video|audio)\b/i;

/**
 * What is said of two outputs that are the same in their plain text, where only one of them has a picture, a plot or a
 * page beside it: the text may be a mere description of that.
 */
export function orLostForm(
  found: { mime: string; match: IMatch },
  old: IOutput,
  now: IOutput
): IMatch {
  if (found.mime !== 'text/plain' || !isSame(found.match.verdict)) {
    return found.match;
  }
  const [a, b] = [bundleOf(old), bundleOf(now)];
  const best = authoritative([...Object.keys(a), ...Object.keys(b)]);
  if (best === null || SPELLINGS.test(best)) {
    return found.match;
  }
  const [html, text] = [a[best] ?? b[best], a['text/plain']];
  const isTold =
    best === 'text/html' &&
    typeof html === 'string' &&
    typeof text === 'string' &&
    !DRAWN.test(html) &&
    !/\.\.\.|…/.test(text);
  return isTold
    ? found.match
    : match(
        'uncomparable',
        'appearance',
        'Shown in another form',
        `Only one side has ${best}; the text in both need not hold all of that`
      );
}

function bundleOf(output: IOutput): Bundle {
  return (output.data ?? {}) as Bundle;
}
