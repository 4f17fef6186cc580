/** PNG files that announce less than they hold, and what they say besides their pixels. */
import { crc32, deflateSync } from 'zlib';

import { DEFAULT_RULES, compareCell } from '..';
import { decodePicture } from '../picture';
import { coloursOfPng, isAnimated, pixelsOfPng, pngHeader } from '../png';
import { cell, display } from './helpers';

const uint32 = (...numbers: number[]) => {
  const bytes = Buffer.alloc(4 * numbers.length);
  numbers.forEach((number, i) => bytes.writeUInt32BE(number, 4 * i));
  return bytes;
};

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

/** A PNG file of 10 × 10 pixels, eight bits in each of four channels unless said otherwise. */
function png(
  data: Buffer[],
  more: Buffer[] = [],
  [side, depth, interlaced] = [10, 8, 0]
): Uint8Array {
  return Uint8Array.from(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk(
        'IHDR',
        Buffer.concat([
          uint32(side, side),
          Buffer.from([depth, 6, 0, 0, interlaced])
        ])
      ),
      ...more,
      ...data.map(part => chunk('IDAT', part)),
      chunk('IEND', Buffer.alloc(0))
    ])
  );
}

const pixels = (length = 410, last = 0) => {
  const raw = Buffer.alloc(length);
  raw[length - 1] = last;
  return deflateSync(raw, { level: 9 });
};
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const read = (bytes: Uint8Array) => {
  const found = decodePicture(base64(bytes));
  return typeof found === 'string' ? found : found.width;
};

describe('a PNG file', () => {
  it.each([
    ['its pixels', png([pixels()])],
    ['a few bytes', png([pixels(), Buffer.from([1, 2, 3])])],
    [
      'its pixels in parts',
      png([pixels().subarray(0, 5), Buffer.alloc(0), pixels().subarray(5)])
    ],
    ['a long text', png([pixels()], [chunk('tEXt', Buffer.alloc(99_999, 65))])],
    [
      'a profile that is a bomb',
      png(
        [pixels()],
        [
          chunk(
            'iCCP',
            Buffer.concat([Buffer.from('a\0\0'), pixels(50_000_000)])
          )
        ]
      )
    ]
  ])('may hold %s', (_, file) => {
    expect(read(file)).toBe(10);
  });

  it.each([
    ['more than its pixels', png([pixels(411)])],
    ['a bomb', png([pixels(50_000_000)])],
    [
      'a bomb in parts',
      png([pixels(9e6).subarray(0, 9), pixels(9e6).subarray(9)])
    ],
    ['much that is nothing', png([Buffer.alloc(100_000)])]
  ])('must not hold %s', (_, file) => {
    const start = Date.now();
    expect(read(file)).toBe('It holds more than its pixels');
    expect(Date.now() - start).toBeLessThan(300);
  });

  it.each([
    ['pixels', png([])],
    ['the end of its pixels', png([pixels().subarray(0, 8)])],
    ['codes', png([Buffer.from([0x78, 0x9c, 0xff, 0xff, 0xff])])],
    ['rows', png([pixels(300)])]
  ])('is damaged without %s', (_, file) => {
    expect(read(file)).toBe('It is a damaged PNG file');
  });

  it('has at most half as many pixels of 16 bits', () => {
    expect(read(png([pixels()], [], [1500, 16, 0]))).toBe(
      'It has 2,250,000 pixels, more than 2,000,000'
    );
  });

  it('keeps what its pixels are made of, and nothing else', () => {
    const file = png([pixels()], [chunk('tIME', Buffer.alloc(7))]);
    const kept = pixelsOfPng(file) as Uint8Array;
    expect(Buffer.from(kept).includes('tIME')).toBe(false);
    expect(pngHeader(kept)).toEqual({ width: 10, height: 10, depth: 8 });
    expect(pixelsOfPng(kept)).toEqual(kept);
    expect(pngHeader(file.subarray(0, 20))).toBeNull();
  });

  it('is animated when that is told before its pixels', () => {
    expect(isAnimated(png([pixels()]))).toBe(false);
    expect(isAnimated(png([pixels()], [chunk('acTL', uint32(2, 0))]))).toBe(
      true
    );
    expect(isAnimated(new Uint8Array(3))).toBe(false);
  });
});

describe('colours of a PNG file', () => {
  const shown = (...more: Buffer[]) => png([pixels()], more);
  const usual = chunk('gAMA', uint32(45455));
  const other = chunk('gAMA', uint32(100_000));
  const profile = chunk('iCCP', Buffer.from('p\0\0x'));
  const srgb = chunk('sRGB', Buffer.from([0]));
  const compare = (old: Uint8Array, now: Uint8Array) =>
    compareCell(
      cell({
        old: [display({ 'image/png': base64(old) })],
        new: [display({ 'image/png': base64(now) })]
      }),
      DEFAULT_RULES
    ).outputs[0];

  it('are shown as usual, unless a gamma or a profile says otherwise', () => {
    expect(coloursOfPng(shown())).toBe('');
    expect(coloursOfPng(shown(usual))).toBe('');
    expect(coloursOfPng(shown(srgb, other))).toBe('');
    expect(coloursOfPng(shown(other))).toBe('gAMA 0 1 134 160 ');
  });

  it('are a remark where they are shown in another way', () => {
    for (const more of [other, profile]) {
      expect(compare(shown(), shown(more))).toMatchObject({
        verdict: 'close',
        cause: 'appearance'
      });
      expect(compare(shown(more), shown(more, usual)).verdict).toBe(
        'equivalent'
      );
    }
    expect(compare(shown(), shown(srgb)).verdict).toBe('equivalent');
  });
});
