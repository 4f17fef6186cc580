import type { IOutput } from '../notebook/facts';
import { isJsonMime } from './canonical';

/** Most differences that are listed, and most values that are looked at. */
const MOST = 100;
const MAX_VALUES = 400_000;
const MAX_DEPTH = 200;
/** Characters of a value that are shown. */
const MAX_SHOWN = 120;

/** One place in which two data outputs differ. */
export interface IDataDifference {
  /** `data[0].y[3]`; empty for the whole. */
  path: string;
  /** The values as JSON, shortened; null where that side has none. */
  old: string | null;
  now: string | null;
}

export interface IDataDiff {
  differences: IDataDifference[];
  /** Whether there are more than are listed. */
  more: boolean;
}

/**
 * The values in which two data outputs (JSON, plots) differ, for a person to see: to the letter, without tolerance. Null
 * when one of them has no data of that type.
 */
export function dataDiff(
  mime: string,
  old: IOutput,
  now: IOutput
): IDataDiff | null {
  const a = valueOf(old, mime);
  const b = valueOf(now, mime);
  if (!isJsonMime(mime) || a === undefined || b === undefined) {
    return null;
  }
  const found: IDataDiff = { differences: [], more: false };
  const todo: [unknown, unknown, string, number][] = [[a, b, '', 0]];
  let values = 0;
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const [left, right, path, depth] = next;
    if (left === right || (left !== left && right !== right)) {
      continue;
    }
    if (found.differences.length >= MOST || ++values > MAX_VALUES) {
      found.more = true;
      break;
    }
    const pairs = depth < MAX_DEPTH ? partsOf(left, right, path) : null;
    if (pairs === null) {
      found.differences.push({ path, old: show(left), now: show(right) });
      continue;
    }
    for (const [x, y, at] of pairs.reverse()) {
      todo.push([x, y, at, depth + 1]);
    }
  }
  return found;
}

/** The values within two lists or two objects, with their paths; null for anything else. */
function partsOf(
  a: unknown,
  b: unknown,
  path: string
): [unknown, unknown, string][] | null {
  if (Array.isArray(a) && Array.isArray(b)) {
    const length = Math.max(a.length, b.length);
    return Array.from({ length }, (_, i) => [a[i], b[i], `${path}[${i}]`]);
  }
  if (isObject(a) && isObject(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.map(key => [
      Object.hasOwn(a, key) ? a[key] : undefined,
      Object.hasOwn(b, key) ? b[key] : undefined,
      path === '' ? key : `${path}.${key}`
    ]);
  }
  return null;
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string | null {
  if (value === undefined) {
    return null;
  }
  // A large value is named by its kind: turning it to text would take long.
  const text = Array.isArray(value)
    ? `[… ${value.length}]`
    : isObject(value)
      ? `{… ${Object.keys(value).length}}`
      : JSON.stringify(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 1)}…` : text;
}

/** Undefined when the output has no data of the type, or none that can be read. */
function valueOf(output: IOutput, mime: string): unknown {
  const value = (output.data as { [mime: string]: unknown } | undefined)?.[
    mime
  ];
  if (typeof value !== 'string') {
    return value;
  }
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}
