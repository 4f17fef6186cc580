/** Most characters of a text that the comparison shows: what is longer would hold up the page. */
export const SHOWN = 100_000;

/** Characters that are shown before the first difference. */
const BEFORE = 1_000;

/** The same stretch of two texts. */
export interface IExcerpt {
  old: string | null;
  now: string | null;
  /** Where the stretch begins, in characters from 0; null when the texts are shown whole. */
  from: number | null;
}

/**
 * Two texts as they are, or, when one of them is long, the stretch in which they begin to differ.
 *
 * @param most - characters of each that are shown
 */
export function excerpt(
  old: string | null,
  now: string | null,
  most = SHOWN
): IExcerpt {
  if ((old?.length ?? 0) <= most && (now?.length ?? 0) <= most) {
    return { old, now, from: null };
  }
  let same = 0;
  if (old !== null && now !== null) {
    while (same < old.length && old[same] === now[same]) {
      same++;
    }
  }
  const before = Math.floor(Math.min(BEFORE, most / 4));
  const begin = Math.max(0, same - before);
  // From the beginning of a line, unless that is far.
  const line = (old ?? now ?? '').lastIndexOf('\n', begin - 1) + 1;
  const from = begin === 0 || begin - line > before ? begin : line;
  return {
    old: old?.slice(from, from + most) ?? null,
    now: now?.slice(from, from + most) ?? null,
    from
  };
}
