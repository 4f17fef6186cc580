import { unpacks } from './inflate';

/** A chunk of a PNG file (specification, section 5.3): `at` is where its data begin. */
interface IChunk {
  type: string;
  at: number;
  length: number;
}

/** What the header of a PNG file announces. */
export interface IPngHeader {
  width: number;
  height: number;
  depth: number;
}

/** Chunks that say how pixels are shown. */
const COLOURS = /^(?:gAMA|cHRM|iCCP|cICP)$/;

/** Data of chunks that say what is understood without them: sRGB (section 11.3.3.5). */
const USUAL = [
  [45455],
  [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000]
].map(numbers => numbers.flatMap(uint32).join(' '));

/** Null when the bytes do not begin as a PNG file. */
export function pngHeader(bytes: Uint8Array): IPngHeader | null {
  return bytes.length < 33 || readUint32(bytes, 0) !== 0x89504e47
    ? null
    : {
        width: readUint32(bytes, 16),
        height: readUint32(bytes, 20),
        depth: bytes[24]
      };
}

/**
 * A PNG file without what does not make its pixels. Memory that unpacking it
 * takes is bounded by the size that its header announces.
 *
 * @returns why not, when its pixels are more than announced, or cannot be unpacked
 */
export function pixelsOfPng(
  bytes: Uint8Array
): Uint8Array | 'too long' | 'damaged' {
  const before = new Bytes(bytes.length);
  const data = new Bytes(bytes.length);
  before.add(bytes.subarray(0, 8));
  for (const { type, at, length } of chunksOf(bytes)) {
    if (type === 'IDAT') {
      data.add(bytes.subarray(at, at + length));
    } else if (/^(?:IHDR|PLTE|tRNS)$/.test(type)) {
      before.add(bytes.subarray(at - 8, at + length + 4));
    }
  }
  const packed = data.all();
  const most = unpackedLength(bytes);
  // Compression hardly makes more of it, and unpacking nothing takes time too.
  const found =
    packed.length > 1.01 * most + 65_536
      ? 'too long'
      : unpacks(packed.subarray(2), most);
  if (found !== 'fits') {
    return found;
  }
  for (const [type, content] of [
    ['IDAT', packed],
    ['IEND', packed.subarray(0, 0)]
  ] as const) {
    before.add(Uint8Array.from(uint32(content.length)));
    before.add(Uint8Array.from(type, letter => letter.charCodeAt(0)));
    before.add(content);
    // The decoder does not look at checksums.
    before.add(new Uint8Array(4));
  }
  return before.all();
}

function uint32(number: number): number[] {
  return [24, 16, 8, 0].map(shift => (number >>> shift) & 255);
}

/** Bytes put together. */
class Bytes {
  constructor(expected: number) {
    this._bytes = new Uint8Array(expected + 64);
  }

  add(part: Uint8Array): void {
    this._bytes.set(part, this._length);
    this._length += part.length;
  }

  all(): Uint8Array {
    return this._bytes.slice(0, this._length);
  }

  private _bytes: Uint8Array;
  private _length = 0;
}

/** Gamma and colour profile by which pixels are shown; '' for what is usual. */
export function coloursOfPng(bytes: Uint8Array): string {
  let colours = '';
  for (const { type, at, length } of chunksOf(bytes)) {
    if (type === 'sRGB') {
      return '';
    }
    if (COLOURS.test(type)) {
      const data = bytes.subarray(at, at + length).join(' ');
      colours += USUAL.includes(data) ? '' : `${type} ${data} `;
    }
  }
  return colours;
}

/** Whether there is an `acTL` chunk before the pixels (APNG). */
export function isAnimated(bytes: Uint8Array): boolean {
  for (const { type } of chunksOf(bytes)) {
    if (type === 'acTL' || type === 'IDAT') {
      return type === 'acTL';
    }
  }
  return false;
}

/** All chunks that are complete. */
function* chunksOf(bytes: Uint8Array): Generator<IChunk> {
  for (let at = 16; at <= bytes.length;) {
    const length = readUint32(bytes, at - 8);
    if (at + length + 4 > bytes.length) {
      return;
    }
    const type = String.fromCharCode(...bytes.subarray(at - 4, at));
    yield { type, at, length };
    at += length + 12;
  }
}

/**
 * Bytes of the pixels before compression, at most: rows with a byte for the
 * filter, of which interlacing makes fewer than twice as many, each rounded up.
 */
function unpackedLength(bytes: Uint8Array): number {
  const { width, height, depth } = pngHeader(bytes)!;
  const channels = [1, 1, 3, 1, 2, 1, 4][bytes[25]] ?? 4;
  const pixels = height * (1 + Math.ceil((width * channels * depth) / 8));
  return pixels + (bytes[28] === 0 ? 0 : 2 * (height + 8) * 2);
}

function readUint32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
}
