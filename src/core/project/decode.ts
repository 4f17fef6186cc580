/**
 * The text of a file: UTF-8, or UTF-16 with a byte order mark (what PowerShell's `>` writes). A mark is not part of the
 * text. pip decodes requirements files in the same way (pip/_internal/utils/encoding.py).
 *
 * @returns null when it is neither
 */
export function decodeText(bytes: Uint8Array): string | null {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
