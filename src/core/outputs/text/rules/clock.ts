import type { IContext } from '../../match';
import type { IHiddenPair, IMask } from '../mask';
import { instantOf } from './instant';
import { printedLines, replaceValues, sparingData } from './lines';
import { codeOf, codeOfNotebook, readsLines } from './source';
import { STAMPED, usesStamp } from './stamps';
import { isUntold, showsData } from './untold';

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

/** A passage that is a time and nothing else. */
const WHOLE = new RegExp(`^(?:${SHAPES.source})$`);

/** What asks for the present date. */
const ASKS =
  /\b(?:now|today|utcnow)\(|(['"])(?:now|today)\1|\b(?:localtime|gmtime|asctime|ctime|strftime|Sys\.time|Sys\.Date)\(\)|\btime\.strftime\(|\b(?:localtime|gmtime|ctime|fromtimestamp)\(\s*(?:time\.)?time\(\)|^\s*[!%].*\bdate\b|^%%(?:bash|sh)\b[\s\S]*^\s*date\b/m;

/** What asks for the seconds since epoch. */
const COUNTS =
  /\btime\.time(?:_ns)?\(|(?<![\w.])time(?:_ns)?\(\)|\btimestamp\(/;

/** Words before a time of day or seconds since epoch that may be the present ones. */
const LABEL =
  /(?:^|\b(?:time|now|stamp|timestamp|epoch|clock|today|date|current(?:ly)?|it is|run(?:ning)? (?:at|on|since)|(?:started|start|finished|ended|completed|generated|created|updated|executed|printed|saved|rendered|done|begun|begin|end|last run|as of|run)(?: at| on)?|at|on|since)\b)[^\w\n]{0,4}$/i;

/** Shapes that need such a word: a time of day alone, and seconds since epoch. */
const BARE =
  /^\d{1,2}:\d\d(?::[\d.,]+)?(?: ?[AP]M)?(?: ?(?:Z|UTC|GMT|[-+]\d\d:?\d\d))?$|^1[67]\d{8}/;

function isLabelled(text: string, at: number): boolean {
  return LABEL.test(
    text.slice(Math.max(text.lastIndexOf('\n', at - 1) + 1, at - 60), at)
  );
}

/** Hides what a clock told in the lines that the cell prints. */
function hideTold(
  text: string,
  context: IContext,
  hide: (passage: string) => string
): string {
  return replaceValues(text, printedLines(context), WHOLE, (value, told) =>
    told === 'clock' && WHOLE.test(value) ? hide(value) : value
  );
}

/**
 * Dates and times, only in cells that ask for the present one, and only if all
 * that differ moved forward together; a date is data otherwise.
 */
const present: IMask = {
  id: 'present-time',
  name: 'time',
  plural: 'times',
  cause: 'time',
  applies: context => {
    const code = codeOf(context.source);
    return (
      (ASKS.test(code) || COUNTS.test(code) || usesStamp(context)) &&
      !showsData(context)
    );
  },
  replace(text, hide, context) {
    const code = codeOf(context?.source ?? 'now()');
    const asks = ASKS.test(code);
    const counts = COUNTS.test(code) || asks;
    const hideShapes = (told: string) =>
      told
        .replace(STAMPED, stamp =>
          asks || (context && usesStamp(context)) ? hide(stamp) : stamp
        )
        .replace(SHAPES, (passage: string, ...found: unknown[]) => {
          const at = found[found.length - 2] as number;
          const epoch = /^1[67]\d{8}/.test(passage);
          return (epoch ? counts : asks) &&
            (!BARE.test(passage) ||
              isLabelled(found[found.length - 1] as string, at))
            ? hide(passage)
            : passage;
        });
    return context
      ? sparingData(hideTold(text, context, hide), context, WHOLE, hideShapes)
      : hideShapes(text);
  },
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
  plausible: isPresent,
  doubtful: mayBeRead
};

/** Date and time in the head of a statsmodels summary (text, table, LaTeX with or without line ends). */
const summary: IMask = {
  id: 'summary-date',
  name: 'date of the summary',
  plural: 'dates of the summary',
  cause: 'time',
  replace: (text, hide) =>
    /\bRegression Results\b|(?:^|\\\\ ?|\{)(?:Dep\. Variable|Dependent Variable):/m.test(
      text
    )
      ? text.replace(
          /(?<=(?:^|\t|\{|\\\\ )(?:Date|Time):\}?[ \t&]{1,40})(?:\w{3}, \d\d \w{3} \d{4}|\d\d:\d\d:\d\d|\d{4}-\d\d-\d\d \d\d:\d\d)(?=[ \t&\n]|$)/gm,
          // The space that fills the column goes with it.
          passage => hide(passage)
        )
      : text
};

export const clockMasks = [logged, summary, present];

/** Before this no notebook was run: Jupyter is of 2014. */
const FIRST_RUN = Date.UTC(2014, 0, 1);

/** What writes to a log. */
const LOGS =
  /\blogging\b|\blogg?(?:er|ing|uru)\b|\bgetLogger\b|\b[lL]og(?:ger|uru)?\.|\bstructlog\b|\boptuna\b|\bverbos/;

/** What writes a line to a log, or makes something write many. */
const LOG_CALL =
  /\.(?:debug|info|warn(?:ing)?|error|critical|exception|log)\(|\bverbos/;

/** Whether log lines may be those of a file; nobody knows when a run was that left only a file. */
function mayBeRead(
  _: IHiddenPair[],
  { source, notebook, started }: IContext,
  text: string
): boolean {
  const logs = LOGS.test(codeOfNotebook(notebook));
  return started === null
    ? readsLines(source) || (!/^\[[DIWEC] /m.test(text) && !logs)
    : readsLines(source) && !(logs && LOG_CALL.test(codeOf(source)));
}

/**
 * Whether the times that differ may as well be dates that are data. Nobody knows when a run was that left only a file;
 * then a time to the second that is not midnight must speak for it, behind a word for the present. A time of day alone
 * is the present one only where the source shows that it is.
 */
function mayBeData(
  pairs: IHiddenPair[],
  context: IContext,
  text: string
): boolean {
  const isClock = (time: string) =>
    /:\d\d/.test(time)
      ? !/(?<!\d)0?0:00(?::00(?:[.,]0+)?)?(?!\d)/.test(time)
      : /^1\d{9}/.test(time) ||
        /^\d{8}[-_T]?\d{6}$/.test(time) ||
        /, \d+, \d+, \d+, \d+, \d+/.test(time);
  const shown: string[] = [];
  hideTold(text, context, passage => {
    shown.push(passage);
    return passage;
  });
  const open = pairs.filter(({ old }) => !shown.includes(old));
  if (open.length === 0) {
    return false;
  }
  if (
    open.every(({ old }) => instantOf(old) === null) ||
    isUntold(open, context, text, WHOLE)
  ) {
    return true;
  }
  const speaks = ({ old, now }: IHiddenPair) => {
    const at = text.indexOf(old);
    const before = text.slice(Math.max(0, at - 40), at);
    return (
      isClock(old) &&
      isClock(now) &&
      (isLabelled(text, at) ||
        /\b(?:datetime|Timestamp|datetime64)\(['"]?$/.test(before))
    );
  };
  return context.started === null && !open.some(speaks);
}

/** Whether times that differ moved forward together, to when the cell ran if that is known. */
export function isPresent(pairs: IHiddenPair[], context: IContext): boolean {
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
