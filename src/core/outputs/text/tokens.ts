import { NUMBER, addsZeros, compareNumbers, valueOf } from './numbers';
import { HIDDEN } from './mask';

/**
 * What text is made of when its layout does not count: hidden passages, dates
 * and clock times (never numbers), hexadecimal numbers, numbers, words, and
 * single signs.
 */
const TOKEN = new RegExp(
  [
    HIDDEN.source,
    /(?<![\w.])\d{1,4}([-/])\d{1,2}\1\d{1,4}(?![\w])/.source,
    /(?<![\w.:])\d{1,2}(?::\d{2}){1,2}(?:[.,]\d+)?(?![\w:])/.source,
    /(?<![\w.])0[xX][\da-fA-F]+(?!\w)/.source,
    NUMBER.source,
    '[\\p{L}\\p{M}\\p{N}_]+',
    /[^\s]/.source
  ].join('|'),
  'gu'
);

const WHOLE_NUMBER = new RegExp(`^(?:${NUMBER.source})$`, 'u');

export interface IToken {
  text: string;
  isNumber: boolean;
}

export function tokenize(text: string): IToken[] {
  return Array.from(text.matchAll(TOKEN), ([token]) => ({
    text: token,
    isNumber: /\d/.test(token) && WHOLE_NUMBER.test(token)
  }));
}

/** What the token by token comparison of two texts found. */
export interface ITokenMatch {
  verdict: 'equivalent' | 'close' | 'different';
  /** Whether something else than numbers differs. */
  words: boolean;
  /** Numbers on both sides, and how many of them differ or are only close. */
  numbers: number;
  changed: number;
  close: number;
  /** Largest relative deviation among the numbers that are not equal. */
  deviation: number;
  /** All numbers that differ have equal absolute values. */
  signsOnly: boolean;
}

/**
 * Compares two texts token by token: blanks and line ends do not count.
 *
 * @param exact - Compare numbers as text (version numbers).
 */
export function compareTokens(
  old: IToken[],
  now: IToken[],
  tolerance: number,
  exact = false
): ITokenMatch {
  const found: ITokenMatch = {
    verdict: 'equivalent',
    words: old.length !== now.length,
    numbers: 0,
    changed: 0,
    close: 0,
    deviation: 0,
    signsOnly: true
  };
  const scales = found.words ? null : arrayScales(old, now);
  for (let i = 0; i < old.length && !found.words; i++) {
    const numeric = old[i].isNumber && now[i].isNumber;
    found.numbers += numeric ? 1 : 0;
    if (old[i].text === now[i].text) {
      continue;
    }
    if (!numeric) {
      found.words = true;
      break;
    }
    const scale = scales?.[i] ?? 0;
    const number = compareNumbers(
      old[i].text,
      now[i].text,
      exact || isVersion(old, i) ? 0 : tolerance,
      scale || 0
    );
    // In an array all are printed alike; in running text it may be a name.
    const zeros =
      number.verdict === 'equivalent' &&
      scales !== null &&
      Number.isNaN(scale) &&
      old.length > 1 &&
      addsZeros(old[i].text, now[i].text);
    const differs =
      number.verdict === 'different' ||
      (zeros && !isNumeric(old, i)) ||
      ((exact || isVersion(old, i)) && number.verdict !== 'identical');
    if (differs) {
      found.changed++;
      found.signsOnly &&=
        Math.abs(valueOf(old[i].text)) === Math.abs(valueOf(now[i].text));
    } else if (number.verdict === 'close' || zeros) {
      found.close++;
    }
    found.deviation = Math.max(found.deviation, number.deviation);
  }
  found.verdict =
    found.words || found.changed > 0
      ? 'different'
      : found.close > 0
        ? 'close'
        : 'equivalent';
  return found;
}

/** Whether the number at `i` is that of a version: 2.1 is not 2.10. */
function isVersion(tokens: IToken[], i: number): boolean {
  const before = tokens[i - 1]?.text ?? '';
  return (
    /version$/i.test(before) ||
    (/^[=:]$/.test(before) && /version|^=$/i.test(tokens[i - 2]?.text ?? ''))
  );
}

/** Whether the number at `i` stands between numbers, as in a row of them. */
function isNumeric(tokens: IToken[], i: number): boolean {
  return (
    tokens[i - 1]?.isNumber === true &&
    (tokens[i + 1] === undefined || tokens[i + 1].isNumber)
  );
}

/**
 * For each token, the largest absolute float in the outermost square brackets
 * around it, on either side; NaN outside brackets.
 */
function arrayScales(old: IToken[], now: IToken[]): Float64Array {
  const scales = new Float64Array(old.length).fill(NaN);
  let depth = 0;
  let start = 0;
  for (let i = 0; i < old.length; i++) {
    const { text } = old[i];
    if (text === '[') {
      start = depth++ === 0 ? i : start;
    } else if (text === ']' && depth > 0 && --depth === 0) {
      let scale = 0;
      for (let k = start; k < i; k++) {
        for (const token of [old[k], now[k]]) {
          if (token.isNumber && token.text.includes('.')) {
            scale = Math.max(scale, Math.abs(valueOf(token.text)));
          }
        }
      }
      scales.fill(scale, start, i);
    }
  }
  return scales;
}
