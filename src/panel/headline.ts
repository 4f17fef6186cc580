import type {
  Cause,
  ICellComparison,
  INotebookComparison,
  IOutputComparison,
  Verdict
} from '../core/outputs/types';

/** What is said of a cell in one line. */
export interface IHeadline {
  verdict: Verdict;
  cause: Cause | null;
  /** Null where no output says more than the verdict. */
  message: string | null;
  detail: string | null;
  /** How many more outputs of the cell have something to tell. */
  more: number;
}

/**
 * Whether an output came out the same, or is left out by choice, so that there is nothing to look at. What differs on
 * stderr is left out of the verdict but is worth a look, and so is a picture that is only close.
 */
export function isQuiet(output: IOutputComparison): boolean {
  switch (output.verdict) {
    case 'identical':
    case 'equivalent':
    case 'failed-as-before':
      return true;
    case 'close':
      return output.cause !== 'appearance';
    case 'ignored':
      return output.cause === null;
    default:
      return false;
  }
}

/** Whether a cell had nothing to be compared with, or was not run. */
export function isUncompared(cell: ICellComparison): boolean {
  return cell.verdict === 'new' || cell.verdict === 'not-run';
}

/**
 * Whether a cell is among the differences.
 * @param run - verdict on the whole run: the cell that stopped it is one, even with the error that was stored
 */
export function isTelling(
  cell: ICellComparison,
  run: INotebookComparison['verdict']
): boolean {
  const stopped = run === 'failed' && cell.verdict === 'failed-as-before';
  return (
    !isUncompared(cell) &&
    (stopped || cell.outputs.some(output => !isQuiet(output)))
  );
}

/** The output that decided the cell's verdict, or the first that has something to tell. */
export function headline(cell: ICellComparison): IHeadline {
  if (cell.verdict === 'new') {
    // Why is the same for all its outputs, and where it gave none.
    return {
      verdict: 'new',
      cause: null,
      message: null,
      detail: null,
      more: 0
    };
  }
  const telling = cell.outputs.filter(output => !isQuiet(output));
  const decisive = (outputs: IOutputComparison[]) =>
    outputs.find(output => output.verdict === cell.verdict);
  const first = decisive(telling) ?? telling[0] ?? decisive(cell.outputs);
  return {
    verdict: first?.verdict ?? cell.verdict,
    cause: first ? first.cause : cell.cause,
    message: first?.message ?? null,
    detail: first?.detail ?? null,
    more: Math.max(0, telling.length - 1)
  };
}
