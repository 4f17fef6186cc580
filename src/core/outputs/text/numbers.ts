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
  const deviation = deviationOf(old, now);
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

/** Relative deviation, symmetric, of two printed numbers; 0 where it cannot be told. */
function deviationOf(old: string, now: string): number {
  const a = valueOf(old);
  const b = valueOf(now);
  return a === b || !Number.isFinite(a) || !Number.isFinite(b)
    ? (exactDeviation(old, now) ?? 0)
    : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}

/** Digits of a number that are looked at where a double does not hold them. */
const MAX_DIGITS = 2_000;

/** Relative deviation of two printed numbers, whatever their size, from all their digits; null where it cannot be told. */
export function exactDeviation(old: string, now: string): number | null {
  const a = decimalOf(old);
  const b = decimalOf(now);
  if (a === null || b === null) {
    return null;
  }
  if (a.digits === 0n || b.digits === 0n) {
    return a.digits === b.digits ? 0 : 1;
  }
  const exponent = Math.min(a.exponent, b.exponent);
  if (Math.max(a.exponent, b.exponent) - exponent > MAX_DIGITS) {
    return null;
  }
  const [x, y] = [a, b].map(
    each => each.digits * 10n ** BigInt(each.exponent - exponent)
  );
  const [difference, largest] = [
    absolute(x - y),
    absolute(x) > absolute(y) ? absolute(x) : absolute(y)
  ];
  return difference === 0n ? 0 : ratio(difference, largest);
}

/** A quotient that may be of numbers too large for a double, to three digits or more. */
function ratio(part: bigint, whole: bigint): number {
  const zeros = Math.max(0, `${whole}`.length - `${part}`.length) + 3;
  const scaled = Number((part * 10n ** BigInt(zeros)) / whole);
  return Number(`${scaled}e-${zeros}`);
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** All digits of a printed number and the power of ten of the last; null when there are too many. */
function decimalOf(text: string): { digits: bigint; exponent: number } | null {
  const parts = /^([-+]?)(\d*)(?:\.(\d*))?(?:e([-+]?\d+))?j?$/i.exec(text);
  if (parts === null || text.length > MAX_DIGITS) {
    return null;
  }
  const [, sign, whole, fraction = '', power = '0'] = parts;
  const digits = BigInt(`${whole}${fraction}` || '0');
  return {
    digits: sign === '-' ? -digits : digits,
    exponent: Number(power) - fraction.length
  };
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
