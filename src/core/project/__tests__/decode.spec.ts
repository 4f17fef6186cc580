import { decodeText } from '../decode';

describe('decodeText', () => {
  const text = 'numpy==2.4.6 # größer\n';

  it('reads UTF-8, and a mark at its start is not part of the text', () => {
    const bytes = new TextEncoder().encode(text);
    expect(decodeText(bytes)).toBe(text);
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes))).toBe(text);
  });

  it('reads UTF-16 of either order when a mark says so', () => {
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    expect(decodeText(little)).toBe(text);
    expect(decodeText(Buffer.from(little).swap16())).toBe(text);
  });

  it('does not guess at other bytes', () => {
    expect(decodeText(Uint8Array.of(0x67, 0xfc, 0x6e))).toBeNull();
  });
});
