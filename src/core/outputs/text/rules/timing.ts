import type { IContext } from '../../match';
import type { IMask } from '../mask';
import { helperLines } from './helpers';
import { printedLines, replaceValues, sparingData } from './lines';
import type { ILineTemplate } from './lines';
import { codeOf, readsClock, readsLines } from './source';
import { isUntold } from './untold';

/** `4.02 ms`, `1min 2s`, `1e+03 ns`. */
const ONE =
  '\\d[\\d,]{0,15}(?:\\.\\d{1,20})?(?:e[-+]?\\d{1,3})? ?' +
  '(?:(?:nano|micro|milli)?seconds?|minutes?|hours?|mins?|secs?|ns|[uµμ]s|ms|h|m|s)(?![\\w/])';
const DURATION = `(?<![\\w.])-?${ONE}(?: ${ONE}){0,3}`;

/** `0:00:03.214512`, as Python prints a `timedelta`. */
const DELTA =
  '(?<![\\w.:-])(?:\\d+ days?, )?\\d{1,2}:\\d\\d:\\d\\d(?:\\.\\d{6})?(?![\\w:]|\\.\\d)';

const durations = new RegExp(DURATION, 'g');

/** Lines that IPython's magics and test runners print, and nobody else. */
const LINES: RegExp[] = [
  /^(?:CPU times|Wall time|Compiler|Parser)\s*: .{1,200}$/gm,
  /^.{1,60} ± .{1,40} per loop \(mean ± std\. dev\. of \d+ runs?, [\d,]+ loops? each\)$/gm,
  /^[\d,]{1,15} loops?, best of \d+: .{1,60} per loop$/gm,
  /^\[Parallel\(n_jobs=.{1,300}\| elapsed: .{1,100}$/gm,
  /^\[CV.{0,300}total time= *[\d.]+(?:s|min)$/gm,
  /^=+ .{0,200}\b(?:passed|failed|errors?|skipped|deselected|xfailed|xpassed|warnings?|ran)\b.{0,100} in [\d.]+s.{0,40}=+$/gm,
  /^Ran \d+ tests? in [\d.]+s$/gm
];

const LOOPS =
  /(?<=\bruns?, )[\d,]+(?= loops? each)|^[\d,]+(?= loops?, best of)/g;

/** What makes a cell print such lines itself. */
const MEASURES =
  /^\s*%{1,2}(?:time|timeit|prun)\b|[=,(\s]%(?:time|timeit)\b|\bn_jobs\b|\bParallel\(|\bverbose\b|test/m;

/** Lines of `%time`, `%timeit`, joblib, scikit-learn, pytest, unittest. */
const measured: IMask = {
  id: 'timing',
  name: 'timing',
  plural: 'timings',
  cause: 'time',
  // Those of a file are data.
  applies: ({ source }) => !readsLines(source) || MEASURES.test(codeOf(source)),
  replace(text, hide) {
    // It comes and goes with the timings themselves.
    text = text.replace(
      /^The slowest run took [\d.]+ times longer than the fastest\..{0,100}\n?/gm,
      line => (hide(line), '')
    );
    for (const pattern of LINES) {
      text = text.replace(pattern, line =>
        line.replace(LOOPS, hide).replace(durations, hide)
      );
    }
    return text;
  }
};

/** Keras: `10/10 [====] - 0s 12ms/step`, `- 1s - loss: … - 1s/epoch`. */
const steps: IMask = {
  id: 'timing',
  name: 'timing',
  plural: 'timings',
  cause: 'time',
  replace: (text, hide) =>
    text.replace(/^.{0,600}(?:loss|ETA|━|===).{0,600}$/gm, line =>
      line
        .replace(
          /(?<![\w.])(?:\d+s )?\d+(?:\.\d+)?(?:[mnuµμ]?s|min)\/(?:step|epoch|sample)\b/g,
          hide
        )
        .replace(/(?<= - )(?:\d+s|ETA: [\d:]+s?)(?= - )/g, hide)
    )
};

/** Times that scikit-learn keeps among the results of a search. */
const search: IMask = {
  id: 'timing',
  name: 'timing',
  plural: 'timings',
  cause: 'time',
  replace: (text, hide) =>
    text
      .replace(
        /(?<='(?:(?:mean|std)_(?:fit|score)_time|(?:me|st)\.\.\.me)': array\(\[)[\d.,e\s-]{1,400}(?=\])/g,
        hide
      )
      .replace(
        /(?<=\brefit_time_\b[^\n]{0,600}\tfloat\t)[\d.e-]{1,20}$/gm,
        hide
      )
};

/** `%memit`. */
const memory: IMask = {
  id: 'memory-figure',
  name: 'memory figure',
  plural: 'memory figures',
  cause: 'environment',
  replace: (text, hide) =>
    text.replace(/^peak memory: [\d.]+ MiB, increment: -?[\d.]+ MiB$/gm, line =>
      line.replace(/-?\d+\.\d+(?= MiB)/g, hide)
    )
};

const STRONG =
  'took|elapsed(?: time)?|exec(?:ution)? time|run(?:ning)?[ -]?time|wall[ -]?(?:clock )?time|training time|fit time|time (?:taken|spent|elapsed|needed)|(?:finished|done|completed|computed|trained|fitted|loaded|executed|ran|processed) in';
/** Words that fit data as well: only where they begin a line or a part of it. */
const WEAK =
  '(?<=(?:^|[,;|(\\[-])[^\\w\\n]{0,4}(?:(?:total|elapsed|mean|average|avg|cpu|load(?:ing)?|inference|prediction|query|build|comput(?:e|ing|ation)|processing|fit(?:ting)?|train(?:ing)?) )?)(?:time|duration|seconds)';

/** `took 0.0193 s`, `Elapsed time: 3.1 seconds`, `--- 0.02 seconds ---`. */
const selfMade = (words: string) => {
  const before = new RegExp(
    `(?<=\\b(?:${words})\\b[^\\w\\n]{1,8}(?:(?:of|is|was|for|about|only)[^\\w\\n]{1,4})?)(?:${DURATION}|${DELTA})`,
    'gim'
  );
  const inUnit = new RegExp(
    `(?<=\\b(?:${words})\\b ?[([](?:s|sec|secs|seconds|ms)[)\\]][^\\w\\n]{1,8})\\d+(?:\\.\\d+)?(?![\\w.])`,
    'gim'
  );
  const after = new RegExp(
    `(?<![\\w.])\\d+(?:\\.\\d+)?(?= (?:s|secs?|seconds?|ms|minutes?) (?:elapsed\\b|---))`,
    'gi'
  );
  const mask: IMask = {
    id: 'timing',
    name: 'timing',
    plural: 'timings',
    cause: 'time',
    // A time is a timing only if the cell reads a clock: `took 5.2 s` may be data.
    applies: ({ source }) => readsClock(source),
    doubtful: (pairs, context, text) => isUntold(pairs, context, text, SHAPE),
    replace(text, hide, context) {
      const hideAll = (told: string) =>
        told.replace(before, hide).replace(inUnit, hide).replace(after, hide);
      return context
        ? sparingData(text, context, SHAPE, hideAll)
        : hideAll(text);
    }
  };
  return mask;
};

const SHAPE = new RegExp(
  `^(?!1[67]\\d{8})(?:-?\\d+(?:\\.\\d+)?(?:e[-+]?\\d+)?|${DURATION}|${DELTA})$`
);

/** Values of lines that the cell prints from readings of a clock, and nothing else. */
const printed: IMask = {
  id: 'timing',
  name: 'timing',
  plural: 'timings',
  cause: 'time',
  replace: (text, hide, context) =>
    context
      ? replaceValues(text, clockLines(context), SHAPE, (value, told) =>
          told === 'clock' && SHAPE.test(value) ? hide(value) : value
        )
      : text
};

/** Lines that the cell prints, or that a function of another cell prints for it. */
function clockLines(context: IContext): ILineTemplate[] {
  return readsClock(context.source)
    ? [...printedLines(context), ...helperLines(context)]
    : helperLines(context);
}

export const timingMasks = [
  measured,
  steps,
  search,
  memory,
  printed,
  selfMade(STRONG),
  selfMade(WEAK)
];

export { readsClock };
