/**
 * Values of literals, from their text. Source of the rules: The Python Language Reference, 2.4.
 */

const SIMPLE: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v'
};

/** Text with Python's escapes replaced; unknown escapes stay, as in Python. */
export function unescape(text: string): string {
  if (!text.includes('\\')) {
    return text;
  }
  return text.replace(
    /\\(?:([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]))/g,
    (all, octal, hex, short, long, other) => {
      if (octal !== undefined) {
        return String.fromCharCode(parseInt(octal, 8));
      }
      const code = hex ?? short ?? long;
      if (code !== undefined) {
        const point = parseInt(code, 16);
        return point <= 0x10ffff ? String.fromCodePoint(point) : all;
      }
      return SIMPLE[other] ?? all;
    }
  );
}

/** Value of a string literal, or undefined for bytes. */
export function stringValue(literal: string): string | undefined {
  const open = /^([A-Za-z]*)("""|'''|"|')/.exec(literal);
  if (!open || /b/i.test(open[1])) {
    return undefined;
  }
  const quote = open[2];
  const closed =
    literal.length >= open[0].length + quote.length && literal.endsWith(quote);
  const body = literal.slice(
    open[0].length,
    closed ? literal.length - quote.length : literal.length
  );
  return /r/i.test(open[1]) ? body : unescape(body);
}

/** Value of a number literal, or undefined for complex numbers and for what a double cannot hold exactly. */
export function numberValue(literal: string): number | undefined {
  const plain = literal.replace(/_/g, '');
  if (/[jJ]$/.test(plain) && !/^0[xX]/.test(plain)) {
    return undefined;
  }
  const value = Number(plain);
  return Number.isNaN(value) ||
    (Number.isInteger(value) && !Number.isSafeInteger(value))
    ? undefined
    : value;
}
