import type { IProblem } from './types';

/** Longest text, in UTF-16 units, that a reader takes; longer ones get a problem. */
export const LARGEST_TEXT = 20_000_000;

/** A text that is fit to be read, or the problem that makes it unfit. */
export interface ICheckedText {
  /** Without byte order mark, lines ended by `\n`. Empty when unfit. */
  text: string;
  /** The fatal problem, or null. */
  problem: IProblem | null;
}

/**
 * Look for what makes any text file unusable, whatever its format: size, binary
 * content, a Git LFS pointer in place of the file, an unresolved merge.
 */
export function checkText(text: string, path: string): ICheckedText {
  const unfit = (message: string, line: number | null): ICheckedText => ({
    text: '',
    problem: { path, line, message, fatal: true }
  });
  if (text.length > LARGEST_TEXT) {
    return unfit(
      `Too large to read: ${Math.round(text.length / 1e6)} million characters`,
      null
    );
  }
  const plain = (text.startsWith('\uFEFF') ? text.slice(1) : text).replace(
    /\r\n?/g,
    '\n'
  );
  const nul = plain.indexOf('\0');
  if (nul >= 0) {
    return unfit(
      'Not readable as text: binary, or saved in another encoding',
      lineAt(plain, nul)
    );
  }
  if (plain.startsWith('version https://git-lfs.github.com/spec/')) {
    return unfit(
      'A Git LFS pointer: the file itself has not been fetched (git lfs pull)',
      1
    );
  }
  const open = /^<{7}(?: |$)/m.exec(plain);
  if (open && /^={7}$/m.test(plain) && /^>{7}(?: |$)/m.test(plain)) {
    return unfit(
      'Contains the markers of an unresolved merge',
      lineAt(plain, open.index)
    );
  }
  return { text: plain, problem: null };
}

/** The 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (
    let at = text.indexOf('\n');
    at >= 0 && at < offset;
    at = text.indexOf('\n', at + 1)
  ) {
    line++;
  }
  return line;
}

/** 1-based lines of any number of offsets in one text. */
export function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return offset => countUpTo(starts, offset);
}

/** How many of the ascending numbers are not above `limit`. */
export function countUpTo(ascending: number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] <= limit) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
