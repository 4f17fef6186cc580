import type { IContext } from '../../match';
import { barredCode, codeOf, codeOfNotebook } from './source';
import { namesOf, valuesOf } from './told';

/** A time within a name: `results_20261122_215435.csv`, `run-2026-11-22T21-54-35`. */
export const STAMPED =
  /(?<=[A-Za-z][_-])(?:20\d{6}[-_T]\d{6}|20\d\d-\d\d-\d\d[-_T]\d\d-?\d\d-?\d\d)(?!\d|[-_.]\d)/g;

/** What gives a date, and not the reading of a stopwatch. */
const DATED = /\b(?:now|utcnow|today|strftime|ctime|localtime|gmtime)\(/;

/** Notebooks beyond this are not looked into. */
const MAX_NOTEBOOK = 200_000;

/** What was found last: all outputs of a notebook are compared one after the other. */
let last: { notebook: string; names: Set<string> } | null = null;

/** Whether a cell uses a name that another cell gave the present time, or a text with it. */
export function usesStamp({
  source,
  notebook
}: Pick<IContext, 'source' | 'notebook'>): boolean {
  if (last?.notebook !== notebook) {
    last = { notebook, names: findStamps(notebook) };
  }
  const { names } = last;
  return (
    names.size > 0 &&
    (codeOf(source).match(/(?<![\w.])[A-Za-z_]\w*/g) ?? []).some(name =>
      names.has(name)
    )
  );
}

function findStamps(notebook: string): Set<string> {
  const names = new Set<string>();
  if (notebook.length > MAX_NOTEBOOK || !DATED.test(barredCode(notebook))) {
    return names;
  }
  const { clock } = namesOf(notebook);
  const values = valuesOf(codeOfNotebook(notebook));
  for (const [name, all] of values) {
    if (clock.has(name) && all.some(value => DATED.test(value))) {
      names.add(name);
    }
  }
  // Texts that such a name is put into.
  for (const [name, all] of values) {
    const isStamped = all.every(value =>
      Array.from(
        value
          .slice(0, 500)
          .matchAll(/(?<=f['"][^\n]*\{|(?:^|\+)\s*)([A-Za-z_]\w*)/g)
      ).some(([, part]) => names.has(part))
    );
    if (isStamped && !clock.has(name)) {
      names.add(name);
    }
  }
  return names;
}
