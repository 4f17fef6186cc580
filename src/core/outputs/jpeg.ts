import { decode } from 'jpeg-js';

/** Decoded pixels of a JPEG file: four bytes a pixel, on a buffer of their own. */
export interface IJpeg {
  width: number;
  height: number;
  rgba: Uint8Array;
}

/** Most memory that decoding may take, in MB: enough for pictures of `megapixels` in progressive files. */
const MEMORY = 256;

/** Whether bytes begin as a JPEG file (ITU-T T.81, B.1.1.3: SOI, then another marker). */
export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/**
 * Decodes a JPEG file.
 *
 * @param megapixels - a larger picture is refused before it is decoded
 *
 * @returns the pixels, or why there are none
 */
export function decodeJpeg(
  bytes: Uint8Array,
  megapixels: number
): IJpeg | string {
  try {
    const { width, height, data } = decode(bytes, {
      useTArray: true,
      formatAsRGBA: true,
      tolerantDecoding: false,
      maxResolutionInMP: megapixels,
      maxMemoryUsageInMB: MEMORY
    });
    return { width, height, rgba: new Uint8Array(data) };
  } catch (error) {
    return /maxResolutionInMP|maxMemoryUsageInMB/.test(String(error))
      ? `It has more than ${megapixels} million pixels`
      : 'It is a damaged JPEG file, or of a kind that cannot be read';
  }
}

/** A segment of a JPEG file (T.81, B.1.1.4): its marker, and where its data begin and end. */
interface ISegment {
  marker: number;
  start: number;
  end: number;
}

/** The segments before the picture itself. */
function* segmentsOf(bytes: Uint8Array): Generator<ISegment> {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1];
    const end = at + 2 + 256 * bytes[at + 2] + bytes[at + 3];
    if (marker === 0xda) {
      return;
    }
    yield { marker, start: at + 4, end: Math.min(end, bytes.length) };
    at = end;
  }
}

/** The quantization tables of a JPEG file, which its quality decides. */
export function tablesOf(bytes: Uint8Array): string {
  let tables = '';
  for (const { marker, start, end } of segmentsOf(bytes)) {
    tables += marker === 0xdb ? `${bytes.subarray(start, end).join(' ')} ` : '';
  }
  return tables;
}

/** How a JPEG file is turned when it is shown, by its Exif block: 1 to 8; 1 where nothing is told. */
export function orientationOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { marker, start, end } of segmentsOf(bytes)) {
    const found =
      marker === 0xe1 && end - start >= 14
        ? exifOrientation(view, start, end)
        : null;
    if (found !== null) {
      return found;
    }
  }
  return 1;
}

/** The tag 0x0112 of the first directory of an Exif block (TIFF 6.0, section 2), or null. */
function exifOrientation(
  view: DataView,
  start: number,
  end: number
): number | null {
  const little = view.getUint16(start + 6) === 0x4949;
  if (view.getUint32(start) !== 0x45786966) {
    return null;
  }
  const directory = start + 6 + view.getUint32(start + 10, little);
  const entries = directory + 2 <= end ? view.getUint16(directory, little) : 0;
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + 12 * i;
    if (at + 12 > end) {
      break;
    }
    if (view.getUint16(at, little) === 0x0112) {
      const value = view.getUint16(at + 8, little);
      return value >= 1 && value <= 8 ? value : 1;
    }
  }
  return null;
}
