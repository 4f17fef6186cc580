import { encode as encodePng } from 'fast-png';
import { encode } from 'jpeg-js';
import { DEFAULT_RULES, compareCell } from '..';
import { orientationOf } from '../jpeg';
import { cell, display } from './helpers';

/** A white picture of 64 × 48 pixels with a black square whose left edge is at x, as a JPEG file of that quality. */
function square(x: number, quality = 90): string {
  return encode(pixels(x), quality).data.toString('base64');
}

function pixels(x: number) {
  const [width, height] = [64, 48];
  const data = Buffer.alloc(4 * width * height, 255);
  for (let row = 16; row < 32; row++) {
    for (let column = x; column < x + 16; column++) {
      data.fill(0, 4 * (row * width + column), 4 * (row * width + column) + 3);
    }
  }
  return { width, height, data };
}

function compare(old: string, now: string, mime = 'image/jpeg') {
  const run = cell({
    old: [display({ [mime]: old })],
    new: [display({ [mime]: now })]
  });
  return compareCell(run, DEFAULT_RULES).outputs[0];
}

describe('JPEG pictures', () => {
  it('are equivalent when other bytes give the same pixels', () => {
    const file = Buffer.from(square(16), 'base64');
    // A comment (COM, T.81 B.2.4.5) behind the start.
    const comment = Buffer.from([0xff, 0xfe, 0, 6, 1, 2, 3, 4]);
    const commented = Buffer.concat([
      file.subarray(0, 2),
      comment,
      file.subarray(2)
    ]);
    expect(compare(square(16), commented.toString('base64')).verdict).toBe(
      'equivalent'
    );
  });

  it('differ by their pixels', () => {
    const { verdict, detail } = compare(square(16), square(24));
    expect(verdict).toBe('different');
    expect(detail).toMatch(/^\d+ pixels/);
  });

  it('of another size are not comparable', () => {
    const wide = { width: 8, height: 8, data: Buffer.alloc(256, 255) };
    const other = encode(wide, 90).data.toString('base64');
    expect(compare(square(16), other)).toMatchObject({
      verdict: 'uncomparable',
      detail: '64 × 48 before, now 8 × 8 pixels'
    });
  });

  it('that are damaged, or larger than can be looked at, are never called the same', () => {
    const whole = Buffer.from(square(16), 'base64');
    const cut = whole.subarray(0, whole.length / 2).toString('base64');
    const huge = Buffer.from(whole);
    // Height and width in the frame header (SOF0, T.81 B.2.2).
    const frame = huge.indexOf(Buffer.from([0xff, 0xc0]));
    huge.writeUInt16BE(60_000, frame + 5);
    huge.writeUInt16BE(60_000, frame + 7);
    for (const other of [cut, huge.toString('base64'), 'AAAA', '/9j/']) {
      expect(compare(square(16), other).verdict).toBe('uncomparable');
    }
    expect(compare(square(16), huge.toString('base64')).detail).toMatch(
      /more than 4 million pixels/
    );
  });

  it('are known by their bytes, whatever the type says', () => {
    const { width, height, data } = pixels(16);
    const png = Buffer.from(
      encodePng({ width, height, data, channels: 4 })
    ).toString('base64');
    expect(compare(png, square(16, 100), 'image/png').verdict).toMatch(
      /equivalent|close/
    );
  });
});

describe('how a JPEG is turned', () => {
  const jpeg = Buffer.from(square(16), 'base64');

  /** The picture with an Exif block of one entry. */
  function turned(orientation: number, little = true, tag = 0x0112): string {
    const short = (n: number) =>
      little ? [n & 255, n >> 8] : [n >> 8, n & 255];
    const long = (n: number) =>
      little ? [...short(n), 0, 0] : [0, 0, ...short(n)];
    const exif = [
      ...Buffer.from('Exif\0\0'),
      ...(little ? [0x49, 0x49] : [0x4d, 0x4d]),
      ...short(42),
      ...long(8),
      ...short(1),
      ...short(tag),
      ...short(3),
      ...long(1),
      ...short(orientation),
      0,
      0,
      ...long(0)
    ];
    return Buffer.concat([
      jpeg.subarray(0, 2),
      Buffer.from([0xff, 0xe1, 0, exif.length + 2, ...exif]),
      jpeg.subarray(2)
    ]).toString('base64');
  }

  it.each([
    ['as it is', turned(1), 'equivalent'],
    ['on its side', turned(6), 'different'],
    ['on its side, the other order of bytes', turned(6, false), 'different'],
    ['not told', turned(6, true, 0x0131), 'equivalent'],
    ['in no known way', turned(9), 'equivalent']
  ])('counts: %s', (_, other, verdict) => {
    expect(compare(square(16), other).verdict).toBe(verdict);
    expect(compare(other, square(16)).verdict).toBe(verdict);
  });

  it('is not read from a damaged block', () => {
    const bytes = Uint8Array.from(Buffer.from(turned(6), 'base64'));
    for (let end = 0; end < 60; end++) {
      expect([1, 6]).toContain(orientationOf(bytes.subarray(0, end)));
    }
    bytes[16] = 255;
    expect(orientationOf(bytes)).toBe(1);
  });
});

describe('the quality of a JPEG', () => {
  /** A pale field with black marks around it. */
  const field = (level: number, quality: number) => {
    const picture = pixels(16);
    for (let row = 34; row < 46; row++) {
      for (let column = 4; column < 60; column++) {
        const at = 4 * (row * picture.width + column);
        picture.data.fill(column % 7 === 0 ? 0 : level, at, at + 3);
      }
    }
    return encode(picture, quality).data.toString('base64');
  };

  it('may be all that differs, which cannot be told', () => {
    expect(compare(field(240, 92), field(240, 85)).verdict).toBe(
      'uncomparable'
    );
  });

  it('does not excuse what can be seen, nor what has the same', () => {
    expect(compare(field(240, 92), field(100, 85)).verdict).toBe('different');
    expect(compare(field(240, 92), field(230, 92)).verdict).toBe('different');
  });
});
