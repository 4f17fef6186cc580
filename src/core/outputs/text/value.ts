import type { IContext } from '../match';
import type { IMaskHits } from '../types';
import { HIDDEN, hitsOf, maskPair, tellDoubt } from './mask';
import { MASKS } from './rules';
import { compareTokens, tokenize } from './tokens';

/** Characters above which texts that differ are not looked into. */
const MAX_VALUE = 200_000;

/** What is found of two texts that are values, as of a field in data. */
export interface IValueMatch {
  verdict: 'masked' | 'close' | 'different' | 'too long';
  deviation: number;
  masks: IMaskHits[];
  /** Whether what was masked names things, so that it must be the same wherever it stands. */
  names: boolean;
  /** Whether there is more to the texts than what was masked. */
  rest: boolean;
  /** Why nothing is known of them, or null. */
  doubt: string | null;
}

/**
 * Compares two texts that are values and differ: blanks and layout are part of them. `masked` are those that are equal
 * after masking, even if nothing is left of them; who has many of them must look at identity and at what is left.
 */
export function compareValueText(
  old: string,
  now: string,
  context: IContext
): IValueMatch {
  const found: IValueMatch = {
    verdict: 'different',
    deviation: 0,
    masks: [],
    names: false,
    rest: false,
    doubt: null
  };
  if (Math.max(old.length, now.length) > MAX_VALUE) {
    return { ...found, verdict: 'too long' };
  }
  const masked = maskPair(old, now, MASKS, context);
  found.masks = hitsOf(masked.ignored);
  found.names = masked.ignored.some(({ mask }) => mask.identity === true);
  found.doubt = tellDoubt(masked.ignored);
  found.rest = /[\p{L}\p{N}]/u.test(
    masked.old.replace(new RegExp(HIDDEN, 'g'), '')
  );
  if (masked.old === masked.now) {
    return { ...found, verdict: 'masked' };
  }
  if (blanks(masked.old) !== blanks(masked.now)) {
    return found;
  }
  const { verdict, deviation } = compareTokens(
    tokenize(masked.old),
    tokenize(masked.now),
    context.rules.tolerance
  );
  return {
    ...found,
    verdict: verdict === 'close' ? verdict : 'different',
    deviation
  };
}

/** Where blanks stand among what is not blank. */
function blanks(text: string): string {
  return text.replace(/\S+/g, 'x');
}
