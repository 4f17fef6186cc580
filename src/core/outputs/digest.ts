import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

import type { IOutput } from '../notebook/facts';
import type { Steps } from '../steps';
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

/** Digests of several cells' outputs, with a pause after each. */
export function* digestSteps(outputs: IOutput[][]): Steps<string[]> {
  const digests: string[] = [];
  for (const each of outputs) {
    digests.push(digestOutputs(each));
    yield;
  }
  return digests;
}

/** SHA-256 of a text in UTF-8, in hex. */
export function digestText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/**
 * JSON with the keys of every object sorted and no blanks. Without recursion,
 * because a notebook may nest its data as deep as it likes.
 */
export function canonicalJson(value: unknown): string {
  const out: string[] = [];
  const todo: (string | object)[] = [pending(value)];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (typeof next === 'string') {
      out.push(next);
    } else if (Array.isArray(next)) {
      todo.push(']');
      for (let i = next.length - 1; i >= 0; i--) {
        todo.push(pending(next[i]));
        if (i > 0) {
          todo.push(',');
        }
      }
      todo.push('[');
    } else {
      const object = next as { [key: string]: unknown };
      const keys = Object.keys(object)
        .filter(key => object[key] !== undefined)
        .sort();
      todo.push('}');
      for (let i = keys.length - 1; i >= 0; i--) {
        const comma = i > 0 ? ',' : '';
        todo.push(
          pending(object[keys[i]]),
          `${comma}${JSON.stringify(keys[i])}:`
        );
      }
      todo.push('{');
    }
  }
  return out.join('');
}

/** A list or an object as it is, anything else as its JSON. */
function pending(value: unknown): string | object {
  return typeof value === 'object' && value !== null
    ? value
    : (JSON.stringify(value) ?? 'null');
}
