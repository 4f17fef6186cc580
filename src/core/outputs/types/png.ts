import { decode, convertIndexedToRgb } from 'fast-png';
import pixelmatch from 'pixelmatch';

import { IDENTICAL, count, match, percent } from '../match';
import type { Comparer, IMatch } from '../match';
import { fromBase64 } from '../base64';

/** Most pixels that are decoded; a picture of 40 megapixels takes seconds. */
const MAX_PIXELS = 8_000_000;

/** Pixels as 8-bit RGBA, and whether any channel had more bits. */
interface IPicture {
  width: number;
  height: number;
  rgba: Uint8Array;
  /** Samples as stored, when they have more than 8 bits. */
  deep: Uint16Array | null;
}

/**
 * Compares decoded pixels, so that compression and text chunks (date, software
 * version) do not count.
 */
export const comparePng: Comparer = (old, now) => {
  if (old === now) {
    return IDENTICAL;
  }
  const a = decodePicture(old);
  const b = decodePicture(now);
  if (typeof a === 'string' || typeof b === 'string') {
    return match(
      'uncomparable',
      null,
      'Picture cannot be read',
      typeof a === 'string' ? a : (b as string)
    );
  }
  return comparePictures(a, b);
};

function comparePictures(a: IPicture, b: IPicture): IMatch {
  if (a.width !== b.width || a.height !== b.height) {
    return match(
      'uncomparable',
      'appearance',
      'Pictures differ in size',
      `${a.width} × ${a.height} and ${b.width} × ${b.height} pixels`
    );
  }
  const total = a.width * a.height;
  const changed = differingPixels(a, b);
  if (changed === 0) {
    return match('equivalent', null, 'Same pixels');
  }
  const share = `${count(changed, 'pixel')} (${percent(changed, total)})`;
  const visible = pixelmatch(a.rgba, b.rgba, undefined, a.width, a.height);
  return visible === 0
    ? match('close', 'appearance', 'Same but for anti-aliasing', share)
    : match('different', 'value', 'Picture differs', share);
}

function differingPixels(a: IPicture, b: IPicture): number {
  let changed = 0;
  for (let i = 0; i < a.rgba.length; i += 4) {
    let same = true;
    for (let c = i; c < i + 4 && same; c++) {
      same = a.rgba[c] === b.rgba[c] && a.deep?.[c] === b.deep?.[c];
    }
    changed += same ? 0 : 1;
  }
  return changed;
}

/** The picture in a base64 text, or why there is none. */
function decodePicture(base64: string): IPicture | string {
  const bytes = fromBase64(base64);
  if (bytes === null) {
    return 'It is not base64';
  }
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 33 || header.getUint32(0) !== 0x89504e47) {
    return 'It is not a PNG file';
  }
  const pixels = header.getUint32(16) * header.getUint32(20);
  if (pixels > MAX_PIXELS) {
    return `It has ${count(pixels, 'pixel')}, more than are compared`;
  }
  try {
    const png = decode(bytes);
    const indexed = png.palette !== undefined;
    const data = indexed ? convertIndexedToRgb(png) : png.data;
    const channels = indexed ? data.length / pixels : png.channels;
    return toRgba(png.width, png.height, data, channels, png.depth);
  } catch {
    return 'It is a damaged PNG file';
  }
}

function toRgba(
  width: number,
  height: number,
  data: ArrayLike<number>,
  channels: number,
  depth: number
): IPicture {
  const pixels = width * height;
  const wide = depth === 16;
  const full = wide ? 0xffff : 0xff;
  const samples = wide
    ? new Uint16Array(4 * pixels)
    : new Uint8Array(4 * pixels);
  const grey = channels < 3;
  const alpha = channels === 2 || channels === 4;
  for (let p = 0; p < pixels; p++) {
    const from = p * channels;
    const opacity = alpha ? data[from + channels - 1] : full;
    for (let c = 0; c < 3; c++) {
      // The colour of a fully transparent pixel is not seen.
      samples[4 * p + c] = opacity === 0 ? 0 : data[from + (grey ? 0 : c)];
    }
    samples[4 * p + 3] = opacity;
  }
  return wide
    ? {
        width,
        height,
        rgba: Uint8Array.from(samples, sample => sample >> 8),
        deep: samples as Uint16Array
      }
    : { width, height, rgba: samples as Uint8Array, deep: null };
}
