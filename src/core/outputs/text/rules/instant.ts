const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';

/**
 * Milliseconds since epoch of a printed date, read as UTC whatever the zone;
 * null for a time of day alone and for what is no date.
 */
export function instantOf(text: string): number | null {
  if (/^1\d{9}/.test(text) && /^[\d.]+$/.test(text)) {
    return epoch(text);
  }
  const compact = /^(\d{4})(\d\d)(\d\d)[-_T]?(\d\d)(\d\d)(\d\d)$/.exec(text);
  const time = /(?<!\d)(\d{1,2}):(\d\d)(?::(\d\d(?:[.,]\d+)?))?/.exec(text);
  const rest = time ? text.replace(time[0], ' ') : text;
  const call =
    /^(\d{4}), (\d+), (\d+)(?:, (\d+))?(?:, (\d+))?(?:, (\d+))?/.exec(text);
  const date = compact ?? call ?? dateParts(rest);
  if (!date) {
    return null;
  }
  const [, year, month, day, h, m, s] = date;
  const seconds = Number((s ?? time?.[3] ?? '0').replace(',', '.'));
  const value = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    (Number(h ?? time?.[1] ?? 0) % 24) + (/\d ?PM/.test(text) ? 12 : 0),
    Number(m ?? time?.[2] ?? 0),
    0,
    seconds * 1000
  );
  return Number.isFinite(value) ? value : null;
}

/** Seconds, milli-, micro- or nanoseconds, told by the number of digits. */
function epoch(text: string): number {
  const digits = text.split('.')[0].length;
  return Number(text) * Math.pow(10, 13 - digits);
}

/** As a regular expression would: whole, year, month, day. */
function dateParts(text: string): string[] | null {
  const iso = /(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(text);
  if (iso) {
    return iso.slice(0, 4);
  }
  const slashed = /(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)/.exec(text);
  if (slashed) {
    const [whole, a, b, year] = slashed;
    const full = year.length === 2 ? `20${year}` : year;
    return Number(b) > 12 ? [whole, full, a, b] : [whole, full, b, a];
  }
  const month = /[a-z]{3,9}/gi;
  for (const [name] of text.matchAll(month)) {
    const at = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
    const year = /\d{4}/.exec(text)?.[0];
    const day = /(?<!\d)\d{1,2}(?!\d)/.exec(text)?.[0];
    if (at >= 0 && at % 3 === 0 && year && day) {
      return [text, year, String(at / 3 + 1), day];
    }
  }
  return null;
}
