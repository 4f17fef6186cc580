import { isSame } from './severity';
import { expectsError } from './tags';
import type {
  ICellComparison,
  ICellRun,
  INotebookComparison,
  IOutputComparison,
  IRepeatedCell,
  RepeatVerdict,
  Verdict
} from './types';

/** A second clean run, held against the first. */
export interface ISecondRun {
  /** ISO 8601, UTC. */
  started: string;
  ended: string;
  /** Why it proves nothing, a sentence; null when it may be believed. */
  reason: string | null;
  /** Code cells with the index of the first run; `old` is what the first run gave. Cells without a match are left out. */
  cells: ICellRun[];
  /** Of these cells. */
  comparison: INotebookComparison;
}

/** Verdicts that say that what was there did not come out again. */
const DIFFERING: readonly Verdict[] = [
  'failed',
  'expected-error-missing',
  'error-gone',
  'missing',
  'different',
  'unexpected'
];

/**
 * Tells random from stale: what a second clean run says of each cell whose outputs differ from the stored ones.
 *
 * #### Notes
 * Two clean runs that disagree are random, whatever is stored, so a cell that came out as stored at first may turn out
 * random, too. A guess at the cause gives way to what was seen. The verdicts stay: nothing of this verifies.
 */
export function judgeRepeat(
  first: INotebookComparison,
  second: ISecondRun
): INotebookComparison {
  const { started, ended, reason } = second;
  return {
    ...first,
    cells: first.cells.map(cell => judgeCell(cell, second)),
    repeat: { started, ended, reason }
  };
}

function judgeCell(
  { repeat: _, ...cell }: ICellComparison,
  second: ISecondRun
): ICellComparison {
  const again = second.comparison.cells.find(
    ({ index }) => index === cell.index
  );
  const run = second.cells.find(({ index }) => index === cell.index);
  const unknown = whyUnknown(run, second.reason);
  if (!DIFFERING.includes(cell.verdict)) {
    const varies =
      unknown === null &&
      again &&
      cell.verdict !== 'not-run' &&
      DIFFERING.includes(again.verdict);
    return varies
      ? { ...cell, repeat: random(again.outputs.filter(isDiffering)) }
      : cell;
  }
  if (unknown !== null || !again) {
    return { ...cell, repeat: couldNotTell(unknown ?? GONE) };
  }
  const outputs = cell.outputs.map(output => judgeOutput(output, again));
  const deciding = outputs.find(({ verdict }) => verdict === cell.verdict);
  return {
    ...cell,
    cause: deciding?.cause ?? cell.cause,
    outputs,
    repeat: sumUp(outputs, again)
  };
}

const GONE = 'the cell was edited, moved or removed between the two runs';

/** Why the second run says nothing of a cell; null when it may. */
function whyUnknown(
  run: ICellRun | undefined,
  reason: string | null
): string | null {
  if (reason !== null) {
    return reason;
  }
  if (!run) {
    return GONE;
  }
  if (run.outcome.status === 'not-run') {
    return 'the second run did not get to the cell';
  }
  return run.outcome.status === 'error' &&
    !expectsError(run) &&
    !run.old?.some(output => output.output_type === 'error')
    ? `the second run failed here with ${run.outcome.ename}`
    : null;
}

/** A guess that it is random gives way to what was seen. */
function judgeOutput(
  output: IOutputComparison,
  again: ICellComparison
): IOutputComparison {
  if (!isDiffering(output)) {
    return output;
  }
  const repeat = compareAgain(output, again);
  switch (repeat) {
    case 'random':
      return { ...output, repeat, cause: 'random' };
    case 'stale':
      return {
        ...output,
        repeat,
        cause: output.cause === 'random' ? 'value' : output.cause
      };
    case 'unknown':
      return { ...output, repeat };
  }
}

function compareAgain(
  output: IOutputComparison,
  again: ICellComparison
): RepeatVerdict {
  if (output.new === null) {
    // The first run gave nothing here: neither may the second.
    return again.outputs.some(
      ({ old, verdict }) => old === null && !isSame(verdict)
    )
      ? 'random'
      : 'stale';
  }
  const pair = again.outputs.find(({ old }) => old === output.new);
  if (!pair || pair.verdict === 'uncomparable') {
    return 'unknown';
  }
  // The values agree, in whatever order: these are not what differs.
  return isDiffering(pair) ? 'random' : 'stale';
}

function sumUp(
  outputs: IOutputComparison[],
  again: ICellComparison
): IRepeatedCell {
  const told = outputs.flatMap(({ repeat }) => repeat ?? []);
  const varied = told.filter(repeat => repeat === 'random').length;
  if (varied > 0) {
    const judged = random(again.outputs.filter(isDiffering));
    return varied < told.length
      ? { ...judged, detail: `${varied} of ${told.length} differing outputs` }
      : judged;
  }
  return told.includes('unknown')
    ? couldNotTell('the outputs of the two runs could not be compared')
    : {
        verdict: 'stale',
        message:
          'Stale or hidden state: two clean runs agree with each other, but not with what was stored',
        detail: null
      };
}

function random([first]: IOutputComparison[]): IRepeatedCell {
  return {
    verdict: 'random',
    message: 'Random: two clean runs disagree with each other',
    detail: first
      ? `between the two runs: ${[first.message, first.detail].filter(Boolean).join(', ')}`
      : null
  };
}

function couldNotTell(why: string): IRepeatedCell {
  return {
    verdict: 'unknown',
    message: `Could not tell random from stale: ${why}`,
    detail: null
  };
}

function isDiffering({ verdict }: IOutputComparison): boolean {
  return DIFFERING.includes(verdict);
}
