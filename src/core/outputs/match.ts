import { groupDigits } from './digits';
import { sumHits } from './hits';
import type { Cause, ICompareRules, IMaskHits, Verdict } from './types';

/** What a comparer says of two values of one kind. */
export interface IMatch {
  verdict: Extract<
    Verdict,
    | 'identical'
    | 'equivalent'
    | 'close'
    | 'reordered'
    | 'different'
    | 'uncomparable'
  >;
  cause: Cause | null;
  message: string;
  detail: string | null;
  /** What masks hid, where that differs. */
  masks?: IMaskHits[];
  /** Largest relative deviation of the numbers. */
  deviation?: number;
}

/** What comparers may know beside the two values. */
export interface IContext {
  rules: ICompareRules;
  /** Source of the cell. */
  source: string;
  /** Sources of all cells of the notebook, the cell among them. */
  notebook: string;
  /** Whether the cell shows a picture on both sides. */
  picture: boolean;
  /** When the clean run began, in milliseconds since epoch, or null. */
  started: number | null;
  /** Whether the text is a stream, whose lines may interleave. */
  stream: boolean;
}

/** Compares two values of one MIME type. Never throws. */
export type Comparer = (old: string, now: string, context: IContext) => IMatch;

export const IDENTICAL: IMatch = {
  verdict: 'identical',
  cause: null,
  message: 'Identical',
  detail: null
};

/** A match of any verdict but `identical`. */
export function match(
  verdict: IMatch['verdict'],
  cause: Cause | null,
  message: string,
  detail: string | null = null
): IMatch {
  return { verdict, cause, message, detail };
}

/** Worst first. */
const ORDER: IMatch['verdict'][] = [
  'different',
  'reordered',
  'uncomparable',
  'close',
  'equivalent',
  'identical'
];

/** The worst of the matches of some parts, with what was hidden in all; identical when there are none. */
export function worstMatch(matches: IMatch[]): IMatch {
  const worst = matches.reduce(
    (a, b) => (ORDER.indexOf(b.verdict) < ORDER.indexOf(a.verdict) ? b : a),
    IDENTICAL
  );
  const masks = sumHits(matches.map(each => each.masks));
  const deviation = matches.reduce(
    (most, each) => Math.max(most, each.deviation ?? 0),
    0
  );
  return {
    ...worst,
    ...(masks.length > 0 ? { masks } : {}),
    ...(deviation > 0 ? { deviation } : {})
  };
}

/** `1 pixel`, `2,311 pixels`. */
export function count(n: number, noun: string, plural = noun + 's'): string {
  return `${groupDigits(n)} ${n === 1 ? noun : plural}`;
}

/** A share of a whole in per cent, with one digit that says something. */
export function percent(part: number, whole: number): string {
  const share = (100 * part) / whole;
  return share >= 10
    ? `${share.toFixed(0)} %`
    : share >= 0.1
      ? `${share.toFixed(1)} %`
      : 'under 0.1 %';
}

/** `at most 2·10⁻⁴ apart` of several numbers, `2·10⁻⁴ apart` of a single one. */
export function apart(deviation: number, numbers: number): string {
  const told = `${tellDeviation(deviation)} apart`;
  return numbers === 1 ? told : `at most ${told}`;
}

/** `3 of 120 numbers`; nothing where there is but one. */
export function shareOf(part: number, whole: number, noun: string): string[] {
  return whole === 1 ? [] : [`${groupDigits(part)} of ${count(whole, noun)}`];
}

/** Details in one sentence; null when there are none. */
export function joined(...parts: string[]): string | null {
  return parts.join(', ') || null;
}

/** `3·10⁻¹⁰`; from a hundredth on in per cent. */
export function tellDeviation(deviation: number): string {
  const [mantissa, exponent] = deviation.toExponential(0).split('e');
  const digits = exponent
    .replace('+', '')
    .replace(/[-\d]/g, digit => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(digit)]);
  return deviation >= 0.01 ? percent(deviation, 1) : `${mantissa}·10${digits}`;
}
