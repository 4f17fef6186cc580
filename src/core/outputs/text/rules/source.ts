/** Source without comments; a `#` within quotes is none. */
export function codeOf(source: string): string {
  return source.replace(
    /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|#(?!!)[^\n]*/g,
    (_, quoted?: string) => quoted ?? ''
  );
}

/** Source without comments and without what stands in quotes. */
export function barredCode(source: string): string {
  return codeOf(source).replace(
    /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g,
    "''"
  );
}

/** A call that reads a clock; `stamp.time()` takes the time of day from a date. */
export const READ =
  /(?:\b(?:\w+\.)*(?:(?:perf_counter|process_time|monotonic|thread_time)(?:_ns)?|default_timer|now|utcnow|today|Sys\.time)|(?<![\w.\])])(?:\w*time\w*\.)?(?:time(?:_ns)?|timer|clock))\(\)/;

/** A call that asks for the present time, in the zone or the form that stands there. */
export const PRESENT =
  /\b(?:\w+\.)*(?:now\((?:tz=)?[A-Za-z_][\w.]*(?:\('[\w/+-]*'\))?\)|(?:ctime|asctime|localtime|gmtime)\(\)|time\.strftime\((?:'[^'\n]*'|"[^"\n]*")\)|(?:Timestamp|to_datetime|datetime64)\((?:'(?:now|today)'|"(?:now|today)")\))/;

export const CLOCK = new RegExp(
  `${READ.source}|\\b(?:time\\.(?:clock|ctime|strftime)|now|system\\.time|timeit(?:\\.\\w+)?|Timer|[sS]topwatch|proc\\.time|tic|toc)\\(`
);

/** Whether a source reads a clock, comments aside. */
export function readsClock(source: string): boolean {
  return CLOCK.test(codeOf(source));
}
