import type { IPicture } from '../picture';

/** Levels of a channel that are no rounding, even on an edge of little contrast. */
const LEVELS = 12;

/** Share of the contrast around a pixel: an edge that moves by a tenth of a pixel changes it by a tenth. */
const SHARE = 0.3;

/** Pixels of edges that may look new, as by another order of drawing. */
const FEW = 3;

/** Share of such pixels that are not explained by a jump, where shapes that jumped lie on each other. */
const UNLIKE = 1 / 3;

/** Share of the change by which a picture may get lighter or darker where shapes keep their size. */
const GROWTH = 0.3;

/** A pixel is looked at in one channel at a time. */
interface IPair {
  a: Uint8Array;
  b: Uint8Array;
  width: number;
  height: number;
}

/**
 * Whether shapes are others or larger, even where every pixel that changed may
 * be taken for anti-aliasing: pixels changed by more than an edge does that
 * moved by a small part of a pixel, measured by the contrast around them. A
 * shape that jumped by one pixel, as rounding makes it, is the same.
 *
 * @param allowed - so many pixels do not count
 */
export function shapesDiffer(
  { rgba: a, width, height }: IPicture,
  { rgba: b }: IPicture,
  allowed: number
): boolean {
  const pair = { a, b, width, height };
  let moved = 0;
  let unlike = 0;
  let change = 0;
  let growth = 0;
  for (let at = 0; at < a.length; at += 4) {
    const channel = movedChannel(pair, at);
    if (channel !== null) {
      moved++;
      unlike += hasJumped(pair, at) ? 0 : 1;
      change += Math.abs(a[at + channel] - b[at + channel]);
      growth += a[at + channel] - b[at + channel];
    }
  }
  return (
    moved > allowed + FEW &&
    (unlike > UNLIKE * moved || Math.abs(growth) > GROWTH * change)
  );
}

/** The channel in which an edge moved at a pixel, or null. */
function movedChannel(
  { a, b, width, height }: IPair,
  at: number
): number | null {
  for (let c = 0; c < 4; c++) {
    const change = Math.abs(a[at + c] - b[at + c]);
    if (change > LEVELS) {
      let least = 255;
      let most = 0;
      for (const [dx, dy] of AROUND) {
        const near = neighbour(at, dx, dy, width, height) + c;
        least = Math.min(least, a[near], b[near]);
        most = Math.max(most, a[near], b[near]);
      }
      if (change > SHARE * (most - least)) {
        return c;
      }
    }
  }
  return null;
}

const AROUND = [-1, 0, 1].flatMap(dy => [-1, 0, 1].map(dx => [dx, dy]));

/** The pixel beside another one; at the border, the other one. */
function neighbour(
  at: number,
  dx: number,
  dy: number,
  width: number,
  height: number
): number {
  const i = at / 4;
  const x = (i % width) + dx;
  const y = Math.floor(i / width) + dy;
  return x < 0 || x >= width || y < 0 || y >= height ? at : 4 * (y * width + x);
}

/** Whether what is around a pixel now was around one beside it before. */
function hasJumped({ a, b, width, height }: IPair, at: number): boolean {
  return AROUND.some(([dx, dy]) => {
    const from = neighbour(at, dx, dy, width, height);
    return (
      from !== at &&
      AROUND.every(([ux, uy]) =>
        isLike(
          a,
          neighbour(from, ux, uy, width, height),
          b,
          neighbour(at, ux, uy, width, height)
        )
      )
    );
  });
}

function isLike(
  a: Uint8Array,
  from: number,
  b: Uint8Array,
  at: number
): boolean {
  for (let c = 0; c < 4; c++) {
    if (Math.abs(a[from + c] - b[at + c]) > LEVELS) {
      return false;
    }
  }
  return true;
}
