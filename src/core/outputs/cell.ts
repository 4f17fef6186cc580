import type { IOutput } from '../notebook/facts';
import { canonicalOutputs } from './canonical';
import { compareErrors, findError } from './error';
import type { IContext, IMatch } from './match';
import { compareBundles, kindOf, pairingKey } from './output';
import { pairOutputs } from './pair';
import { worst } from './severity';
import { compareText } from './text/compare';
import { instantOf } from './text/rules/instant';
import type {
  ICellComparison,
  ICellRun,
  ICompareRules,
  IOutputComparison,
  Verdict
} from './types';

/** Streams are joined over the cell where only the other stream lies between. */
interface IItem {
  /** Index in the canonical list; the first one of a joined stream. */
  index: number;
  output: IOutput;
}

/**
 * Compares what one cell gave with what was stored. Never throws.
 *
 * @param notebook - Sources of all cells of the notebook, joined.
 */
export function compareCell(
  cell: ICellRun,
  rules: ICompareRules,
  notebook = cell.source
): ICellComparison {
  const context = contextOf(cell, rules, notebook);
  if (cell.outcome.status === 'not-run') {
    return result(cell, 'not-run', []);
  }
  const now = canonicalOutputs(cell.new);
  if (cell.old === null) {
    const outputs = now
      .map((output, index) => newOutput(output, index))
      .filter(output => rules.stderr !== 'ignore' || output.kind !== 'stderr');
    return result(cell, failed(cell) ? 'failed' : 'new', [
      ...outputs.filter(output => !failed(cell) || output.kind !== 'error'),
      ...(failed(cell) ? errorOutputs([], now, cell, context) : [])
    ]);
  }
  const old = canonicalOutputs(cell.old);
  if (isIgnored(cell)) {
    const outputs = pair(items(old), items(now)).map(([a, b]) =>
      comparison(a, b, {
        verdict: 'ignored',
        cause: null,
        message: 'Left out by a tag',
        detail: null
      })
    );
    const errors = failed(cell) ? errorOutputs(old, now, cell, context) : [];
    return result(cell, worst(['ignored', ...verdicts(errors)]), [
      ...outputs.filter(output => output.kind !== 'error' || !failed(cell)),
      ...errors
    ]);
  }
  const outputs = [
    ...compareOutputs(old, now, context),
    ...errorOutputs(old, now, cell, context)
  ];
  const all = worst(verdicts(outputs));
  const stopped = outputs.find(
    output => output.verdict === 'failed-as-before' && failed(cell)
  );
  return result(cell, stopped ? 'failed-as-before' : all, outputs);
}

/** Whether an error is what the author wants of this cell. */
export function expectsError(cell: ICellRun): boolean {
  return (
    cell.tags.includes('raises-exception') ||
    cell.tags.includes('nbval-raises-exception')
  );
}

/** Whether the cell ended in an error that nothing announced. */
function failed(cell: ICellRun): boolean {
  return cell.outcome.status === 'error' && !expectsError(cell);
}

function isIgnored(cell: ICellRun): boolean {
  return (
    cell.tags.includes('nbval-ignore-output') &&
    !cell.tags.includes('nbval-check-output')
  );
}

function contextOf(
  cell: ICellRun,
  rules: ICompareRules,
  notebook: string
): IContext {
  const shows = (outputs: IOutput[] | null) =>
    (outputs ?? []).some(output =>
      Object.keys((output.data as object) ?? {}).some(mime =>
        mime.startsWith('image/')
      )
    );
  return {
    rules,
    source: cell.source,
    notebook,
    picture: shows(cell.old) && shows(cell.new),
    started: instantOf(cell.started ?? ''),
    stream: false
  };
}

/** All but the errors. */
function compareOutputs(
  old: IOutput[],
  now: IOutput[],
  context: IContext
): IOutputComparison[] {
  return pair(items(old), items(now)).map(([a, b]) => {
    const kind = kindOf((a ?? b)!.output);
    if (kind === 'stderr') {
      return compareStderr(a, b, context);
    }
    if (a === null || b === null) {
      return comparison(a, b, oneSided(a, kind));
    }
    if (kind === 'stdout' && kindOf(b.output) === 'stdout') {
      return comparison(a, b, compareStreams(a, b, context));
    }
    const bundle = compareBundles(a.output, b.output, context);
    return { ...comparison(a, b, bundle.match), kind: bundle.mime };
  });
}

function compareStreams(a: IItem, b: IItem, context: IContext): IMatch {
  return compareText(a.output.text as string, b.output.text as string, {
    ...context,
    stream: true
  });
}

/** By the rule for stderr, what differs there may be a remark only. */
function compareStderr(
  a: IItem | null,
  b: IItem | null,
  context: IContext
): IOutputComparison {
  const policy = context.rules.stderr;
  if (policy === 'ignore') {
    return comparison(a, b, {
      verdict: 'ignored',
      cause: null,
      message: 'stderr is left out',
      detail: null
    });
  }
  const found =
    a !== null && b !== null
      ? compareStreams(a, b, context)
      : oneSided(a, 'stderr');
  const lenient =
    policy === 'remark' &&
    /^(?:different|missing|unexpected)$/.test(found.verdict);
  return comparison(
    a,
    b,
    lenient
      ? {
          ...found,
          verdict: 'ignored',
          message:
            a === null
              ? 'New text on stderr'
              : b === null
                ? 'Text on stderr is gone'
                : 'stderr differs'
        }
      : found
  );
}

/** Errors, decided by the reply of the cell and not by the outputs alone. */
function errorOutputs(
  oldOutputs: IOutput[],
  newOutputs: IOutput[],
  cell: ICellRun,
  context: IContext
): IOutputComparison[] {
  const old = findError(oldOutputs);
  const shown = findError(newOutputs);
  const now = cell.outcome.status === 'error' ? cell.outcome : shown;
  const at = { old: old?.index ?? null, new: shown?.index ?? null };
  const entry = (
    verdict: Verdict,
    message: string,
    detail: string | null
  ): IOutputComparison => ({
    ...at,
    verdict,
    cause: verdict === 'failed-as-before' ? null : 'value',
    message,
    detail,
    kind: 'error'
  });
  if (now === null) {
    if (expectsError(cell)) {
      return [
        entry(
          'expected-error-missing',
          'Did not raise the expected error',
          old ? `${old.ename} before` : null
        )
      ];
    }
    return old
      ? [entry('error-gone', 'The error is gone', `${old.ename} before`)]
      : [];
  }
  const name = now.ename + (now.evalue === '' ? '' : `: ${now.evalue}`);
  if (old === null) {
    return failed(cell)
      ? [entry('failed', `Stopped with ${now.ename}`, name)]
      : cell.old === null
        ? []
        : [entry('unexpected', 'An error that was not there before', name)];
  }
  const found = compareErrors(old, now, context);
  if (found.verdict === 'different') {
    return failed(cell)
      ? [entry('failed', `Stopped with another error, ${now.ename}`, name)]
      : [entry('different', found.message, found.detail)];
  }
  return [entry('failed-as-before', 'Same error as before', found.detail)];
}

function oneSided(a: IItem | null, kind: string): Found {
  const what = NOUNS.find(([pattern]) => pattern.test(kind))?.[1] ?? 'Output';
  return a !== null
    ? {
        verdict: 'missing',
        cause: 'value',
        message: `${what} is missing`,
        detail: null
      }
    : {
        verdict: 'unexpected',
        cause: 'value',
        message: `${what} was not there before`,
        detail: null
      };
}

const NOUNS: [RegExp, string][] = [
  [/^std/, 'Text'],
  [/^image\//, 'Picture'],
  [/^text\/html/, 'Table or page'],
  [/^text\//, 'Text']
];

type Found = Omit<IMatch, 'verdict'> & { verdict: Verdict };

function comparison(
  a: IItem | null,
  b: IItem | null,
  found: Found
): IOutputComparison {
  return {
    verdict: found.verdict,
    cause: found.cause,
    message: found.message,
    detail: found.detail,
    kind: kindOf((a ?? b)!.output),
    old: a?.index ?? null,
    new: b?.index ?? null
  };
}

function newOutput(output: IOutput, index: number): IOutputComparison {
  return {
    verdict: 'new',
    cause: null,
    message: 'Nothing to compare with',
    detail: 'The cell had not run as it is now',
    kind: kindOf(output),
    old: null,
    new: index
  };
}

/** Outputs without errors; streams joined where only the other one intervenes. */
function items(outputs: IOutput[]): IItem[] {
  const list: IItem[] = [];
  let open: { [name: string]: IItem } = {};
  outputs.forEach((output, index) => {
    if (output.output_type === 'error') {
      return;
    }
    const name = output.output_type === 'stream' ? (output.name as string) : '';
    if (name === '') {
      open = {};
    } else if (open[name]) {
      const { text } = open[name].output;
      open[name].output = {
        ...output,
        text: (text as string) + (output.text as string)
      };
      return;
    }
    const item = { index, output };
    list.push(item);
    if (name !== '') {
      open[name] = item;
    }
  });
  return list;
}

/** stderr is paired on its own, so that its place does not matter. */
function pair(old: IItem[], now: IItem[]): [IItem | null, IItem | null][] {
  const pairs: [IItem | null, IItem | null][] = [];
  for (const stderr of [false, true]) {
    const a = old.filter(item => (kindOf(item.output) === 'stderr') === stderr);
    const b = now.filter(item => (kindOf(item.output) === 'stderr') === stderr);
    const key = (item: IItem) => pairingKey(item.output);
    for (const p of pairOutputs(a.map(key), b.map(key))) {
      pairs.push([
        p.old === null ? null : a[p.old],
        p.new === null ? null : b[p.new]
      ]);
    }
  }
  return pairs;
}

function verdicts(outputs: IOutputComparison[]): Verdict[] {
  return outputs.map(output => output.verdict);
}

function result(
  cell: ICellRun,
  verdict: Verdict,
  outputs: IOutputComparison[]
): ICellComparison {
  const deciding = outputs.find(output => output.verdict === verdict);
  return {
    index: cell.index,
    verdict,
    cause: deciding?.cause ?? null,
    outputs
  };
}
