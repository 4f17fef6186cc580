import { decode } from 'fast-png';
import type { DecodedPng } from 'fast-png';

import { fromBase64 } from './base64';
import { groupDigits } from './digits';
import { decodeJpeg, isJpeg } from './jpeg';
import { count } from './match';

/** Most pixels that are decoded: 0.3 s for a pair. */
const MAX_PIXELS = 4_000_000;

/** Decoded pixels. */
export interface IPicture {
  width: number;
  height: number;
  /** Four bytes a pixel, on a buffer of their own; clear pixels are all 0. */
  rgba: Uint8Array;
  /** All four channels, when the file has 16 bits in each. */
  deep: Uint16Array | null;
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
      : { ...jpeg, deep: null, frames: '' };
  }
  if (bytes.length < 33 || readUint32(bytes, 0) !== 0x89504e47) {
    return 'It is neither a PNG nor a JPEG file';
  }
  const pixels = readUint32(bytes, 16) * readUint32(bytes, 20);
  if (pixels > MAX_PIXELS) {
    return `It has ${count(pixels, 'pixel')}, more than ${groupDigits(MAX_PIXELS)}`;
  }
  // Compression hardly makes more of it: this is no picture but a bomb.
  if (dataLength(bytes) > 1.01 * rawLength(bytes) + 65_536) {
    return 'It holds more than its pixels';
  }
  try {
    const png = decode(bytes);
    return {
      width: png.width,
      height: png.height,
      ...toRgba(png),
      frames: isAnimated(bytes) ? base64 : ''
    };
  } catch {
    return 'It is a damaged PNG file';
  }
}

/** Whether there is an `acTL` chunk before the pixels (APNG). */
function isAnimated(bytes: Uint8Array): boolean {
  for (let at = 8; at + 8 <= bytes.length; at += 12 + readUint32(bytes, at)) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === 'acTL') {
      return true;
    }
    if (type === 'IDAT') {
      return false;
    }
  }
  return false;
}

/** Bytes of all compressed pixel data: the `IDAT` chunks. */
function dataLength(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 8; at + 8 <= bytes.length; at += 12 + readUint32(bytes, at)) {
    const isData =
      bytes[at + 4] === 0x49 &&
      bytes[at + 5] === 0x44 &&
      bytes[at + 6] === 0x41 &&
      bytes[at + 7] === 0x54;
    sum += isData ? readUint32(bytes, at) : 0;
  }
  return sum;
}

/** Bytes of the pixels before compression, a byte for each row's filter, and twice that for interlacing. */
function rawLength(bytes: Uint8Array): number {
  const width = readUint32(bytes, 16);
  const height = readUint32(bytes, 20);
  const channels = [1, 1, 3, 1, 2, 1, 4][bytes[25]] ?? 4;
  return 2 * height * (1 + Math.ceil((width * channels * bytes[24]) / 8));
}

function readUint32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
}

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
