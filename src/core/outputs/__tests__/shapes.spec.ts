/** Small shapes whose every changed pixel may be taken for anti-aliasing. */
import { encode } from 'fast-png';

import { DEFAULT_RULES, compareCell } from '..';
import { cell, display } from './helpers';

/** How much of a pixel a shape covers, by samples of it. */
function covered(
  inside: (x: number, y: number) => boolean,
  x: number,
  y: number
): number {
  let hits = 0;
  for (let i = 0; i < 8; i++) {
    for (let j = 0; j < 8; j++) {
      hits += inside(x + (i + 0.5) / 8, y + (j + 0.5) / 8) ? 1 : 0;
    }
  }
  return hits / 64;
}

/** A white picture with markers of one colour, drawn with soft edges. */
function markers(inside: (x: number, y: number) => boolean): string {
  const [width, height] = [120, 80];
  const data = new Uint8Array(4 * width * height).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const share = covered(inside, x, y);
      [31, 119, 180].forEach((level, c) => {
        data[4 * (y * width + x) + c] = Math.round(255 + share * (level - 255));
      });
    }
  }
  return Buffer.from(
    encode({ width, height, data, channels: 4, depth: 8 })
  ).toString('base64');
}

const CENTRES = [
  [20.5, 20.5],
  [60.5, 40.5],
  [100.5, 60.5]
];
const some =
  (shape: (dx: number, dy: number, i: number) => boolean) =>
  (x: number, y: number) =>
    CENTRES.some(([cx, cy], i) => shape(x - cx, y - cy, i));
const round = (radius: number) => (dx: number, dy: number) =>
  Math.hypot(dx, dy) < radius;
const square = (side: number) => (dx: number, dy: number) =>
  Math.max(Math.abs(dx), Math.abs(dy)) < side;

const verdict = (old: string, now: string) =>
  compareCell(
    cell({
      old: [display({ 'image/png': old })],
      new: [display({ 'image/png': now })]
    }),
    DEFAULT_RULES
  ).verdict;

describe('shapes that differ in their edges', () => {
  const old = markers(some(round(3.5)));

  it.each([
    ['squares', some(square(3.1))],
    ['larger', some(round(4))],
    ['smaller', some(round(3.1))],
    ['one of them larger', some((x, y, i) => round(i === 1 ? 4 : 3.5)(x, y))]
  ])('are different: %s', (_, shape) => {
    expect(verdict(old, markers(shape))).toBe('different');
    expect(verdict(markers(shape), old)).toBe('different');
  });

  it.each([
    ['moved by a tenth of a pixel', some((x, y) => round(3.5)(x - 0.1, y))],
    ['larger by a twentieth', some(round(3.55))]
  ])('are close: %s', (_, shape) => {
    expect(verdict(old, markers(shape))).toBe('close');
  });
});
