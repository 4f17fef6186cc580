import pixelmatch from 'pixelmatch';

import { IDENTICAL, count, match, percent } from '../match';
import type { Comparer, IMatch } from '../match';
import { decodePicture } from '../picture';
import type { IPicture } from '../picture';

/**
 * Compares decoded pixels, so that compression and text chunks (date, software
 * version) do not count. Close are colours within pixelmatch's threshold of 0.1,
 * and what it takes for anti-aliasing; the latter has the cause `appearance`,
 * because a jitter of all points by a thousandth looks the same.
 */
export const comparePng: Comparer = (old, now) => {
  if (old === now) {
    return IDENTICAL;
  }
  const a = decodePicture(old);
  const b = decodePicture(now);
  if (typeof a === 'string' || typeof b === 'string') {
    return match(
      'uncomparable',
      null,
      'Picture cannot be compared',
      typeof a === 'string' ? a : (b as string)
    );
  }
  return comparePictures(a, b);
};

function comparePictures(a: IPicture, b: IPicture): IMatch {
  const { width, height } = a;
  if (width !== b.width || height !== b.height) {
    return match(
      'uncomparable',
      'appearance',
      'Pictures differ in size',
      `${width} × ${height} before, now ${b.width} × ${b.height} pixels`
    );
  }
  const changed = differingPixels(a, b);
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
  const visible = pixelmatch(a.rgba, b.rgba, undefined, width, height);
  if (visible > 0) {
    return match('different', 'value', 'Picture differs', share);
  }
  const edges = pixelmatch(a.rgba, b.rgba, undefined, width, height, {
    includeAA: true
  });
  return edges > 0
    ? match('close', 'appearance', 'Same but for anti-aliasing', share)
    : match('close', null, 'Same but for faint colours', share);
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
