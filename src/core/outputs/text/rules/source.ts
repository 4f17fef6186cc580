/** Source without comments; a `#` within quotes is none. */
export function codeOf(source: string): string {
  return source.replace(
    /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|#(?!!)[^\n]*/g,
    (_, quoted?: string) => quoted ?? ''
  );
}

/** What was found last: all outputs of a notebook are compared one after the other. */
let last = { notebook: '', code: '' };

/** All code of a notebook, without comments. */
export function codeOfNotebook(notebook: string): string {
  if (last.notebook !== notebook) {
    last = { notebook, code: codeOf(notebook) };
  }
  return last.code;
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
  /(?:\b(?:\w{1,80}\.){0,8}(?:(?:perf_counter|process_time|monotonic|thread_time)(?:_ns)?|default_timer|now|utcnow|today|Sys\.time)|(?<![\w.\])])(?:\w{0,40}time\w{0,40}\.)?(?:time(?:_ns)?|timer|clock))\(\)/;

/** A call that asks for the present time, in the zone or the form that stands there. */
export const PRESENT =
  /\b(?:\w{1,80}\.){0,8}(?:now\((?:tz=)?[A-Za-z_][\w.]*(?:\('[\w/+-]*'\))?\)|(?:ctime|asctime|localtime|gmtime)\(\)|time\.strftime\((?:'[^'\n]*'|"[^"\n]*")\)|(?:Timestamp|to_datetime|datetime64)\((?:'(?:now|today)'|"(?:now|today)")\))/;

export const CLOCK = new RegExp(
  `${READ.source}|\\b(?:time\\.(?:clock|ctime|strftime)|now|system\\.time|timeit(?:\\.\\w+)?|Timer|[sS]topwatch|proc\\.time|tic|toc)\\(`
);

/** Whether a source reads a clock, comments aside. */
export function readsClock(source: string): boolean {
  return CLOCK.test(codeOf(source));
}

/** What prints lines that were written before. */
const READS =
  /\b(?:open|read_text|readlines?|read)\(|^\s*[!%].*\b(?:cat|head|tail|grep|less|sed|awk|journalctl|dmesg)\b|^%%(?:bash|sh)\b/m;

/** Whether a cell may print lines of a file. */
export function readsLines(source: string): boolean {
  return READS.test(codeOf(source));
}
