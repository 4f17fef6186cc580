import type { IContext } from '../../match';
import type { IHiddenPair, IMask } from '../mask';
import { instantOf } from './instant';

const DAY = 86_400_000;

/** Most days between the times of one text that were all "now". */
const SPREAD = 31 * DAY;

const DATE = '\\d{4}-\\d\\d-\\d\\d';
const TIME = '\\d{1,2}:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?';
const ZONE = '(?: ?(?:Z|UTC|GMT|[-+]\\d\\d:?\\d\\d)(?!\\w))?';
const WEEKDAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}';
const MONTH =
  '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?';

/** Shapes in which programs print a time; longer ones first. */
const SHAPES = new RegExp(
  [
    `${DATE}[T _]${TIME}${ZONE}`,
    `${DATE}[_T-]\\d\\d-?\\d\\d(?:-?\\d\\d)?(?!\\w)`,
    `(?<=\\bdatetime\\.(?:datetime|date)\\()\\d{4}(?:, \\d{1,6}){2,6}`,
    `(?:${WEEKDAY},? )?\\d{1,2} ${MONTH},? \\d{4}(?:,? ${TIME}(?: ?[AP]M)?${ZONE})?`,
    `(?:${WEEKDAY},? )?${MONTH} {1,2}\\d{1,2},? (?:${TIME}(?: ?[AP]M)?(?: [A-Z]{2,4})? )?\\d{4}(?:,? ${TIME}${ZONE})?`,
    DATE,
    `\\d{1,4}([/.])\\d{1,2}\\1\\d{2,4}(?:,? ${TIME}(?: ?[AP]M)?)?`,
    `20\\d{6}[-_T]?\\d{6}`,
    `${TIME}(?: ?[AP]M)?`,
    `1[67]\\d{8}(?:\\d{3}|\\d{6}|\\d{9})?(?:\\.\\d{1,9})?`
  ]
    .map(shape => `(?:${shape})`)
    .join('|')
    // Not a part of something longer.
    .replace(/^/, '(?<![\\w.:/-])(?:')
    .replace(/$/, ')(?![\\w:]|[./-]\\d)'),
  'g'
);

/**
 * Dates and times, only in cells that ask for the present one, and only if all
 * that differ moved forward together; a date is data otherwise.
 */
const present: IMask = {
  id: 'present-time',
  name: 'time',
  plural: 'times',
  cause: 'time',
  applies: ({ source }) =>
    /\b(?:now|today|utcnow|time_ns)\(|(['"])(?:now|today)\1|\b(?:localtime|gmtime|asctime|ctime|Sys\.time|Sys\.Date)\(\)|\btime\.(?:time|strftime)\(|(?<![\w.])time\(\)|^\s*[!%].*\bdate\b/m.test(
      source
    ),
  replace: (text, hide) => text.replace(SHAPES, passage => hide(passage)),
  plausible: isPresent,
  doubtful: mayBeData
};

/** Time stamps that begin a log line which names its level. */
const LEVEL =
  '(?:DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|CRITICAL|FATAL|TRACE|[IWEF](?= [\\w/.]+\\.\\w+:\\d+\\]))';
const LOG = new RegExp(
  `(?<=^\\[?)${DATE}[T ]${TIME}${ZONE}(?=\\]?[^\\n]{0,80}?\\b${LEVEL}\\b)`,
  'gm'
);
/** `[I 2026-11-22 04:52:58.166 ServerApp]` and `[W 261122 04:52:58 web:2239]`: tornado, Jupyter, optuna. */
const BRACKETED = new RegExp(
  `(?<=^\\[[DIWEC] )(?:${DATE} ${TIME}|\\d{6} \\d\\d:\\d\\d:\\d\\d)(?=[ \\]])`,
  'gm'
);
const GLOG = /(?<=^[IWEF])\d{4} \d\d:\d\d:\d\d\.\d{6} +\d+(?= [\w.]+:\d+\])/gm;

const logged: IMask = {
  id: 'log-time',
  name: 'log time',
  plural: 'log times',
  cause: 'time',
  replace: (text, hide) =>
    text
      .replace(LOG, passage => hide(passage))
      .replace(BRACKETED, passage => hide(passage))
      .replace(GLOG, passage => hide(passage)),
  plausible: isPresent
};

/** Date and time in the head of a statsmodels summary (text, table, LaTeX). */
const summary: IMask = {
  id: 'summary-date',
  name: 'date of the summary',
  plural: 'dates of the summary',
  cause: 'time',
  replace: (text, hide) =>
    /\bRegression Results\b|^(?:Dep\. Variable|Dependent Variable):/m.test(text)
      ? text.replace(
          /(?<=(?:^|\t|\{)(?:Date|Time):\}?[ \t&]{1,40})(?:\w{3}, \d\d \w{3} \d{4}|\d\d:\d\d:\d\d|\d{4}-\d\d-\d\d \d\d:\d\d)(?=[ \t&\n]|$)/gm,
          // The space that fills the column goes with it.
          passage => hide(passage)
        )
      : text
};

export const clockMasks = [logged, summary, present];

/** Before this no notebook was run: Jupyter is of 2014. */
const FIRST_RUN = Date.UTC(2014, 0, 1);

/**
 * Whether the times that differ may as well be dates that are data. Nobody knows when a run was that left only a file;
 * then a time to the second that is not midnight must speak for it.
 */
function mayBeData(pairs: IHiddenPair[], context: IContext): boolean {
  const isClock = (text: string) =>
    /:\d\d/.test(text)
      ? !/(?<!\d)0?0:00(?::00(?:[.,]0+)?)?(?!\d)/.test(text)
      : /^1\d{9}/.test(text) ||
        /^\d{8}[-_T]?\d{6}$/.test(text) ||
        /, \d+, \d+, \d+, \d+, \d+/.test(text);
  return (
    context.started === null &&
    !pairs.some(({ old, now }) => isClock(old) && isClock(now))
  );
}

function isPresent(pairs: IHiddenPair[], context: IContext): boolean {
  const times = pairs.map(pair => ({
    old: instantOf(pair.old),
    now: instantOf(pair.now)
  }));
  const known = times.filter(({ old, now }) => old !== null && now !== null);
  if (pairs.some(pair => pair.old === '' || pair.now === '')) {
    return false;
  }
  const now = rangeOf(known.map(time => time.now!));
  const shift = rangeOf(known.map(time => time.now! - time.old!));
  return (
    known.length === 0 ||
    (known.every(({ old }) => old! >= FIRST_RUN) &&
      shift.min >= 0 &&
      shift.max - shift.min <= DAY &&
      now.max - now.min <= SPREAD &&
      (context.started === null ||
        Math.abs(now.max - context.started) <= 2 * DAY))
  );
}

function rangeOf(values: number[]): { min: number; max: number } {
  return values.reduce(
    ({ min, max }, value) => ({
      min: Math.min(min, value),
      max: Math.max(max, value)
    }),
    { min: Infinity, max: -Infinity }
  );
}
