import type { IOutput } from '../../notebook/facts';
import { tellHits, sumHits } from '../hits';
import type { IFound, IItem } from '../items';
import { isSame } from '../severity';
import type {
  ICompareRules,
  IMaskHits,
  IOwnResults,
  OwnResult
} from '../types';
import { shorten } from './evaluate';
import { withoutHidden } from './pattern';
import { keyOf, partsOf } from './texts';

/** An output in which own patterns hid something, and what that was, part by part. */
export interface IMasked {
  output: IOutput;
  results: { [part: string]: OwnResult };
  /** Why the patterns could not be applied; null when they were. */
  problem: string | null;
}

/** Puts what own patterns came to into an output. */
export function maskOutput(
  { index, output }: IItem,
  side: 'old' | 'new',
  own: IOwnResults
): IMasked {
  const results: IMasked['results'] = {};
  let problem: string | null = null;
  let masked: IOutput = output;
  for (const part of Object.keys(partsOf(output))) {
    const result = own[keyOf(side, index, part)];
    if (result === undefined) {
      continue;
    }
    results[part] = result;
    if ('problem' in result) {
      problem ??= result.problem;
    } else if (output.data === undefined) {
      masked = { ...masked, [part]: result.text };
    } else {
      masked = {
        ...masked,
        data: { ...(masked.data as object), [part]: result.text }
      };
    }
  }
  return { output: masked, results, problem };
}

/** Passages that own patterns hid on both sides and that differ, by order. */
export function ownHits(
  part: string,
  old: IMasked,
  now: IMasked,
  { ownPatterns = [] }: ICompareRules
): IMaskHits[] {
  const a = old.results[part];
  const b = now.results[part];
  if (!a || !b || 'problem' in a || 'problem' in b) {
    return [];
  }
  return ownPatterns.flatMap((own, index) => {
    const left = a.hidden[index] ?? [];
    const right = b.hidden[index] ?? [];
    let count = 0;
    for (let i = 0; i < Math.max(left.length, right.length); i++) {
      count += left[i] === right[i] ? 0 : 1;
    }
    const label = own.name || `\`${shorten(own.pattern)}\``;
    const name = `match of ${label}`;
    const plural = `matches of ${label}`;
    return count > 0 ? [{ id: `own:${index + 1}`, name, plural, count }] : [];
  });
}

/** What is said of a pair that was compared with own patterns applied. */
export function withOwnHits<T extends IFound>(
  found: T,
  hits: IMaskHits[],
  left: [string, string]
): T {
  const masks = sumHits([hits, found.masks]);
  const hidden = hits.reduce((sum, { count }) => sum + count, 0);
  const shown: T = {
    ...found,
    message: withoutHidden(found.message, '[…]'),
    detail: found.detail && withoutHidden(found.detail, '[…]'),
    masks
  };
  if (!isSame(found.verdict)) {
    return shown;
  }
  if (hidden > Math.min(words(left[0]), words(left[1]))) {
    return {
      ...shown,
      verdict: 'uncomparable',
      message: `Nothing but ${tellHits(masks)} to compare`,
      detail: null
    };
  }
  return found.verdict === 'close' || found.verdict === 'failed-as-before'
    ? {
        ...shown,
        detail: [found.detail, `after ignoring ${tellHits(masks)}`]
          .filter(Boolean)
          .join(', ')
      }
    : {
        ...shown,
        verdict: 'equivalent',
        message: `Same after ignoring ${tellHits(masks)}`
      };
}

/** Words that are left to compare, markup aside. */
function words(text: string): number {
  return (
    withoutHidden(text, ' ')
      .replace(/<[^<>]*>/g, ' ')
      .match(/[\p{L}\p{N}_]+/gu)?.length ?? 0
  );
}
