import type { ICellSummary } from '../python';
import { complete, type Steps } from '../steps';
import { codeCells, type ICodeCell } from './cells';
import type { INotebook, IOutput } from './facts';
import {
  isSkipped,
  readOlderSession,
  readSession,
  type IRun,
  type ISession
} from './session';
import { isSameCode } from './same';
import { Course, type IExecuted } from './symbolic/course';
import type { Failures, IOutcome, ITrace } from './symbolic/interpreter';
import { Terms } from './symbolic/terms';

type Summarise = (source: string) => ICellSummary;

/** What each cell's last run was, beside what a clean run would make of the cell. */
export interface IReplayed {
  code: ICodeCell;
  /** Null for a cell that never ran. */
  was: IWas | null;
  now: ITrace;
}

/** A cell's last run. */
export interface IWas {
  trace: ITrace;
  session: ISession;
  /** Its place in the session. */
  place: number;
}

/** A notebook run twice in terms: as it ran, and from the top. */
export interface IReplay {
  cells: IReplayed[];
  terms: Terms;
  /** What ran in this kernel session. */
  runs: IRun[];
  /** Names that a run from the top leaves. */
  left: ReadonlySet<string>;
  /** It may leave names that no cell shows. */
  isOpen: boolean;
}

/** The two runs of a notebook, kept so that after an edit they go on from where it is another. */
class Courses {
  constructor(readonly summarise: Summarise) {
    const options = { terms: this.terms, summarise };
    this.session = new Course(options);
    this.clean = new Course(options);
  }

  readonly terms = new Terms();
  readonly session: Course;
  readonly clean: Course;
  /** Count of terms after the first time. */
  size = 0;

  /** Edits left more behind than the notebook itself takes. */
  get isWornOut(): boolean {
    return this.terms.size > 2 * this.size + 10_000;
  }
}

/** By the notebook's path, the last one last. */
const kept = new Map<string, Courses>();

const MOST_KEPT = 4;

/** Forgets the runs of a notebook. */
export function forgetReplay(path: string): void {
  kept.delete(path);
}

/** Run a Python notebook twice without running it: once as its session ran, once from the top. */
export function replay(notebook: INotebook, summarise: Summarise): IReplay {
  return complete(replaySteps(notebook, summarise));
}

/** The same, with a pause after each cell. */
export function* replaySteps(
  notebook: INotebook,
  summarise: Summarise
): Steps<IReplay> {
  const { path } = notebook;
  let courses = kept.get(path) ?? null;
  // Another replay of the same notebook while this one rests must not get in its way.
  kept.delete(path);
  if (!courses || courses.summarise !== summarise || courses.isWornOut) {
    courses = new Courses(summarise);
  }
  let isBroken = false;
  try {
    return yield* follow(notebook, courses);
  } catch (error) {
    isBroken = true;
    throw error;
  } finally {
    if (!isBroken) {
      courses.size ||= courses.terms.size;
      kept.set(path, courses);
    }
    if (kept.size > MOST_KEPT) {
      kept.delete(kept.keys().next().value as string);
    }
  }
}

function* follow(notebook: INotebook, courses: Courses): Steps<IReplay> {
  const { terms, summarise, clean } = courses;
  const failures: Failures = new Set();
  const cells = codeCells(notebook);
  const byIndex = new Map(cells.map(code => [code.index, code]));
  const session = readSession(notebook);
  yield;
  const was = new Map<number, IWas>();
  const note = (from: ISession, traces: ITrace[], only: number[] | null) => {
    for (const [index, place] of from.last) {
      if (byIndex.has(index) && (only === null || only.includes(index))) {
        was.set(index, { trace: traces[place], session: from, place });
      }
    }
  };
  const executions = executionsOf(session, byIndex);
  note(session, yield* courses.session.run(executions, failures), null);
  if (session.older.length > 0) {
    const older = readOlderSession(notebook, session.older);
    const course = new Course({ terms, summarise });
    const traces = course.run(executionsOf(older, byIndex), failures);
    note(older, yield* traces, session.older);
  }
  const run = cells.filter(({ cell }) => !isSkipped(cell.tags));
  const known = executions.slice(0, sharedStart(session, run));
  const traces = yield* clean.run(
    run.map(({ index, cell }, k) => ({
      run: index,
      origin: `cell ${index}`,
      source: cell.source,
      outcome: {
        ...(known[k]?.outcome ?? { failed: null, line: null }),
        count: k + 1
      }
    })),
    failures
  );
  return {
    cells: run.map((code, k) => ({
      code,
      was: was.get(code.index) ?? null,
      now: traces[k]
    })),
    terms,
    runs: session.runs,
    left: new Set(clean.world.globals.names.keys()),
    isOpen: clean.world.unseen.length > 0
  };
}

function executionsOf(
  { runs, last }: ISession,
  cells: Map<number, ICodeCell>
): IExecuted[] {
  return runs.map((run, place) => {
    const code = run.cell === null ? undefined : cells.get(run.cell);
    const isLast = code && last.get(code.index) === place;
    const outcome = outcomeOf(run, isLast ? code.cell.outputs : null);
    const origin = isLast ? `cell ${code.index}` : `run ${place}`;
    return { run: place, origin, source: run.source, outcome };
  });
}

/**
 * With how many executions a session began just as a run from the top does: there such a run finds nothing else than
 * they found.
 */
function sharedStart(
  { runs, isComplete }: ISession,
  cells: ICodeCell[]
): number {
  const end = cells.findIndex(
    ({ index, cell }, k) =>
      runs[k]?.cell !== index || !isSameCode(runs[k].source, cell.source)
  );
  return !isComplete ? 0 : end < 0 ? cells.length : end;
}

/** What the log does not say of a run, its stored outputs may. */
function outcomeOf(run: IRun, outputs: IOutput[] | null): IOutcome {
  const error = outputs?.find(output => output.output_type === 'error');
  const failed = run.failed ?? (outputs ? error !== undefined : null);
  return {
    failed,
    line: failed && error ? lineOf(error) : null,
    count: run.count
  };
}

/** Line of the cell that the outermost frame of an IPython traceback points at. */
function lineOf({ traceback }: IOutput): number | null {
  const text = Array.isArray(traceback) ? traceback.join('\n') : '';
  // eslint-disable-next-line no-control-regex
  const plain = text.replace(/\x1b\[[0-9;]*m/g, '');
  const found =
    /^-+> (\d+)/m.exec(plain) ??
    /(?:Cell In|In cell|<ipython-input).*?line (\d+)/.exec(plain);
  return found ? Number(found[1]) : null;
}
