import type { ICellSummary } from '../python';
import { codeCells, type ICodeCell } from './cells';
import type { INotebook, IOutput } from './facts';
import {
  isSkipped,
  readOlderSession,
  readSession,
  type IRun,
  type ISession
} from './session';
import {
  createWorld,
  runCell,
  type Failures,
  type IOutcome,
  type ITrace
} from './symbolic/interpreter';
import { Terms } from './symbolic/terms';

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

/**
 * Run a Python notebook twice without running it: once as its session ran, once from the top.
 */
export function replay(
  notebook: INotebook,
  summarise: (source: string) => ICellSummary
): IReplay {
  const terms = new Terms();
  const failures: Failures = new Set();
  const options = { terms, summarise };
  const byIndex = new Map(codeCells(notebook).map(code => [code.index, code]));
  const session = readSession(notebook);
  const was = new Map<number, IWas>();
  const replaySession = (from: ISession, only: number[] | null) => {
    const w = createWorld(options);
    from.runs.forEach((run, place) => {
      const code = run.cell === null ? undefined : byIndex.get(run.cell);
      const isLast = code && from.last.get(code.index) === place;
      const outputs = isLast ? code.cell.outputs : null;
      const trace = runCell(
        w,
        place,
        run.source,
        outcomeOf(run, outputs),
        failures
      );
      if (isLast && (only === null || only.includes(code.index))) {
        was.set(code.index, { trace, session: from, place });
      }
    });
  };
  replaySession(session, null);
  if (session.older.length > 0) {
    replaySession(readOlderSession(notebook, session.older), session.older);
  }
  const clean = createWorld(options);
  let count = 0;
  const cells = [...byIndex.values()]
    .filter(({ cell }) => !isSkipped(cell.tags))
    .map(code => ({
      code,
      was: was.get(code.index) ?? null,
      now: runCell(
        clean,
        code.index,
        code.cell.source,
        { failed: null, line: null, count: ++count },
        failures
      )
    }));
  return {
    cells,
    terms,
    runs: session.runs,
    left: new Set(clean.globals.names.keys()),
    isOpen: clean.unseen.length > 0
  };
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
