import { stripAnsi } from '../terminal';
import { IDENTICAL, apart, count, joined, match, shareOf } from '../match';
import type { IContext, IMatch } from '../match';
import type { Cause } from '../types';
import { likelyCause } from './cause';
import { drawnColours } from './colours';
import { layoutChange } from './columns';
import { HIDDEN, hitsOf, maskPair, tellDoubt, tellIgnored } from './mask';
import type { IMaskedPair } from './mask';
import { compareOrder } from './order';
import { exactDeviation } from './numbers';
import { MASKS } from './rules';
import { compareTokens, tokenize } from './tokens';
import type { IToken, ITokenMatch } from './tokens';

/** Characters above which texts that differ are not looked into. */
export const MAX_TEXT = 200_000;

/** Below this relative deviation numbers are told by the digits in which they differ: doubles do not tell them apart. */
const TOLD_BY_DIGITS = 1e-15;

/** Characters above which a number is not shown in a sentence. */
const MAX_SHOWN = 24;

/** The server's words when it drops output (jupyter_server, rate limits). */
const CUT_OFF = /^IOPub (?:data|message) rate exceeded\./m;

/** Whether the server left something out of a stream, and said so. */
export function isCutOff(text: string): boolean {
  return CUT_OFF.test(text);
}

/**
 * Compares two texts: equal, equal but for what the masks hide, the same tokens
 * (blanks and line ends do not count), numbers close, the same items in another
 * order, or different.
 */
export function compareText(
  old: string,
  now: string,
  context: IContext
): IMatch {
  if (isCutOff(old) || isCutOff(now)) {
    return match('uncomparable', null, 'Cut off by the server');
  }
  if (old === now) {
    return IDENTICAL;
  }
  const a = plainText(old);
  const b = plainText(now);
  if (a === b) {
    return drawnColours(old) === drawnColours(now)
      ? match('equivalent', 'appearance', 'Same text, other layout')
      : COLOURS;
  }
  if (Math.max(a.length, b.length) > MAX_TEXT) {
    const rest = differingLines(a, b);
    if (Math.max(rest.old.length, rest.now.length) <= MAX_TEXT) {
      return compareText(rest.old, rest.now, context);
    }
    return match(
      'uncomparable',
      null,
      'Too long to compare',
      `They differ, and have more than ${count(MAX_TEXT, 'character')}`
    );
  }
  const masked = maskPair(a, b, MASKS, context);
  const found = withIgnored(compareMasked(masked, context), masked);
  return /^(?:equivalent|close)$/.test(found.verdict) &&
    drawnColours(old) !== drawnColours(now)
    ? { ...found, ...COLOURS }
    : found;
}

const COLOURS = match(
  'uncomparable',
  'appearance',
  'Same text, other colours',
  'Colours of blanks and blocks may stand for values'
);

/**
 * The lines in which two long texts differ: of as many lines each with its partner, else what lies between the first
 * and the last that differ.
 */
function differingLines(a: string, b: string): { old: string; now: string } {
  const old = a.split('\n');
  const now = b.split('\n');
  if (old.length === now.length) {
    const differs = old.map((line, index) => line !== now[index]);
    return {
      old: old.filter((_, index) => differs[index]).join('\n'),
      now: now.filter((_, index) => differs[index]).join('\n')
    };
  }
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) {
    head++;
  }
  let tail = 0;
  while (
    tail < shorter - head &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  ) {
    tail++;
  }
  return {
    old: old.slice(head, old.length - tail).join('\n'),
    now: now.slice(head, now.length - tail).join('\n')
  };
}

/** Text without colours, blanks at line ends and empty lines at the end. */
export function plainText(text: string): string {
  const plain = stripAnsi(text).replace(/\r\n/g, '\n');
  const lines = /[^\S\n]\n/.test(plain)
    ? plain
        .split('\n')
        .map(line => line.trimEnd())
        .join('\n')
    : plain;
  return lines.trimEnd();
}

function compareMasked({ old, now }: IMaskedPair, context: IContext): IMatch {
  if (old === now) {
    return match('equivalent', null, 'Same text');
  }
  const a = tokenize(old);
  const b = tokenize(now);
  const exact = tellsVersions(context.source);
  const found = compareTokens(a, b, context.rules.tolerance, exact);
  if (found.verdict !== 'different' && quoted(old) !== quoted(now)) {
    return match('different', 'value', 'Text differs', 'inside quotes');
  }
  if (found.verdict !== 'different') {
    const layout = layoutChange(old, now);
    return layout !== null
      ? match('different', 'value', layout)
      : found.verdict === 'close'
        ? {
            ...match(
              'close',
              'value',
              'Numbers are close',
              apart(found.deviation, found.changed + found.close)
            ),
            deviation: found.deviation
          }
        : match('equivalent', 'appearance', 'Same text, other layout');
  }
  const order = compareOrder(old, now, context);
  if (order) {
    return order;
  }
  const cause = likelyCause(old, now, found, context);
  return found.words
    ? match('different', cause, 'Text differs')
    : {
        ...match(
          'different',
          cause,
          'Numbers differ',
          tellNumbers(found, a, b)
        ),
        deviation: found.deviation
      };
}

/** Texts in quotes, as Python prints values: blanks count in them. */
function quoted(text: string): string {
  const quotes = /(?<!\w)(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")(?!\w)/g;
  return text.match(quotes)?.join('\n') ?? '';
}

/** `3 of 120 numbers, at most 2·10⁻⁴ apart`; of a single number `2·10⁻⁴ apart`. */
function tellNumbers(
  found: ITokenMatch,
  old: IToken[],
  now: IToken[]
): string | null {
  const share = shareOf(found.changed, found.numbers, 'number');
  if (found.deviation === 0) {
    return joined(...share, tellSpelling(old, now));
  }
  const digits = found.deviation < TOLD_BY_DIGITS && tellDigits(old, now);
  if (digits) {
    return joined(...share, digits);
  }
  // Numbers of opposite sign are 200 % apart; 1 and 1j are not.
  const signs =
    found.signsOnly && found.deviation > 1 ? ', equal but for the sign' : '';
  const far = apart(found.deviation, found.changed + found.close);
  return joined(...share, far + signs);
}

/** `12345678901234567890 and 12345678901234567891 differ from digit 20 on`, of the first such integers; null without. */
function tellDigits(old: IToken[], now: IToken[]): string | null {
  const isInteger = (text: string) => /^[-+]?\d+j?$/.test(text);
  const index = old.findIndex(
    ({ text }, i) =>
      isInteger(text) &&
      isInteger(now[i].text) &&
      (exactDeviation(text, now[i].text) ?? 0) > 0
  );
  if (index < 0) {
    return null;
  }
  const [a, b] = [old[index].text, now[index].text];
  const [x, y] = [a, b].map(text => text.replace(/^[-+]?0*/, ''));
  const place = Array.from(x).findIndex((digit, i) => digit !== y[i]);
  const where = `differ from digit ${place + 1} on`;
  return Math.max(a.length, b.length) > MAX_SHOWN
    ? where
    : `${a} and ${b} ${where}`;
}

/** `1 and 1.0: an integer became a float`, of the first of the numbers that have equal values but differ. */
function tellSpelling(old: IToken[], now: IToken[]): string {
  const at = old.findIndex(({ text }, index) => text !== now[index].text);
  const [a, b] = [old[at].text, now[at].text];
  const kind = /^[-+]?\d+j?$/;
  const how =
    kind.test(a) === kind.test(b)
      ? exactDeviation(a, b) === 0
        ? 'equal, but written in another way'
        : 'too large or too small to tell how far apart'
      : kind.test(a)
        ? 'an integer became a float'
        : 'a float became an integer';
  return Math.max(a.length, b.length) > MAX_SHOWN
    ? how
    : `${a} and ${b}: ${how}`;
}

/** Adds what the masks hid; where they hid most, nothing was compared. */
function withIgnored(found: IMatch, masked: IMaskedPair): IMatch {
  const { ignored } = masked;
  if (ignored.length === 0) {
    return found;
  }
  const told = tellIgnored(ignored);
  const masks = hitsOf(ignored);
  if (found.verdict === 'different' || found.verdict === 'reordered') {
    return { ...found, masks };
  }
  const cause: Cause = ignored[0].mask.cause;
  const doubt = tellDoubt(ignored);
  if (doubt !== null) {
    return { ...match('uncomparable', 'time', doubt), masks };
  }
  if (hidesMost(masked)) {
    return {
      ...match('uncomparable', cause, `Nothing but ${told} to compare`),
      masks
    };
  }
  return found.verdict === 'close'
    ? { ...found, detail: `${found.detail}, after ignoring ${told}`, masks }
    : { ...match('equivalent', cause, `Same after ignoring ${told}`), masks };
}

/** Whether more differing passages were hidden than words are left. */
function hidesMost({ old, now, ignored }: IMaskedPair): boolean {
  const words = (text: string) =>
    text.replace(new RegExp(HIDDEN, 'g'), ' ').match(/[\p{L}\p{N}_]+/gu)
      ?.length ?? 0;
  const hidden = ignored
    .filter(({ mask }) => mask.hides !== 'spelling')
    .reduce(
      (sum, { mask, count }) => sum + (mask.hides === 'lines' ? 1 : count),
      0
    );
  return hidden > Math.min(words(old), words(now));
}

function tellsVersions(source: string): boolean {
  return /\b(?:__version__|version_info|show_versions|watermark|print_versions)\b|\bversion\(/.test(
    source
  );
}
