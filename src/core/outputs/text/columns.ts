import { tokenize } from './tokens';

/**
 * What a layout says that its words do not, of two texts with the same words: lines are broken elsewhere (within
 * brackets, long values wrap), lines belong to others by their indentation, or a word stands in another column. Null
 * when only the widths differ.
 */
export function layoutChange(old: string, now: string): string | null {
  const a = linesOf(old);
  const b = linesOf(now);
  if (breaksOf(a) !== breaksOf(b)) {
    return 'Lines are broken elsewhere';
  }
  if (a.length !== b.length) {
    return null;
  }
  if (a.some((line, i) => line !== b[i] && isRedrawn(line, b[i]))) {
    return 'Text moved to another column';
  }
  const left = a.map(columns);
  const right = b.map(columns);
  if (left.some((words, i) => !sameWords(words, right[i]))) {
    return null;
  }
  if (parentsOf(left) !== parentsOf(right)) {
    return 'Lines are indented in another way';
  }
  return a.some(
    (line, i) =>
      line !== b[i] &&
      (movedInLine(line, b[i], left[i], right[i]) ||
        (i > 0 && movedUnder(left, right, i)))
  )
    ? 'Text moved to another column'
    : null;
}

/** Signs that pictures are drawn with; none that programs put beside values. */
const DRAWN = /^[|*#.\-_/\\+~^<>@xXoO]$/;

/**
 * Whether a line with signs that draw something has them elsewhere. In a line of nothing else every blank within counts;
 * in others one that parts two tokens that touched, or the reverse, next to such a sign.
 */
function isRedrawn(old: string, now: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(old) && /[|*#.\-_/\\+~^<>@]/.test(old)) {
    return (
      old.trim() !== now.trim() &&
      old.replace(/\s/g, '') === now.replace(/\s/g, '')
    );
  }
  const [a, b] = [gapsOf(old), gapsOf(now)];
  return (
    a.length === b.length &&
    a.every(({ text }, i) => text === b[i].text) &&
    a.some(
      ({ text, touches }, i) =>
        i > 0 &&
        touches !== b[i].touches &&
        DRAWN.test(text) &&
        DRAWN.test(a[i - 1].text)
    )
  );
}

/** The tokens of a line, and whether each touches the one before it. */
function gapsOf(line: string): { text: string; touches: boolean }[] {
  let at = 0;
  return tokenize(line).map(({ text }) => {
    const start = line.indexOf(text, at);
    const touches = start === at;
    at = start + text.length;
    return { text, touches };
  });
}

interface IWord {
  text: string;
  start: number;
}

function linesOf(text: string): string[] {
  return text.split('\n').filter(line => line.trim() !== '');
}

/** After how many words a line ends outside of all brackets. */
function breaksOf(lines: string[]): string {
  const breaks: number[] = [];
  let words = 0;
  let depth = 0;
  for (const line of lines) {
    if (depth === 0) {
      breaks.push(words);
    }
    for (const { text } of tokenize(line)) {
      words++;
      if (/^[[({]$/.test(text)) {
        depth++;
      } else if (/^[\])}]$/.test(text)) {
        depth = Math.max(depth - 1, 0);
      }
    }
  }
  return breaks.join(' ');
}

/** For each line the last one before it that is indented less. */
function parentsOf(lines: IWord[][]): string {
  const open: number[] = [];
  const parents = lines.map(([{ start }], i) => {
    while (open.length > 0 && lines[open[open.length - 1]][0].start >= start) {
      open.pop();
    }
    open.push(i);
    return open[open.length - 2] ?? -1;
  });
  return parents.join(' ');
}

function columns(line: string): IWord[] {
  return Array.from(line.matchAll(/\S+/g), found => ({
    text: found[0],
    start: found.index
  }));
}

function sameWords(a: IWord[], b: IWord[]): boolean {
  return a.length === b.length && a.every(({ text }, i) => text === b[i].text);
}

/** Whether a word moved although something behind it did not. Where only widths changed, all that follows moves too. */
function movedInLine(
  old: string,
  now: string,
  a: IWord[],
  b: IWord[]
): boolean {
  let moved = false;
  for (let i = 0; i < a.length; i++) {
    if (a[i].start !== b[i].start) {
      moved = true;
    } else if (moved && gap(old, a[i].start) > 1 && gap(now, b[i].start) > 1) {
      return true;
    }
  }
  return false;
}

/** Blanks before a column. */
function gap(line: string, start: number): number {
  let blanks = 0;
  while (start - blanks > 0 && line[start - blanks - 1] === ' ') {
    blanks++;
  }
  return blanks;
}

/** Whether a word of a line stood under one word of the line above, and now under another. */
function movedUnder(old: IWord[][], now: IWord[][], line: number): boolean {
  const a = underOf(old[line - 1], old[line]);
  const b = underOf(now[line - 1], now[line]);
  return a.some(
    ({ first, last }, i) =>
      first <= last &&
      b[i].first <= b[i].last &&
      (b[i].first > last || b[i].last < first)
  );
}

/** For each word of a line, the range of words above that share a column with it; empty when `last` is less. */
function underOf(
  above: IWord[],
  line: IWord[]
): { first: number; last: number }[] {
  let first = 0;
  return line.map(({ text, start }) => {
    while (first < above.length && endOf(above[first]) <= start) {
      first++;
    }
    let last = first - 1;
    while (
      last + 1 < above.length &&
      above[last + 1].start < start + text.length
    ) {
      last++;
    }
    return { first, last };
  });
}

function endOf({ text, start }: IWord): number {
  return start + text.length;
}
