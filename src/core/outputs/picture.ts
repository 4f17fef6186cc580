import { decode } from 'fast-png';
import type { DecodedPng } from 'fast-png';

import { fromBase64 } from './base64';
import { groupDigits } from './digits';
import { decodeJpeg, isJpeg, orientationOf, tablesOf } from './jpeg';
import { count } from './match';
import { coloursOfPng, isAnimated, pixelsOfPng, pngHeader } from './png';

/** Most pixels that are decoded: 0.3 s for a pair; half as many of those with 16 bits a channel. */
const MAX_PIXELS = 4_000_000;

/** Decoded pixels. */
export interface IPicture {
  width: number;
  height: number;
  /** Four bytes a pixel, on a buffer of their own; clear pixels are all 0. */
  rgba: Uint8Array;
  /** All four channels, when the file has 16 bits in each. */
  deep: Uint16Array | null;
  /** Gamma and colour profile, where they are not the usual ones. */
  colours: string;
  /** How it is turned when it is shown (Exif orientation); 1 is not at all. */
  turned: number;
  /** What a JPEG file was rounded by; '' for other files. */
  tables: string;
  /** What follows the first frame of an animation, as stored; '' without. */
  frames: string;
}

/** The picture in a base64 text of a PNG or JPEG file, or why there is none. */
export function decodePicture(base64: string): IPicture | string {
  const bytes = fromBase64(base64);
  if (bytes === null) {
    return 'It is not base64';
  }
  if (isJpeg(bytes)) {
    const jpeg = decodeJpeg(bytes, MAX_PIXELS / 1_000_000);
    return typeof jpeg === 'string'
      ? jpeg
      : {
          ...jpeg,
          deep: null,
          colours: '',
          turned: orientationOf(bytes),
          tables: tablesOf(bytes),
          frames: ''
        };
  }
  const header = pngHeader(bytes);
  if (header === null) {
    return 'It is neither a PNG nor a JPEG file';
  }
  const pixels = header.width * header.height;
  const most = header.depth === 16 ? MAX_PIXELS / 2 : MAX_PIXELS;
  if (pixels > most) {
    return `It has ${count(pixels, 'pixel')}, more than ${groupDigits(most)}`;
  }
  try {
    const file = pixelsOfPng(bytes);
    if (typeof file === 'string') {
      return file === 'damaged' ? DAMAGED : 'It holds more than its pixels';
    }
    const png = decode(file);
    return {
      width: png.width,
      height: png.height,
      ...toRgba(png),
      colours: coloursOfPng(bytes),
      turned: 1,
      tables: '',
      frames: isAnimated(bytes) ? base64 : ''
    };
  } catch {
    return DAMAGED;
  }
}

const DAMAGED = 'It is a damaged PNG file';

/** Any colour type and depth as RGBA (PNG specification, sections 11.2, 13). */
function toRgba(png: DecodedPng): Pick<IPicture, 'rgba' | 'deep'> {
  const { width, height, depth, channels, palette } = png;
  if (depth === 8 && channels === 4 && png.data.length === 4 * width * height) {
    return { rgba: withoutClearColours(png.data), deep: null };
  }
  const samples = depth < 8 ? unpack(png) : png.data;
  if (samples.length !== width * height * channels) {
    throw new RangeError('Not the announced number of samples');
  }
  const wide = depth === 16;
  const full = wide ? 0xffff : 0xff;
  const scale = palette || depth >= 8 ? 1 : 255 / ((1 << depth) - 1);
  const grey = channels < 3;
  const alpha = channels === 2 || channels === 4;
  const clear = palette ? undefined : png.transparency;
  const out = wide
    ? new Uint16Array(4 * width * height)
    : new Uint8Array(4 * width * height);
  for (let from = 0, to = 0; to < out.length; from += channels, to += 4) {
    let opacity = alpha ? samples[from + channels - 1] : full;
    if (palette) {
      const colour = palette[samples[from]];
      opacity = colour[3] ?? full;
      out.set(colour, to);
    } else {
      for (let c = 0; c < 3; c++) {
        out[to + c] = samples[from + (grey ? 0 : c)] * scale;
      }
      if (clear?.length && isColour(samples, from, clear)) {
        opacity = 0;
      }
    }
    out[to + 3] = opacity;
    if (opacity === 0) {
      out.fill(0, to, to + 3);
    }
  }
  return wide
    ? {
        rgba: Uint8Array.from(out, sample => sample >> 8),
        deep: out as Uint16Array
      }
    : { rgba: out as Uint8Array, deep: null };
}

/** The pixels of the most common kind of file; those that are clear have no colour. */
function withoutClearColours(data: ArrayLike<number>): Uint8Array {
  const rgba = new Uint8Array(data);
  for (let i = 3; i < rgba.length; i += 4) {
    if (rgba[i] === 0) {
      rgba.fill(0, i - 3, i);
    }
  }
  return rgba;
}

function isColour(
  samples: ArrayLike<number>,
  from: number,
  colour: ArrayLike<number>
): boolean {
  for (let c = 0; c < colour.length; c++) {
    if (samples[from + c] !== colour[c]) {
      return false;
    }
  }
  return true;
}

/** Samples of fewer than eight bits; every row begins with a new byte. */
function unpack({ width, height, depth, data }: DecodedPng): Uint8Array {
  const stride = Math.ceil((width * depth) / 8);
  if (data.length !== stride * height) {
    throw new RangeError('Not the announced number of bytes');
  }
  const samples = new Uint8Array(width * height);
  const mask = (1 << depth) - 1;
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to++) {
      const bit = x * depth;
      const byte = data[y * stride + (bit >> 3)];
      samples[to] = (byte >> (8 - depth - (bit & 7))) & mask;
    }
  }
  return samples;
}
