/**
 * "`NameError`: name 'x' is not defined": what a kernel said of an error, in one
 * line of at most about 180 characters, whatever it was.
 */
export function describeError(ename: unknown, evalue: unknown): string {
  const name = printable(ename, 60);
  const value = printable(evalue, 120);
  const shown = name ? `\`${name}\`` : 'an error';
  return value ? `${shown}: ${value}` : shown;
}

/** The first line, without control characters and backticks. */
function printable(text: unknown, length: number): string {
  if (typeof text !== 'string') {
    return '';
  }
  const line = text.trimStart().split(/[\r\n]/, 1)[0];
  const plain = line
    // eslint-disable-next-line no-control-regex
    .replace(/\x1b\[[0-9;]*m|[\x00-\x1f\x7f]/g, '')
    .replace(/`/g, "'")
    .trim();
  const characters = Array.from(plain.slice(0, 2 * length + 2));
  return characters.length > length
    ? `${characters.slice(0, length - 1).join('')}…`
    : characters.join('');
}
