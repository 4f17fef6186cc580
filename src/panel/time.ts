import type { TranslationBundle } from '@jupyterlab/translation';

/**
 * How long ago a moment was, in words: "just now", "4 minutes ago", "3 days ago", then the date.
 * @param moment ISO 8601, or milliseconds since epoch
 * @param now milliseconds since epoch
 * @returns an empty string when `moment` is no date
 */
export function ago(
  moment: string | number,
  now: number,
  trans: TranslationBundle
): string {
  const then = new Date(moment).getTime();
  if (Number.isNaN(then)) {
    return '';
  }
  const minutes = Math.round((now - then) / 60_000);
  if (minutes < 1) {
    return trans.__('just now');
  }
  if (minutes < 60) {
    return trans._n('%1 minute ago', '%1 minutes ago', minutes);
  }
  const hours = Math.round(minutes / 60);
  if (hours < 24) {
    return trans._n('%1 hour ago', '%1 hours ago', hours);
  }
  const days = Math.round(hours / 24);
  if (days < 31) {
    return trans._n('%1 day ago', '%1 days ago', days);
  }
  return trans.__('on %1', new Date(then).toLocaleDateString());
}

/** A length of time: "12 s", "3 min 5 s", "2 h 10 min". */
export function duration(seconds: number, trans: TranslationBundle): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) {
    return trans.__('%1 s', whole);
  }
  if (whole < 3600) {
    return trans.__('%1 min %2 s', Math.floor(whole / 60), whole % 60);
  }
  return trans.__(
    '%1 h %2 min',
    Math.floor(whole / 3600),
    Math.floor((whole % 3600) / 60)
  );
}

/** A count with the thousands separators of the person's language. */
export function count(value: number): string {
  return value.toLocaleString();
}
