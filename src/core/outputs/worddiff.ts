import { diffArrays } from 'diff';

/** A stretch of text: on both sides, only in the old one, or only in the new. */
export interface IDiffPart {
  text: string;
  kind: 'same' | 'old' | 'new';
}

/** Both sides of a comparison, each in reading order. */
export interface IWordDiff {
  old: IDiffPart[];
  new: IDiffPart[];
}

/** Characters of both sides above which no difference is looked for. */
const MAX_LENGTH = 100_000;

/** Most insertions and deletions; bounds the time (Myers, O(n d)). */
const MAX_EDITS = 1_000;

/**
 * Marks the words, numbers and blanks that differ, for display. Beyond the
 * limits the common beginning and end are found, and all between is marked.
 * The parts of a side, joined, are that side.
 */
export function wordDiff(old: string, now: string): IWordDiff {
  const a = split(old);
  const b = split(now);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    start++;
  }
  let end = 0;
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  ) {
    end++;
  }
  const result: IWordDiff = { old: [], new: [] };
  addSame(result, a.slice(0, start));
  addChanges(
    result,
    a.slice(start, a.length - end),
    b.slice(start, b.length - end)
  );
  addSame(result, a.slice(a.length - end));
  return result;
}

function addChanges(result: IWordDiff, a: string[], b: string[]): void {
  const changes =
    size(a) + size(b) > MAX_LENGTH
      ? undefined
      : diffArrays(a, b, { maxEditLength: MAX_EDITS });
  if (changes === undefined) {
    add(result.old, 'old', a);
    add(result.new, 'new', b);
    return;
  }
  for (const change of changes) {
    if (change.removed) {
      add(result.old, 'old', change.value);
    } else if (change.added) {
      add(result.new, 'new', change.value);
    } else {
      addSame(result, change.value);
    }
  }
}

function addSame(result: IWordDiff, words: string[]): void {
  add(result.old, 'same', words);
  add(result.new, 'same', words);
}

function add(
  parts: IDiffPart[],
  kind: IDiffPart['kind'],
  words: string[]
): void {
  const text = words.join('');
  if (text === '') {
    return;
  }
  const last = parts[parts.length - 1];
  if (last?.kind === kind) {
    last.text += text;
  } else {
    parts.push({ text, kind });
  }
}

/** Numbers whole, words, runs of blanks, and single other characters. */
function split(text: string): string[] {
  return (
    text.match(
      /\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*|\n|[^\S\n]+|[^]/gu
    ) ?? []
  );
}

function size(words: string[]): number {
  return words.reduce((sum, word) => sum + word.length, 0);
}
