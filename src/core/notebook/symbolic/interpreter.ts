import { readCell } from '../../python';
import { runBlock } from './blocks';
import { call, evaluateCall, freeNamesOf } from './calls';
import { evaluate } from './expressions';
import { PythonError, Returned, type IObject } from './objects';
import type { IRead, IShown } from './records';
import { execute } from './statements';
import { namesIn, shapeOf, type Stmt } from './syntax';
import type { Term } from './terms';
import { World, type IWorldOptions } from './world';

/** Calls of the notebook's functions that one execution may follow. */
const BUDGET = 400;

/** What is known of an execution beside its source. */
export interface IOutcome {
  /** True if it failed, false if it did not; null when nobody knows. */
  failed: boolean | null;
  /** Line on which it failed, counted from 1. */
  line: number | null;
  count: number | null;
}

/** One execution of a cell, as terms. */
export interface ITrace {
  shown: IShown[];
  error: PythonError | null;
  /** Global names that it read, as they were. */
  names: Map<string, IRead>;
  /** Those of them that it changed. */
  changed: Set<string>;
}

/** Start a run with empty names. */
export function createWorld(options: IWorldOptions): World {
  const w = new World(options);
  w.evaluate = (expr, scope) => evaluate(w, expr, scope);
  w.execute = (body, scope) => execute(w, body, scope);
  w.evaluateCall = (expr, scope) => evaluateCall(w, expr, scope);
  w.call = (callee, args, keywords) => call(w, callee, args, keywords);
  w.freeNames = freeNamesOf;
  return w;
}

/** Statements that failed, by what they are and what they read. */
export type Failures = Set<Term>;

/** Run a cell. */
export function runCell(
  w: World,
  run: number,
  source: string,
  outcome: IOutcome,
  failures: Failures
): ITrace {
  w.run = run;
  w.isTolerant = outcome.failed === false;
  w.names = new Map();
  w.calls = [];
  w.budget = BUDGET;
  let error: PythonError | null = null;
  const { record } = w.step('cell', () => {
    try {
      runSource(w, source, outcome, failures);
    } catch (caught) {
      if (caught instanceof PythonError) {
        error = caught;
      } else if (!(caught instanceof Returned)) {
        throw caught;
      }
    }
  });
  const changed = new Set<string>();
  for (const name of w.names.keys()) {
    const binding = w.globals.names.get(name);
    if (binding?.run === run || binding?.object.writer?.run === run) {
      changed.add(name);
    }
  }
  return { shown: record.shown, error, names: w.names, changed };
}

function runSource(
  w: World,
  source: string,
  outcome: IOutcome,
  failures: Failures
): void {
  const code = readCell(source);
  w.text = code.text;
  if (code.problem || code.words) {
    unread(w, source, code.problem !== null);
    return;
  }
  const { body } = code;
  const stop = outcome.failed ? failingPlace(w, body, outcome.line) : -1;
  const last = body.length - 1;
  const silent = /;\s*(?:#.*)?$/.test(code.text.trimEnd());
  body.forEach((stmt, place) => {
    if (place === stop || failures.size > 0) {
      const term = failureOf(w, stmt);
      if (place === stop && !raisesByItself(w, stmt)) {
        failures.add(term);
        throw new PythonError('error', '', term);
      }
      if (failures.has(term)) {
        throw new PythonError('error', '', term);
      }
    }
    if (place === last && stmt.type === 'Expr') {
      showLast(w, w.evaluate(stmt.value, w.globals), silent, outcome);
    } else {
      w.execute([stmt], w.globals);
    }
  });
}

/** The statement that failed: the one on the line that the traceback names, else the last. */
function failingPlace(w: World, body: Stmt[], line: number | null): number {
  if (line === null) {
    return body.length - 1;
  }
  const place = body.findIndex(
    ({ to }) => w.text.slice(0, to).split('\n').length >= line
  );
  return place < 0 ? body.length - 1 : place;
}

/** What a statement is and all that it may read. */
function failureOf(w: World, stmt: Stmt): Term {
  const operands = namesIn(stmt).map(name => {
    const found = w.find(name, w.globals);
    return found ? w.stateOf(found.object) : -1;
  });
  return w.terms.of(`fails ${shapeOf(stmt, w.text)}`, ...operands);
}

/** True if a name that the statement reads is missing: then running it tells more. */
function raisesByItself(w: World, stmt: Stmt): boolean {
  return (
    stmt.type === 'Raise' ||
    (stmt.type !== 'FunctionDef' &&
      stmt.type !== 'ClassDef' &&
      namesIn(stmt).some(name => !w.find(name, w.globals) && !w.isKnown(name)))
  );
}

function showLast(
  w: World,
  value: IObject,
  silent: boolean,
  { count }: IOutcome
): void {
  const term = w.use(value);
  if (value.isNone) {
    return;
  }
  if (!silent) {
    w.show(term, true);
  }
  w.bind('_', w.globals, value);
  if (count !== null) {
    w.bind(`_${count}`, w.globals, value);
  }
}

/** A cell that is not Python that we can read: it may use and leave any name in it. */
function unread(w: World, source: string, isError: boolean): void {
  const term = w.terms.of(`unread ${source}`);
  if (isError) {
    throw new PythonError('SyntaxError', '', term);
  }
  const { defines, needs } = w.summarise(source);
  const cause = runBlock(w, source, true, () => {
    needs.forEach(({ name }) => {
      const found = w.find(name, w.globals);
      w.note(found ? w.stateOf(found.object) : -1);
    });
  });
  defines.forEach(({ name }) =>
    w.bind(name, w.globals, w.make(w.terms.of(`unread ${name}`, cause)))
  );
  w.show(cause, false);
}
