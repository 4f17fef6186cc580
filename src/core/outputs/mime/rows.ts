/** Characters below which a page is looked at as a whole. */
const MIN_LENGTH = 300_000;

/**
 * Two long pages without the table rows that are the same, character by character and in place: what remains is
 * compared in their stead. Pages with another number of rows are left as they are.
 */
export function withoutEqualRows(
  old: string,
  now: string
): { old: string; now: string } {
  if (Math.max(old.length, now.length) < MIN_LENGTH) {
    return { old, now };
  }
  const a = splitRows(old);
  const b = splitRows(now);
  if (a.length !== b.length || a.length < 4 || spans(old) || spans(now)) {
    return { old, now };
  }
  // The first rows hold the header; the last one all that follows the table.
  const keeps = (i: number) => i < 2 || i === a.length - 1 || a[i] !== b[i];
  return {
    old: a.filter((_, i) => keeps(i)).join(''),
    now: b.filter((_, i) => keeps(i)).join('')
  };
}

/** What comes before the first row, and each row with what follows it. */
function splitRows(page: string): string[] {
  return page.split(/(?=<tr[\s>])/i);
}

/** Whether rows depend on others, or hold tables of their own. */
function spans(page: string): boolean {
  return (
    /\browspan\b/i.test(page) || (page.match(/<table[\s>]/gi)?.length ?? 0) > 1
  );
}
