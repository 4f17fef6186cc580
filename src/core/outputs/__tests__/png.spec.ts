import { readFileSync } from 'fs';
import { join } from 'path';

import { encode } from 'fast-png';

import { DEFAULT_RULES, compareCell, compareNotebook } from '..';
import { cell, display } from './helpers';

/** One plot of matplotlib, and variants: one digit of the title, one point, … */
const PLOTS: { [name: string]: string } = JSON.parse(
  readFileSync(join(__dirname, 'fixtures', 'pictures.json'), 'utf8')
);

interface IImage {
  width: number;
  height: number;
  data: Uint8Array | Uint16Array;
  channels?: number;
  depth?: 1 | 2 | 4 | 8 | 16;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** A white picture with a black square whose corner is at (x, y). */
function square(x: number, y: number, width = 40, height = 30): IImage {
  const data = new Uint8Array(4 * width * height).fill(255);
  for (let i = x; i < x + 8; i++) {
    for (let j = y; j < y + 8; j++) {
      data.fill(0, 4 * (j * width + i), 4 * (j * width + i) + 3);
    }
  }
  return { width, height, data, channels: 4 };
}

function compare(old: string, now: string) {
  const run = cell({
    old: [display({ 'image/png': old })],
    new: [display({ 'image/png': now })]
  });
  const [output] = compareCell(run, DEFAULT_RULES).outputs;
  return { ...output, notebook: compareNotebook([run], DEFAULT_RULES).verdict };
}

const compareImages = (old: IImage, now: IImage) =>
  compare(base64(encode(old)), base64(encode(now)));

describe('pictures', () => {
  it('are equivalent when compression, text or channels differ but no pixel', () => {
    const image = square(5, 5);
    const opaque = {
      ...image,
      channels: 3,
      data: image.data.filter((_, i) => i % 4 !== 3) as Uint8Array
    };
    const loose = base64(encode(image, { zlib: { level: 0 } }));
    expect(compare(base64(encode(image)), loose).verdict).toBe('equivalent');
    expect(compareImages(image, opaque).verdict).toBe('equivalent');
  });

  it('differ by the pixels that changed', () => {
    const found = compareImages(square(5, 5), square(6, 5));
    expect(found.verdict).toBe('different');
    expect(found.message).toBe('Picture differs');
    expect(found.detail).toBe('16 pixels (1.3 %)');
  });

  it('of another size are not compared', () => {
    const found = compareImages(square(5, 5), square(5, 5, 41));
    expect(found.verdict).toBe('uncomparable');
    expect(found.message).toBe('Pictures differ in size');
    expect(found.cause).toBeNull();
    expect(found.detail).toBe('40 × 30 before, now 41 × 30 pixels');
  });

  const shaded = (shade: (level: number, i: number) => number) => {
    const image = square(5, 5);
    return { ...image, data: Uint8Array.from(image.data, shade) };
  };

  it('are close when single pixels are rounded in another way', () => {
    const image = shaded((v, i) => (i % 28 === 0 && v === 255 ? 254 : v));
    const found = compareImages(square(5, 5), image);
    expect(found.verdict).toBe('close');
    expect(found.notebook).toBe('verified');
  });

  it('are close, with a remark, when areas are one level darker', () => {
    const image = shaded(v => (v === 255 ? 254 : v));
    const found = compareImages(square(5, 5), image);
    expect(found.verdict).toBe('close');
    expect(found.notebook).toBe('remarks');
  });

  it('differ when an area has another colour, if hardly to see', () => {
    const image = shaded(v => (v === 0 ? 3 : v));
    const found = compareImages(square(5, 5), image);
    expect(found.verdict).toBe('different');
    expect(found.message).toBe('Colours differ');
  });

  it.each([
    ['one pixel of a small one', 28, 100, [[5, 5]], 20],
    [
      'one row of a small one',
      28,
      100,
      Array.from({ length: 28 }, (_, x) => [x, 9]),
      15
    ],
    [
      'a faint dot on an even ground',
      100,
      255,
      [
        [40, 40],
        [41, 40]
      ],
      -20
    ]
  ] as [string, number, number, number[][], number][])(
    'differ by %s',
    (_, size, ground, places, by) => {
      const picture = (change: number) => {
        const data = new Uint8Array(size * size);
        data.forEach(
          (_, i) => (data[i] = ground - ((i * i) % size) * (size < 64 ? 1 : 0))
        );
        places.forEach(([x, y]) => (data[y * size + x] += change));
        return { width: size, height: size, data, channels: 1 };
      };
      expect(compareImages(picture(0), picture(by)).verdict).toBe('different');
      expect(compareImages(picture(0), picture(0)).verdict).toBe('identical');
    }
  );

  it('differ when many pixels have another colour, if hardly to see', () => {
    const gradient = (step: number) => ({
      width: 60,
      height: 40,
      channels: 3,
      data: Uint8Array.from({ length: 7200 }, (_, i) =>
        Math.round(80 + ((i % 180) + i / 180) * step)
      )
    });
    const found = compareImages(gradient(0.5), gradient(0.53));
    expect(found.verdict).toBe('different');
    expect(found.message).toBe('Colours differ');
  });

  it('cannot be told the same when a smooth area differs by a level here and there', () => {
    const map = (scale: number, moved: number[] = []) => ({
      width: 120,
      height: 80,
      channels: 3,
      data: Uint8Array.from({ length: 28_800 }, (_, i) => {
        const pixel = Math.floor(i / 3);
        const level = 80 + (pixel % 120) * 0.8 + Math.floor(pixel / 120) * 0.3;
        return Math.round(level * scale) + (moved.includes(pixel) ? 1 : 0);
      })
    });
    const found = compareImages(map(1), map(1.001));
    expect(found.verdict).toBe('uncomparable');
    expect(found.message).toBe(
      'Colours of a smooth area differ by hardly anything'
    );
    expect(compareImages(map(1), map(1, [5000, 7000])).verdict).toBe('close');
  });

  it.each(['title', 'moved', 'limits'])(
    'of a plot differ with a small change: %s',
    change => {
      expect(compare(PLOTS.base, PLOTS[change]).verdict).toBe('different');
    }
  );

  it('that differ in edges only are close, with a remark', () => {
    // All points of a scatter plot moved by about a thousandth of the axis.
    const found = compare(PLOTS.edges, PLOTS.jitter);
    expect(found.verdict).toBe('close');
    expect(found.message).toBe('Same but for anti-aliasing');
    expect(found.notebook).toBe('remarks');
  });

  it('do not show the colour of clear pixels', () => {
    const clear = (value: number): IImage => {
      const image = square(5, 5);
      for (let i = 0; i < 400; i += 4) {
        image.data.set([value, value, value, 0], i);
      }
      return image;
    };
    expect(compareImages(clear(7), clear(9)).verdict).toBe('equivalent');
    expect(compareImages(clear(7), square(5, 5)).verdict).toBe('different');
  });

  it('with 16 bits differ in the lower ones', () => {
    const deep = (value: number): IImage => ({
      width: 10,
      height: 10,
      depth: 16,
      channels: 1,
      data: new Uint16Array(100).fill(value)
    });
    expect(compareImages(deep(0x1200), deep(0x1200)).verdict).toBe('identical');
    expect(compareImages(deep(0x1200), deep(0x1201)).verdict).toBe('close');
    expect(compareImages(deep(0x1200), deep(0xf200)).verdict).toBe('different');
  });

  it('of one bit a pixel are unpacked row by row', () => {
    const bits = (last: number): IImage => ({
      width: 10,
      height: 2,
      depth: 1,
      channels: 1,
      data: Uint8Array.from([0b10101010, 0b10000000, 0b11110000, last])
    });
    // What fills the last byte of a row is not a pixel.
    expect(compareImages(bits(0b10000000), bits(0b10111111)).verdict).toBe(
      'equivalent'
    );
    expect(compareImages(bits(0b10000000), bits(0b11000000)).verdict).toBe(
      'different'
    );
  });

  it('that move are not told by their first frame', () => {
    const bytes = encode(square(5, 5));
    const chunk = (frames: number) =>
      Uint8Array.from([
        ...[0, 0, 0, 8, 0x61, 0x63, 0x54, 0x4c],
        ...[0, 0, 0, frames, 0, 0, 0, 0, 0, 0, 0, 0]
      ]);
    const moving = (frames: number) =>
      base64(
        Uint8Array.from([
          ...bytes.slice(0, 33),
          ...chunk(frames),
          ...bytes.slice(33)
        ])
      );
    expect(compare(moving(2), moving(2)).verdict).toBe('identical');
    expect(compare(moving(2), moving(3)).verdict).toBe('uncomparable');
    expect(compare(base64(bytes), moving(3)).verdict).toBe('uncomparable');
  });

  it.each([
    ['no base64', '!!!'],
    ['no PNG', base64(Uint8Array.from({ length: 60 }, (_, i) => i))],
    ['cut short', base64(encode(square(5, 5)).slice(0, 60))],
    ['nothing', '']
  ])('that cannot be read are not compared: %s', (_, text) => {
    expect(compare(base64(encode(square(5, 5))), text).verdict).toBe(
      'uncomparable'
    );
    expect(compare(text, base64(encode(square(5, 5)))).notebook).toBe(
      'could-not-verify'
    );
  });

  it('beyond four million pixels are not decoded', () => {
    const huge = encode(square(5, 5));
    new DataView(huge.buffer, huge.byteOffset).setUint32(16, 0x7fffffff);
    const found = compare(base64(encode(square(5, 5))), base64(huge));
    expect(found.verdict).toBe('uncomparable');
    expect(found.detail).toMatch(/more than 4,000,000$/);
  });
});
