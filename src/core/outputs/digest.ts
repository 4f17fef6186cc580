import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

import type { IOutput } from '../notebook/facts';
import { canonicalOutputs } from './canonical';

/**
 * SHA-256, in hex, of the canonical outputs of a cell. Execution counts,
 * metadata, tracebacks and the chunking of streams do not enter.
 */
export function digestOutputs(outputs: IOutput[]): string {
  const canonical = canonicalOutputs(outputs).map(output => {
    const { traceback, ...rest } = output;
    return rest;
  });
  return digestText(canonicalJson(canonical));
}

/** SHA-256 of a text in UTF-8, in hex. */
export function digestText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** JSON with the keys of every object sorted and no blanks. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(
          Object.entries(item).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
        )
      : item
  );
}
