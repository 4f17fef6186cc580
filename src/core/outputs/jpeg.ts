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
