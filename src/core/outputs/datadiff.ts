import type { IOutput } from '../notebook/facts';
import { isJsonMime } from './canonical';
import { count } from './match';
import {
  bokehArray,
  isBokehArray,
  isPlotlyArray,
  plotlyArray
} from './mime/arrays';
import { isObject } from './mime/json';
import { bokehIn } from './mime/script';

/** Most differences that are listed, and most values that differ and are looked into. */
export const MOST_LISTED = 100;
const MAX_VALUES = 400_000;
const MAX_DEPTH = 200;
/** Characters of a value that are shown. */
const MAX_SHOWN = 120;
/** Characters of base64 that are read as numbers: 4 MB of them. */
const MAX_PACKED = 5_400_000;

/** One place in which two data outputs differ. */
export interface IDataDifference {
  /** `data[0].y[3]`; empty for the whole. */
  path: string;
  /** The values as JSON, shortened; null where that side has none. */
  old: string | null;
  now: string | null;
}

export interface IDataDiff {
  /** The first hundred. */
  differences: IDataDifference[];
  /** How many more there are. */
  more: number;
  /** Whether looking ended early, so that there may be more than that. */
  cut: boolean;
}

interface ISearch extends IDataDiff {
  values: number;
  /** Whether arrays are those of plotly. */
  plotly: boolean;
}

/**
 * The values in which two data outputs (JSON, plots, scripts that draw with bokeh) differ, for a person to see: to the letter, without tolerance. Arrays
 * of numbers that plotly and bokeh pack are read as the comparison does, up to 4 MB each. Null when one of the outputs has
 * no data of that type.
 */
export function dataDiff(
  mime: string,
  old: IOutput,
  now: IOutput
): IDataDiff | null {
  const a = valueOf(old, mime);
  const b = valueOf(now, mime);
  if (a === undefined || b === undefined) {
    return null;
  }
  const plotly = /plotly/i.test(mime);
  const found: ISearch = {
    differences: [],
    more: 0,
    cut: false,
    values: 0,
    plotly
  };
  walk(a, b, '', 0, found);
  const { differences, more, cut } = found;
  return { differences, more, cut };
}

function walk(
  a: unknown,
  b: unknown,
  path: string,
  depth: number,
  found: ISearch
): void {
  if (found.cut || a === b || (a !== a && b !== b)) {
    return;
  }
  if (++found.values > MAX_VALUES) {
    found.cut = true;
    return;
  }
  const deep = depth >= MAX_DEPTH;
  const packed = !deep && (isPacked(a) || isPacked(b));
  const [left, right] = packed ? unpackBoth(a, b, found.plotly) : [a, b];
  if (isLarge(left) || isLarge(right)) {
    if (JSON.stringify(left) !== JSON.stringify(right)) {
      list(left, right, path, found);
    }
  } else if (!deep && Array.isArray(left) && Array.isArray(right)) {
    const length = Math.max(left.length, right.length);
    for (let i = 0; i < length && !found.cut; i++) {
      walk(left[i], right[i], `${path}[${i}]`, depth + 1, found);
    }
  } else if (!deep && isObject(left) && isObject(right)) {
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
      const at = path === '' ? key : `${path}.${key}`;
      walk(ownOf(left, key), ownOf(right, key), at, depth + 1, found);
    }
  } else {
    list(left, right, path, found);
  }
}

function list(a: unknown, b: unknown, path: string, found: ISearch): void {
  if (found.differences.length < MOST_LISTED) {
    found.differences.push({ path, old: show(a), now: show(b) });
  } else {
    found.more++;
  }
}

function ownOf(object: { [key: string]: unknown }, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isPacked(value: unknown): boolean {
  return isObject(value) && (isPlotlyArray(value) || isBokehArray(value));
}

/** Packed arrays as lists; as stored where nothing but their packing differs and that counts. */
function unpackBoth(a: unknown, b: unknown, plotly: boolean): unknown[] {
  const lists = [unpack(a, plotly), unpack(b, plotly)];
  return plotly || JSON.stringify(lists[0]) !== JSON.stringify(lists[1])
    ? lists
    : [a, b];
}

function unpack(value: unknown, plotly: boolean): unknown {
  if (!isObject(value) || isLarge(value)) {
    return value;
  }
  if (isPlotlyArray(value)) {
    return plotly ? (plotlyArray(value) ?? value) : value;
  }
  return isBokehArray(value) ? { ...value, array: bokehArray(value) } : value;
}

function isLarge(value: unknown): boolean {
  return packedSize(value) > MAX_PACKED;
}

/** Characters of base64 in a packed array, 0 when it is none. */
function packedSize(value: unknown): number {
  if (!isObject(value) || !isPacked(value)) {
    return 0;
  }
  const data = isObject(value.array) ? value.array.data : value.bdata;
  return typeof data === 'string' ? data.length : 0;
}

function show(value: unknown): string | null {
  if (value === undefined) {
    return null;
  }
  if (typeof value === 'number') {
    // JSON has no word for what is no number.
    return String(value);
  }
  if (isLarge(value)) {
    const { dtype } = value as { [key: string]: unknown };
    const size = count(packedSize(value), 'character');
    return `packed array (${String(dtype).slice(0, 20)}) of ${size}, too large to list`;
  }
  // A large value is named by its kind: turning it to text would take long.
  const text = Array.isArray(value)
    ? `[… ${value.length}]`
    : isObject(value)
      ? `{… ${Object.keys(value).length}}`
      : JSON.stringify(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 1)}…` : text;
}

/** Scripts may hold plots of bokeh. */
const SCRIPT = /^(?:application|text)\/javascript\b/i;

/** Undefined when the output has no data of the type, or none that can be read. */
function valueOf(output: IOutput, mime: string): unknown {
  const value = (output.data as { [mime: string]: unknown } | undefined)?.[
    mime
  ];
  if (SCRIPT.test(mime)) {
    return typeof value === 'string' ? bokehIn(value) : undefined;
  }
  if (!isJsonMime(mime)) {
    return undefined;
  }
  if (typeof value !== 'string') {
    return value;
  }
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}
