import { sumHits, tellHits } from '../hits';
import type { IContext } from '../match';
import type { Cause, IMaskHits } from '../types';

/**
 * A named rule for what may change without changing the result. It must be
 * anchored to its surroundings: a bare number or date is a result.
 */
export interface IMask {
  /** Names it in settings and reports; rules that a person would call one share it. */
  id: string;
  /** What it hides, for one and for several. */
  name: string;
  plural: string;
  cause: Cause;
  /** Equal passages get equal placeholders, so that identity still counts. */
  identity?: boolean;
  /**
   * It hides passages (if missing), mere spelling, so that a text may consist of
   * nothing else, or whole lines.
   */
  hides?: 'spelling' | 'lines';
  /** Replaces what it hides by `hide(passage)`; without a context, what needs no evidence from the source. */
  replace(
    text: string,
    hide: (passage: string) => string,
    context?: IContext
  ): string;
  /** Whether it may be used for this cell; always when missing. */
  applies?(context: IContext): boolean;
  /** Whether hidden passages that differ can be what the rule is meant for. */
  plausible?(pairs: IHiddenPair[], context: IContext): boolean;
  /** Whether they can as well be data: then nothing is known of the pair. */
  doubtful?(pairs: IHiddenPair[], context: IContext, old: string): boolean;
}

/** A passage hidden on both sides, in order of appearance. */
export interface IHiddenPair {
  old: string;
  now: string;
}

/** Two texts with masks applied to both. */
export interface IMaskedPair {
  old: string;
  now: string;
  /** Masks that hide passages which differ, and how many. */
  ignored: { mask: IMask; count: number; doubtful: boolean }[];
}

/** A hidden passage; the two signs are from the private use area of Unicode. */
export const HIDDEN = /\uE000[^\uE000\uE001]{0,80}\uE001/;

/** A mask for all matches of a pattern (with the flag `g`). */
export function hideAll(
  pattern: RegExp
): (text: string, hide: (passage: string) => string) => string {
  return (text, hide) => text.replace(pattern, passage => hide(passage));
}

/** Applies masks to one text. Twice is once. */
export function applyMasks(
  text: string,
  masks: IMask[],
  context?: IContext
): { text: string; hidden: string[][] } {
  const hidden: string[][] = masks.map(() => []);
  if (text.includes('\uE000') || text.includes('\uE001')) {
    return { text, hidden };
  }
  masks.forEach((mask, index) => {
    const numbers = new Map<string, number>();
    const hide = (passage: string) => {
      hidden[index].push(passage);
      if (!numbers.has(passage)) {
        numbers.set(passage, numbers.size + 1);
      }
      const number = mask.identity ? ` ${numbers.get(passage)}` : '';
      return `\uE000${mask.name}${number}\uE001`;
    };
    text = mask.replace(text, hide, context);
  });
  return { text, hidden };
}

/**
 * Applies masks to both texts. A mask whose hidden passages do not look like
 * what it is for is left out on both sides.
 */
export function maskPair(
  old: string,
  now: string,
  masks: IMask[],
  context: IContext
): IMaskedPair {
  const off = context.rules.masksOff ?? [];
  let active = masks.filter(
    mask => !off.includes(mask.id) && (mask.applies?.(context) ?? true)
  );
  for (;;) {
    const a = applyMasks(old, active, context);
    const b = applyMasks(now, active, context);
    const ignored: IMaskedPair['ignored'] = [];
    const implausible = active.filter((mask, index) => {
      const pairs = differingPairs(a.hidden[index], b.hidden[index]);
      if (pairs.length > 0) {
        ignored.push({
          mask,
          count: pairs.length,
          doubtful: mask.doubtful?.(pairs, context, old) ?? false
        });
      }
      return (
        pairs.length > 0 && mask.plausible && !mask.plausible(pairs, context)
      );
    });
    if (implausible.length === 0) {
      return { old: a.text, now: b.text, ignored };
    }
    active = active.filter(mask => !implausible.includes(mask));
  }
}

/** Hidden passages that differ, by order; '' where one side has no more. */
function differingPairs(old: string[], now: string[]): IHiddenPair[] {
  const pairs: IHiddenPair[] = [];
  for (let i = 0; i < Math.max(old.length, now.length); i++) {
    if (old[i] !== now[i]) {
      pairs.push({ old: old[i] ?? '', now: now[i] ?? '' });
    }
  }
  return pairs;
}

/** What was ignored, as it is reported. */
export function hitsOf(ignored: IMaskedPair['ignored']): IMaskHits[] {
  return sumHits(
    ignored.map(({ mask: { id, name, plural }, count }) => [
      { id, name, plural, count }
    ])
  );
}

const DOUBT = 'Cannot tell whether';

/** Whether a message says that what was hidden may be data. */
export function isDoubt(message: string): boolean {
  return message.startsWith(DOUBT);
}

/** What to say where something was hidden that may be data; null otherwise. */
export function tellDoubt(ignored: IMaskedPair['ignored']): string | null {
  const doubtful = ignored.filter(each => each.doubtful);
  if (doubtful.length === 0) {
    return null;
  }
  const isOne = doubtful.reduce((sum, each) => sum + each.count, 0) === 1;
  const made = doubtful.every(({ mask }) => mask.cause === 'identity')
    ? 'made by the run'
    : doubtful.every(({ mask }) => mask.id === 'timing')
      ? 'measured'
      : 'the present';
  return `${DOUBT} ${tellIgnored(doubtful)} ${isOne ? 'is' : 'are'} ${made} or a result`;
}

/** `3 addresses, 1 timing`. */
export function tellIgnored(ignored: IMaskedPair['ignored']): string {
  return tellHits(hitsOf(ignored));
}
