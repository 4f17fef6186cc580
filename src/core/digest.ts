import { sha256 } from '@noble/hashes/sha2.js';
import { TextCache } from './cache';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 of a text's UTF-8 bytes: 64 lower-case hex digits. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/**
 * A cell's source as far as it matters to a run: `\n` line ends, no white space
 * at the end of the cell.
 */
export function normaliseSource(source: string): string {
  return source.replace(/\r\n?/g, '\n').trimEnd();
}

/** Digest by which a cell is recognised as unedited. */
export function digestSource(source: string): string {
  let digest = digests.get(source);
  if (digest === undefined) {
    digest = sha256Hex(normaliseSource(source));
    digests.set(source, digest);
  }
  return digest;
}

const digests = new TextCache<string>(2_000_000);
