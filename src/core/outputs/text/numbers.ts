/**
 * A number as printed: digits with optional sign, point, exponent and imaginary
 * unit. What touches letters, further dots or colons is not a number but a
 * version, an address, a time or a name.
 */
export const NUMBER =
  /(?<![\w.])[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?j?(?![\w]|\.\d)/;

/** Significant digits from which the last printed one may be rounding. */
const ROUNDED = 6;

/** Significant digits that a double can hold at most. */
const DOUBLE = 17;

/** Up to this relative tolerance what is allowed is rounding, which a short number does not show. */
const ROUNDING = 1e-9;

/** Most decimals of amounts, counts and times, and digits up to which a double was not printed in full. */
const FIXED = { cents: 2, decimals: 3, digits: 14 };

export interface INumberMatch {
  verdict: 'identical' | 'equivalent' | 'close' | 'different';
  /** Relative deviation, symmetric; 0 when the values are equal. */
  deviation: number;
}

/**
 * Compares two printed numbers. Integers are exact, leading zeros included; a
 * float is never equal to an integer. Floats of equal value are equivalent
 * (`1.` and `1.0`). Others are close within the symmetric relative tolerance of
 * PEP 485, or one unit apart in the last printed place when both print six
 * significant digits or more, or both nothing but what rounding leaves of a
 * zero beside a much larger number. Long numbers with few decimals are amounts,
 * counts or times: rounding does not add a cent or a second. A tolerance of 0
 * allows equal values only.
 *
 * @param scale - Largest absolute value in the same printed array, 0 if unknown.
 */
export function compareNumbers(
  old: string,
  now: string,
  tolerance: number,
  scale = 0
): INumberMatch {
  if (old === now) {
    return { verdict: 'identical', deviation: 0 };
  }
  if (old.endsWith('j') !== now.endsWith('j')) {
    return { verdict: 'different', deviation: 1 };
  }
  const a = valueOf(old);
  const b = valueOf(now);
  const deviation =
    a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
  if (isInteger(old) || isInteger(now)) {
    const same = old.replace(/^\+/, '') === now.replace(/^\+/, '');
    return { verdict: same ? 'equivalent' : 'different', deviation };
  }
  const known = isExact(old, a) && isExact(now, b);
  if (a === b && (known || trim(old) === trim(now))) {
    return { verdict: 'equivalent', deviation };
  }
  const close =
    tolerance > 0 &&
    Number.isFinite(a) &&
    Number.isFinite(b) &&
    // Too small for a double, they are not known to be close.
    !(a === 0 && b === 0) &&
    ((deviation <= tolerance &&
      (tolerance > ROUNDING || !isFixed(old, now, FIXED.decimals))) ||
      isNoise(a, b, scale) ||
      (digits(old) >= ROUNDED &&
        digits(now) >= ROUNDED &&
        !isFixed(old, now, FIXED.cents) &&
        Math.abs(a - b) <= lastPlace(old, now) * (1 + 1e-6)));
  return { verdict: close ? 'close' : 'different', deviation };
}

/** The least and the largest of what few roundings of a double leave of a zero, beside 1. */
const LEFT_OVER = [1e-17, 1e-15];

/**
 * Whether both values are what rounding leaves of a zero beside numbers as large as `scale`. Of opposite sign, or zero
 * and below: a probability is never negative, so that none is taken for noise.
 */
export function isNoise(a: number, b: number, scale: number): boolean {
  const unit = Math.min(scale, 1);
  return (
    unit > 0 &&
    Math.min(a, b) < 0 &&
    Math.max(a, b) >= 0 &&
    [a, b].every(
      value =>
        value === 0 ||
        (Math.abs(value) >= LEFT_OVER[0] * unit &&
          Math.abs(value) < LEFT_OVER[1] * unit)
    )
  );
}

/** Whether two numbers of one value print it to another number of decimals: `2.1` and `2.10`. */
export function addsZeros(old: string, now: string): boolean {
  const decimals = (text: string) => /^[-+]?\d*\.(\d+)j?$/.exec(text)?.[1];
  const [a, b] = [decimals(old), decimals(now)];
  return a !== undefined && b !== undefined && a.length !== b.length;
}

/** Value of a printed number; of an imaginary one without its unit. */
export function valueOf(text: string): number {
  return Number(text.replace('j', ''));
}

function isInteger(text: string): boolean {
  return /^[-+]?\d+j?$/.test(text);
}

/** Whether two numbers are short, without exponents, and one of them has so few decimals. */
function isFixed(old: string, now: string, decimals: number): boolean {
  const few = new RegExp(`^[-+]?\\d+\\.\\d{0,${decimals}}$`);
  return (
    [old, now].some(text => few.test(text)) &&
    [old, now].every(
      text => digits(text) <= FIXED.digits && /^[-+]?\d+\.\d*$/.test(text)
    )
  );
}

/** Significant digits as printed. */
function digits(text: string): number {
  return text
    .replace(/e.*$/i, '')
    .replace(/[-+.j]/g, '')
    .replace(/^0+/, '').length;
}

/** Whether a double holds the printed value, rounding aside. */
function isExact(text: string, value: number): boolean {
  const count = digits(text);
  return (
    count <= DOUBLE && Number.isFinite(value) && (value !== 0 || count === 0)
  );
}

/** Without the zeros that end a fraction. */
function trim(text: string): string {
  return text.replace(/(\.\d*?)0+(?=e|j|$)/i, '$1');
}

/** The larger of the units in the last printed places. */
function lastPlace(...texts: string[]): number {
  return Math.max(
    ...texts.map(text => {
      const [mantissa, exponent = '0'] = text.toLowerCase().split(/[ej]/);
      const decimals = (mantissa.split('.')[1] ?? '').length;
      return Math.pow(10, Number(exponent || '0') - decimals);
    })
  );
}
