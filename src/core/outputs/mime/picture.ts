import pixelmatch from 'pixelmatch';

import { IDENTICAL, count, match, percent } from '../match';
import type { Comparer, IMatch } from '../match';
import { decodePicture } from '../picture';
import { compareBytes } from './bytes';
import { shapesDiffer } from './edges';
import type { IPicture } from '../picture';
import type { ICompareRules } from '../types';

/**
 * Compares decoded pixels of PNG or JPEG files, so that compression and text chunks (date, software
 * version) do not count. Close are single colours within pixelmatch's threshold of 0.1
 * and what it takes for anti-aliasing; both have the cause `appearance`, because a
 * jitter of all points by a thousandth looks the same. Rounding by one level has none.
 */
export const comparePicture: Comparer = (old, now, context) => {
  const { rules } = context;
  if (old === now) {
    return IDENTICAL;
  }
  if (rules.images === 'ignore') {
    return LEFT_OUT;
  }
  const a = decodePicture(old);
  const b = decodePicture(now);
  if (typeof a === 'string' || typeof b === 'string') {
    const bytes = compareBytes(old, now, context);
    return bytes.verdict === 'uncomparable'
      ? match(
          'uncomparable',
          null,
          'Picture cannot be compared',
          typeof a === 'string' ? a : (b as string)
        )
      : bytes;
  }
  return comparePictures(a, b, rules, isLossy(old) || isLossy(now));
};

/** Whether a file is a JPEG, which rounds on its own, by the first bytes of its base64 text. */
function isLossy(base64: string): boolean {
  return base64.trimStart().startsWith('/9j/');
}

/** Of a picture within a page; one of its own is not even looked at. */
const LEFT_OUT: IMatch = {
  ...match('equivalent', 'appearance', 'Same after ignoring 1 picture'),
  masks: [{ id: 'picture', name: 'picture', plural: 'pictures', count: 1 }]
};

function comparePictures(
  a: IPicture,
  b: IPicture,
  { images, imageThreshold = 0 }: ICompareRules,
  lossy: boolean
): IMatch {
  const { width, height } = a;
  if (width !== b.width || height !== b.height) {
    return match(
      'uncomparable',
      // The labels of a plot may change its size, and with them its values.
      null,
      'Pictures differ in size',
      `${width} × ${height} before, now ${b.width} × ${b.height} pixels`
    );
  }
  const changed = differingPixels(a, b);
  if (a.turned !== b.turned) {
    return match(
      changed === 0 ? 'different' : 'uncomparable',
      'appearance',
      'Picture is turned'
    );
  }
  if (changed === 0 && a.colours !== b.colours) {
    return match('close', 'appearance', 'Same pixels, other colour profile');
  }
  if (changed === 0) {
    return a.frames === b.frames
      ? match('equivalent', null, 'Same pixels')
      : match(
          'uncomparable',
          null,
          'Moving picture',
          'Only its start is equal'
        );
  }
  const share = `${count(changed, 'pixel')} (${percent(changed, width * height)})`;
  if (images === 'exact') {
    return match('different', 'value', 'Picture differs', share);
  }
  const visible = pixelmatch(a.rgba, b.rgba, undefined, width, height);
  const faint = faintChanges(a, b);
  const allowed = imageThreshold * width * height;
  if (visible > allowed) {
    return match('different', 'value', 'Picture differs', share);
  }
  const unseen = width * height > SMALL ? FAINT * width * height : 0;
  if (faint.areas > allowed || faint.all > allowed + unseen) {
    return a.tables === b.tables
      ? match('different', 'value', 'Colours differ', share)
      : match(
          'uncomparable',
          'appearance',
          'Colours differ a little',
          `${share}: by the quality of the file, or by values`
        );
  }
  if (!lossy && faint.smooth > SCATTERED) {
    return match(
      'uncomparable',
      'appearance',
      'Colours of a smooth area differ by hardly anything',
      `${share}: by rounding, or by values that hardly changed`
    );
  }
  if (!lossy && shapesDiffer(a, b, allowed)) {
    return match('different', 'value', 'Shapes differ a little', share);
  }
  if (visible > 0) {
    return match('close', 'appearance', 'Picture differs a little', share);
  }
  const edges = pixelmatch(a.rgba, b.rgba, undefined, width, height, {
    includeAA: true
  });
  return edges > 0
    ? match('close', 'appearance', 'Same but for anti-aliasing', share)
    : match(
        'close',
        faint.all + faint.rounded > 0 ? 'appearance' : null,
        'Same but for faint colours',
        share
      );
}

/** Levels of a channel from which on something new can be seen on an even ground. */
const SPOT = 8;

/** Pixels of a picture whose every pixel may be a value of its own, as of handwritten digits. */
const SMALL = 64 * 64;

/** Levels of a channel by which the neighbours differ at most within a smooth area: of a map, say. */
const SMOOTH = 4;

/** Pixels within smooth areas that may differ as edges that moved a little do. */
const SCATTERED = 32;

/** Share of the pixels above which colours that can hardly be told apart are a change: of a smooth map, say. */
const FAINT = 0.05;

/**
 * Pixels that differ by more than rounding, one level of a channel, and those of them that lie within an area of one
 * colour in both pictures: no edge is drawn there, so a field of a map or a bar has another colour. `rounded` counts
 * those in areas that differ by one level, `smooth` those where colours change by and by, whatever they differ by.
 */
function faintChanges(
  a: IPicture,
  b: IPicture
): { all: number; areas: number; rounded: number; smooth: number } {
  const { width, height } = a;
  const old = new Uint32Array(a.rgba.buffer);
  const now = new Uint32Array(b.rgba.buffer);
  const found = { all: 0, areas: 0, rounded: 0, smooth: 0 };
  for (let i = 0; i < old.length; i++) {
    if (old[i] === now[i]) {
      continue;
    }
    const x = i % width;
    const inside =
      x > 0 && x < width - 1 && i >= width && i < (height - 1) * width;
    const before = inside && isFlat(old, i, width);
    const after = inside && isFlat(now, i, width);
    const area = before && after;
    found.smooth +=
      inside &&
      !before &&
      !after &&
      isSmooth(a.rgba, 4 * i, width) &&
      isSmooth(b.rgba, 4 * i, width)
        ? 1
        : 0;
    if (isWithin(a.rgba, b.rgba, 4 * i, 1)) {
      found.rounded += area ? 1 : 0;
    } else {
      found.all++;
      // What lies apart from all edges is no edge that moved a little.
      const spot = (before || after) && !isWithin(a.rgba, b.rgba, 4 * i, SPOT);
      found.areas += area || spot ? 1 : 0;
    }
  }
  return found;
}

/** Whether no channel of a pixel differs by more than some levels. */
function isWithin(
  a: Uint8Array,
  b: Uint8Array,
  at: number,
  levels: number
): boolean {
  for (let c = at; c < at + 4; c++) {
    if (Math.abs(a[c] - b[c]) > levels) {
      return false;
    }
  }
  return true;
}

/** Whether the eight neighbours have the colour of a pixel. */
function isFlat(pixels: Uint32Array, at: number, width: number): boolean {
  const colour = pixels[at];
  for (const row of [at - width, at, at + width]) {
    if (
      pixels[row - 1] !== colour ||
      pixels[row] !== colour ||
      pixels[row + 1] !== colour
    ) {
      return false;
    }
  }
  return true;
}

/** Whether the eight neighbours have nearly the colour of a pixel. */
function isSmooth(rgba: Uint8Array, at: number, width: number): boolean {
  for (const row of [at - 4 * width, at, at + 4 * width]) {
    for (let c = 0; c < 4; c++) {
      const level = rgba[at + c];
      if (
        Math.abs(rgba[row - 4 + c] - level) > SMOOTH ||
        Math.abs(rgba[row + c] - level) > SMOOTH ||
        Math.abs(rgba[row + 4 + c] - level) > SMOOTH
      ) {
        return false;
      }
    }
  }
  return true;
}

function differingPixels(a: IPicture, b: IPicture): number {
  const old = new Uint32Array(a.rgba.buffer);
  const now = new Uint32Array(b.rgba.buffer);
  let changed = 0;
  for (let i = 0; i < old.length; i++) {
    changed += old[i] === now[i] ? 0 : 1;
  }
  if (changed === 0 && a.deep && b.deep) {
    const { deep } = b;
    changed = a.deep.some((sample, i) => sample !== deep[i]) ? 1 : 0;
  }
  return changed;
}
