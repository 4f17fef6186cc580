/** A pair of indices; null where that side has no partner. */
export interface IPair {
  old: number | null;
  new: number | null;
}

/** Table size above which unequal lists are paired by order alone. */
const MAX_TABLE = 1_000_000;

/**
 * Pairs two lists of outputs, given the keys (kind and MIME types) of each: by
 * order when the keys agree, else by a longest common subsequence of the keys,
 * and what lies between two matches by order.
 */
export function pairOutputs(old: string[], now: string[]): IPair[] {
  const agree =
    old.length === now.length && old.every((key, i) => key === now[i]);
  const pairs: IPair[] = [];
  if (agree || old.length * now.length > MAX_TABLE) {
    addByOrder(pairs, 0, old.length, 0, now.length);
    return pairs;
  }
  let i = 0;
  let j = 0;
  for (const [a, b] of commonSubsequence(old, now)) {
    addByOrder(pairs, i, a, j, b);
    pairs.push({ old: a, new: b });
    i = a + 1;
    j = b + 1;
  }
  addByOrder(pairs, i, old.length, j, now.length);
  return pairs;
}

function addByOrder(
  pairs: IPair[],
  i: number,
  iEnd: number,
  j: number,
  jEnd: number
): void {
  while (i < iEnd || j < jEnd) {
    pairs.push({ old: i < iEnd ? i++ : null, new: j < jEnd ? j++ : null });
  }
}

function commonSubsequence(a: string[], b: string[]): [number, number][] {
  const length: Uint32Array[] = Array.from(
    { length: a.length + 1 },
    () => new Uint32Array(b.length + 1)
  );
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i][j] =
        a[i] === b[j]
          ? length[i + 1][j + 1] + 1
          : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const common: [number, number][] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      common.push([i++, j++]);
    } else if (length[i + 1][j] >= length[i][j + 1]) {
      i++;
    } else {
      j++;
    }
  }
  return common;
}
