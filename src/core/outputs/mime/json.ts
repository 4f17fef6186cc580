import { sumHits, tellHits } from '../hits';
import { apart, count, joined, match, shareOf } from '../match';
import type { Comparer, IContext, IMatch } from '../match';
import { compareText } from '../text/compare';
import { isNoise } from '../text/numbers';
import { compareValueText } from '../text/value';
import type { IMaskHits } from '../types';

/** Values, all in all. */
const MAX_VALUES = 400_000;

/** Differing values after which texts are only tested for equality. */
const MAX_TEXTS = 500;

/** Texts that are equal but for what the masks hide. */
const MAX_MASKED = 5_000;

/** Objects within objects. */
const MAX_DEPTH = 200;

/** What the comparison of two values found. */
interface IFindings {
  /** Lists and objects among them. */
  values: number;
  /** Those that hold no others, each where it stands on one side at least. */
  leaves: number;
  /** Numbers that are not equal. */
  numbers: number;
  changed: number;
  close: number;
  deviation: number;
  /** Path of the first difference. */
  path: string | null;
  /** Whether something else than a number differs. */
  other: boolean;
  /** Values that are equal. */
  same: number;
  /** Texts that are equal after masking, and their partners: an id that was one must stay one. */
  masked: number;
  partners: Map<string, string>;
  taken: Set<string>;
  /** What masks hid in texts. */
  masks: IMaskHits[];
  /** Why a text may or may not be the same, or null. */
  doubt: string | null;
  limit: string | null;
}

/** JSON texts: objects unordered, arrays ordered, numbers within tolerance. */
export const compareJson: Comparer = (old, now, context) => {
  const a = parseJson(old);
  const b = parseJson(now);
  return a === undefined || b === undefined
    ? compareText(old, now, context)
    : compareData(a, b, context);
};

/** Data whose numbers are results: where they are too large to have been read exactly, nothing is proved. */
export function compareData(
  old: unknown,
  now: unknown,
  context: IContext
): IMatch {
  const found = compareValues(old, now, context);
  return found.verdict !== 'different' && holdsInexact(old)
    ? match(
        'uncomparable',
        null,
        'Numbers too large to compare',
        'Integers from 2⁵³ on lose their last digits when the file is read'
      )
    : found;
}

/** Whether there is an integer that may have lost digits when it was read. */
export function holdsInexact(value: unknown): boolean {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const item = open.pop();
    if (typeof item === 'number') {
      if (Number.isInteger(item) && !Number.isSafeInteger(item)) {
        return true;
      }
    } else if (typeof item === 'object' && item !== null) {
      for (const each of Object.values(item)) {
        open.push(each);
      }
    }
  }
  return false;
}

/** Undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Compares two plain values deeply. */
export function compareValues(
  old: unknown,
  now: unknown,
  context: IContext
): IMatch {
  const found: IFindings = {
    values: 0,
    leaves: 0,
    numbers: 0,
    changed: 0,
    close: 0,
    deviation: 0,
    path: null,
    other: false,
    same: 0,
    masked: 0,
    partners: new Map(),
    taken: new Set(),
    doubt: null,
    masks: [],
    limit: null
  };
  compare(old, now, '', 0, 0, found, context);
  const { masks, deviation } = found;
  return {
    ...judge(found),
    ...(masks.length > 0 ? { masks } : {}),
    ...(deviation > 0 ? { deviation } : {})
  };
}

function judge(found: IFindings): IMatch {
  if (found.limit !== null) {
    return match('uncomparable', null, 'Too large to compare', found.limit);
  }
  if (found.changed > 0) {
    const share = shareOf(found.changed, found.leaves, 'value');
    const at = found.path === '' ? [] : [`at ${found.path}`];
    return found.other
      ? match('different', 'value', 'Data differs', joined(...share, ...at))
      : match(
          'different',
          'value',
          'Numbers differ',
          joined(...share, apart(found.deviation, found.numbers), ...at)
        );
  }
  if (found.doubt !== null) {
    return match('uncomparable', 'time', found.doubt);
  }
  if (found.close > 0) {
    return match(
      'close',
      'value',
      'Numbers are close',
      apart(found.deviation, found.numbers)
    );
  }
  if (found.masked === 0) {
    return match('equivalent', 'appearance', 'Same data');
  }
  const told = tellHits(found.masks);
  return found.same === 0
    ? match('uncomparable', 'identity', `Nothing but ${told} to compare`)
    : match('equivalent', 'identity', `Same after ignoring ${told}`);
}

function compare(
  old: unknown,
  now: unknown,
  path: string,
  depth: number,
  scale: number,
  found: IFindings,
  context: IContext
): void {
  if (found.limit !== null) {
    return;
  }
  if (++found.values > MAX_VALUES) {
    found.limit = `More than ${count(MAX_VALUES, 'value')}`;
  } else if (depth > MAX_DEPTH) {
    found.limit = `More than ${MAX_DEPTH} levels`;
  } else if (Array.isArray(old) && Array.isArray(now)) {
    compareArrays(old, now, path, depth, found, context);
  } else if (isObject(old) && isObject(now)) {
    compareObjects(old, now, path, depth, found, context);
  } else {
    found.leaves++;
    compareLeaves(old, now, path, scale, found, context);
  }
}

function compareLeaves(
  old: unknown,
  now: unknown,
  path: string,
  scale: number,
  found: IFindings,
  context: IContext
): void {
  if (typeof old === 'number' && typeof now === 'number') {
    compareNumber(old, now, path, scale, found, context);
  } else if (typeof old === 'string' && typeof now === 'string') {
    compareString(old, now, path, found, context);
  } else if (old !== now) {
    differ(path, found);
  } else {
    found.same++;
  }
}

function compareObjects(
  old: { [key: string]: unknown },
  now: { [key: string]: unknown },
  path: string,
  depth: number,
  found: IFindings,
  context: IContext
): void {
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
    const at = path === '' ? key : `${path}.${key}`;
    if (Object.hasOwn(old, key) && Object.hasOwn(now, key)) {
      compare(old[key], now[key], at, depth + 1, 0, found, context);
    } else {
      found.leaves++;
      differ(at, found);
    }
  }
}

function compareArrays(
  old: unknown[],
  now: unknown[],
  path: string,
  depth: number,
  found: IFindings,
  context: IContext
): void {
  if (old.length !== now.length) {
    found.leaves++;
    differ(`${path}[${Math.min(old.length, now.length)}]`, found);
    return;
  }
  let scale = 0;
  for (const values of [old, now]) {
    for (const value of values) {
      scale = Math.max(scale, typeof value === 'number' ? Math.abs(value) : 0);
    }
  }
  old.forEach((value, i) =>
    compare(value, now[i], `${path}[${i}]`, depth + 1, scale, found, context)
  );
}

/** JSON does not tell 1 from 1.0, so whole numbers are exact among themselves. */
function compareNumber(
  a: number,
  b: number,
  path: string,
  scale: number,
  found: IFindings,
  context: IContext
): void {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) {
    found.same++;
    return;
  }
  const { tolerance } = context.rules;
  const deviation = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
  const whole = Number.isInteger(a) && Number.isInteger(b);
  const close =
    !whole && tolerance > 0 && (deviation <= tolerance || isNoise(a, b, scale));
  found.deviation = Math.max(found.deviation, deviation || 0);
  found.numbers++;
  if (close) {
    found.close++;
  } else {
    found.changed++;
    found.path ??= path;
  }
}

function compareString(
  old: string,
  now: string,
  path: string,
  found: IFindings,
  context: IContext
): void {
  if (old === now) {
    found.same++;
    return;
  }
  if (found.masked >= MAX_MASKED) {
    found.limit = `More than ${count(MAX_MASKED, 'text')} to look into`;
    return;
  }
  if (found.changed >= MAX_TEXTS) {
    differ(path, found);
    return;
  }
  // The same texts stand in many places.
  const known = found.partners.get(old);
  if (known === now) {
    found.masked++;
    return;
  }
  const text = compareValueText(old, now, context);
  found.doubt ??= text.doubt;
  found.masks = sumHits([found.masks, text.masks]);
  found.deviation = Math.max(found.deviation, text.deviation);
  // How many differ within it is not known.
  found.numbers += text.deviation > 0 ? 2 : 0;
  if (text.verdict === 'too long') {
    found.limit = 'A text is too long';
  } else if (text.verdict === 'close') {
    found.close++;
  } else if (
    text.verdict === 'masked' &&
    (!text.names || (known === undefined && !found.taken.has(now)))
  ) {
    found.masked++;
    found.same += text.rest ? 1 : 0;
    if (text.names) {
      found.partners.set(old, now);
      found.taken.add(now);
    }
  } else {
    differ(path, found);
  }
}

function differ(path: string, found: IFindings): void {
  found.changed++;
  found.other = true;
  found.path ??= path === '' ? 'the top' : path;
}

export function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
