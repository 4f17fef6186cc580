/**
 * Whether a version is the wanted one or continues it: `1.4.2` continues `1.4`, and `1.0` is the same as `1.0.0`.
 * Build labels after `+` count only when they are wanted.
 */
export function isVersionIn(version: string, wanted: string): boolean {
  const parts = (text: string): string[] =>
    text
      .toLowerCase()
      .replace(/^v/, '')
      .replace(/\.?\*$/, '')
      .split('.');
  const own = parts(wanted.includes('+') ? version : version.split('+')[0]);
  const asked = parts(wanted);
  while (asked.length > own.length && asked[asked.length - 1] === '0') {
    asked.pop();
  }
  return asked.every((part, i) => part === own[i]);
}
