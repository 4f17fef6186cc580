import { deflateRawSync, gzipSync, constants } from 'zlib';

import { gzipContent, inflate, unpacks } from '../inflate';

/** Numbers that look random, the same in every run. */
function noise(length: number): Uint8Array {
  let seed = 1;
  return Uint8Array.from({ length }, () => {
    seed = (1103515245 * seed + 12345) % 2 ** 31;
    return seed >> 16;
  });
}

const texts: [string, Uint8Array][] = [
  ['nothing', new Uint8Array(0)],
  ['a byte', new Uint8Array([7])],
  ['a long run', new Uint8Array(100_000).fill(3)],
  ['noise', noise(70_000)],
  ['a text', Buffer.from('to be or not to be '.repeat(500) + 'that is')]
];

describe.each(texts)('inflate: %s', (_, bytes) => {
  it.each([
    ['stored', { level: 0 }],
    ['fixed codes', { strategy: constants.Z_FIXED }],
    ['codes of its own', { level: 9 }],
    ['codes alone', { strategy: constants.Z_HUFFMAN_ONLY }]
  ])('gives back what was packed: %s', (__, how) => {
    const packed = new Uint8Array(deflateRawSync(bytes, how));
    const found = inflate(packed, bytes.length);
    expect(found && Buffer.compare(found, bytes)).toBe(0);
    expect(unpacks(packed, bytes.length)).toBe('fits');
    expect(inflate(packed.subarray(0, packed.length - 1), 1e6)).toBeNull();
    if (bytes.length > 0) {
      expect(inflate(packed, bytes.length - 1)).toBeNull();
      expect(unpacks(packed, bytes.length - 1)).toBe('too long');
    }
  });
});

describe('inflate', () => {
  it.each([
    [[]],
    [[0xff]],
    [[0x07]],
    [[0x05, 0xff, 0xff, 0xff]],
    [[0x03, 0x02]],
    [[0x01, 5, 0, 0, 0, 1, 2, 3, 4, 5]],
    [Array.from(noise(300))]
  ])('gives nothing for damaged bytes: %j', bytes => {
    expect(inflate(Uint8Array.from(bytes), 10_000)).toBeNull();
    expect(unpacks(Uint8Array.from(bytes), 10_000)).toBe('damaged');
  });

  it('ends soon, whatever a small file would become', () => {
    const bomb = deflateRawSync(new Uint8Array(100_000_000), { level: 9 });
    const start = Date.now();
    expect(inflate(bomb, 1_000_000)).toBeNull();
    expect(unpacks(bomb, 1_000_000)).toBe('too long');
    expect(Date.now() - start).toBeLessThan(500);
  });
});

describe('gzip', () => {
  const packed = new Uint8Array(gzipSync(Buffer.from('abc')));
  const read = (bytes: Uint8Array) => {
    const content = gzipContent(bytes);
    return content && Buffer.from(inflate(content, 100) ?? []).toString();
  };

  it('holds a stream', () => {
    expect(read(packed)).toBe('abc');
  });

  it('may begin with a name, a comment and more', () => {
    const header = Uint8Array.from(packed.subarray(0, 10));
    header[3] = 2 | 4 | 8 | 16;
    const fields = [2, 0, 9, 9, 65, 66, 0, 67, 0, 1, 1];
    expect(
      read(Uint8Array.from([...header, ...fields, ...packed.subarray(10)]))
    ).toBe('abc');
  });

  it.each([
    ['another file', Uint8Array.from([1, 2, 3])],
    ['no name', Uint8Array.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 0, 65])],
    ['nothing', new Uint8Array(0)]
  ])('is not %s', (_, bytes) => {
    expect(gzipContent(bytes)).toBeNull();
  });
});
