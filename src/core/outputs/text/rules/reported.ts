import type { IContext } from '../../match';
import type { IMask } from '../mask';
import { isPresent } from './clock';
import { usesDatedHelper } from './helpers';
import { codeOf, codeOfNotebook, readsLines } from './source';

const about = {
  id: 'timing',
  name: 'timing',
  plural: 'timings',
  cause: 'time'
} as const;

/** What measures how long estimators take to fit. */
const SEARCH = /\b(?:cv_results_|cross_validate|learning_curve|\w*SearchCV)\b/;

function searches({ source, notebook }: IContext): boolean {
  return SEARCH.test(codeOf(source)) || SEARCH.test(codeOfNotebook(notebook));
}

/** Columns of times among the results of a search. */
const COLUMN =
  /(?<![\w.])(?:(?:mean|std)_)?(?:fit|score)_time(?![\w.])|(?<!\S)refit_time(?!\S)/;
const COLUMNS = new RegExp(COLUMN.source, 'g');

/** Times that scikit-learn reports beside scores: `'fit_time': array([…])`, and columns of that name. */
const scored: IMask = {
  ...about,
  replace: (text, hide, context) =>
    /(?:fit|score)_time\b/.test(text) && context && searches(context)
      ? hideColumns(
          text.replace(
            /(?<='(?:fit|score)_time': (?:array\()?\[)[\d.,e\s-]{1,2000}(?=\])/g,
            hide
          ),
          hide
        )
      : text
};

const VALUE = /(?<!\S)(?:-?\d+\.\d+(?:e[-+]\d+)?|NaN|\.\.\.)(?!\S)/g;

/** Hides the numbers below the heads of such columns: in cells apart by tabs, or those that end where the head ends. */
function hideColumns(text: string, hide: (passage: string) => string): string {
  if (!COLUMN.test(text)) {
    return text;
  }
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    if (!COLUMN.test(lines[i]) || /['"]/.test(lines[i])) {
      continue;
    }
    const hideRow = lines[i].includes('\t')
      ? cellsUnder(lines[i], hide)
      : wordsUnder(lines[i], hide);
    for (let row = hideRow(lines[i + 1]); row !== null;) {
      lines[++i] = row;
      row = hideRow(lines[i + 1]);
    }
  }
  return lines.join('\n');
}

/** Changes a row; null for one that is none, or has no times where the head says so. */
type RowChange = (row: string | undefined) => string | null;

function cellsUnder(
  head: string,
  hide: (passage: string) => string
): RowChange {
  const heads = head.split('\t');
  return row => {
    const cells = row?.split('\t') ?? [];
    return cells.length === heads.length
      ? cells
          .map((cell, i) =>
            COLUMN.test(heads[i]) ? cell.replace(VALUE, hide) : cell
          )
          .join('\t')
      : null;
  };
}

function wordsUnder(
  head: string,
  hide: (passage: string) => string
): RowChange {
  const ends = Array.from(
    head.matchAll(COLUMNS),
    found => found.index + found[0].length
  );
  return (row = '') => {
    const found = Array.from(
      row.matchAll(VALUE),
      value => value.index + value[0].length
    );
    return ends.every(end => found.includes(end))
      ? row.replace(VALUE, (value: string, at: number) =>
          ends.includes(at + value.length) ? hide(value) : value
        )
      : null;
  };
}

/** Times and speeds that trainers report: transformers, LightGBM, gradient boosting of scikit-learn. */
const trained: IMask = {
  ...about,
  // Those of a file are data.
  applies: ({ source }) => !readsLines(source),
  replace: (text, hide) =>
    text
      .replace(
        /(?<=['"](?:train|eval|test|predict)_(?:runtime|(?:samples|steps)_per_second)['"]: ?)\d+(?:\.\d+)?/g,
        hide
      )
      .replace(
        /^.*\bRemaining Time *\n(?: +\d+(?: +-?\d+\.\d+(?:e[-+]?\d+)?)+ +\d+\.\d+[sm] *(?:\n|$))+/gm,
        rows => rows.replace(/(?<= )\d+\.\d+[sm](?= *(?:\n|$))/g, hide)
      )
      .replace(
        /(?<=^\[LightGBM\] \[Info\] .{1,200}, the overhead of testing was )\d+\.\d+(?= seconds)/gm,
        hide
      )
};

/** `12 passed in 0.31s`, as pytest says it when it is told to be quiet. */
const tested: IMask = {
  ...about,
  applies: ({ source }) => /\bpy\.?test\b/.test(codeOf(source)),
  replace: (text, hide) =>
    text.replace(
      /(?<=^\d+ (?:passed|failed|skipped|xfailed|xpassed|errors?)\b.{0,100} in )\d+\.\d+(?=s(?: \([\d:]+\))?$)/gm,
      hide
    )
};

/** `<TimeitResult : 12.3 µs ± 1.2 µs per loop (…)>`, what `%timeit -o` gives. */
const measured: IMask = {
  ...about,
  replace: (text, hide) =>
    text.replace(/(?<=<TimeitResult : )[^<>\n]{1,200}(?=>)/g, hide)
};

/** `0.012345 seconds (1.20 k allocations: 64.2 KiB)`, as Julia's `@time` says it. */
const macro: IMask = {
  ...about,
  applies: ({ source }) => /@(?:time|timev|btime)\b/.test(codeOf(source)),
  replace: (text, hide) =>
    text.replace(
      /(?<=^ {0,9})\d+\.\d+(?= (?:seconds|[mnμµ]?s)(?: \([\d.]+ [^()\n]{1,100}\))?$)/gm,
      hide
    )
};

const log = {
  id: 'log-time',
  name: 'log time',
  plural: 'log times',
  cause: 'time'
} as const;

/** `2026-11-22 21:42:29,648 start`, in notebooks that tell `logging` to print it. */
const stamped: IMask = {
  ...log,
  applies: ({ notebook }) => /%\(asctime\)s|\{asctime\}/.test(notebook),
  replace: (text, hide) =>
    text.replace(/(?<=^\[?)\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}(?=\W)/gm, hide),
  plausible: isPresent
};

/** `2026-11-22 21:42:29 start`, where a function of the notebook prints the time before what it is told. */
const told: IMask = {
  ...log,
  applies: usesDatedHelper,
  replace: (text, hide) =>
    text.replace(
      /(?<=^\[?)(?:\d{4}-\d\d-\d\d[ T])?\d\d:\d\d:\d\d(?:[.,]\d{1,6})?(?=\]? \p{L}|$)/gmu,
      hide
    ),
  plausible: isPresent
};

/** `[21:42:29] WARNING: /workspace/src/learner.cc:740: …`, as XGBoost and other libraries in C++ print it. */
const native: IMask = {
  ...log,
  replace: (text, hide) =>
    text.replace(
      /(?<=^\[)\d\d:\d\d:\d\d(?=\] (?:WARNING|INFO|DEBUG): \S{0,200}\.(?:cc|cu|cpp|h):\d+:)/gm,
      hide
    )
};

export const reportedMasks = [
  scored,
  trained,
  tested,
  measured,
  macro,
  stamped,
  told,
  native
];
