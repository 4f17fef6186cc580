import type { IOutput } from '../notebook/facts';
import { stripAnsi } from './terminal';
import { match } from './match';
import type { IContext, IMatch } from './match';
import { expectsError } from './tags';
import { compareText } from './text/compare';
import { isDoubt } from './text/mask';
import type { ICellRun, IOutputComparison, Verdict } from './types';

/** An error by name and value; tracebacks never decide. */
interface IErrorText {
  ename: string;
  evalue: string;
}

/** Whether the cell ended in an error that nothing announced. */
export function failed(cell: ICellRun): boolean {
  return cell.outcome.status === 'error' && !expectsError(cell);
}

/**
 * Compares the errors of a cell, decided by its reply and not by its outputs
 * alone: an unknown magic fails without an error output. At most one comparison.
 */
export function compareCellErrors(
  oldOutputs: IOutput[],
  newOutputs: IOutput[],
  cell: ICellRun,
  context: IContext
): IOutputComparison[] {
  const old = findError(oldOutputs);
  const shown = findError(newOutputs);
  const now = cell.outcome.status === 'error' ? cell.outcome : shown;
  const found = judge(old, now, cell, context);
  return found === null
    ? []
    : [
        {
          verdict: found.verdict,
          cause: found.verdict === 'failed-as-before' ? null : 'value',
          message: found.message,
          detail: found.detail ?? null,
          kind: 'error',
          old: old?.index ?? null,
          new: shown?.index ?? null
        }
      ];
}

function judge(
  old: IErrorText | null,
  now: IErrorText | null,
  cell: ICellRun,
  context: IContext
): { verdict: Verdict; message: string; detail?: string | null } | null {
  if (now === null) {
    const detail = old && `${old.ename} before`;
    return expectsError(cell)
      ? {
          verdict: 'expected-error-missing',
          message: 'Did not raise the expected error',
          detail
        }
      : old && { verdict: 'error-gone', message: 'The error is gone', detail };
  }
  const detail = now.ename + (now.evalue === '' ? '' : `: ${now.evalue}`);
  if (old === null) {
    return failed(cell)
      ? { verdict: 'failed', message: `Stopped with ${now.ename}`, detail }
      : cell.old && {
          verdict: 'unexpected',
          message: 'An error that was not there before',
          detail
        };
  }
  const found = compareErrors(old, now, context);
  // What the masks leave nothing of is the same error; what may be data is not known to be.
  if (
    found.verdict === 'uncomparable' &&
    (!found.masks || isDoubt(found.message))
  ) {
    return failed(cell)
      ? {
          verdict: 'failed',
          message: `Stopped with ${now.ename}`,
          detail: found.message
        }
      : { ...found, verdict: 'uncomparable' };
  }
  if (found.verdict !== 'different') {
    return { verdict: 'failed-as-before', message: 'Same error as before' };
  }
  return failed(cell)
    ? {
        verdict: 'failed',
        message: `Stopped with another error, ${now.ename}`,
        detail
      }
    : { ...found, verdict: 'different' };
}

/** The first error among outputs and its index, or null. */
function findError(
  outputs: IOutput[]
): (IErrorText & { index: number }) | null {
  const index = outputs.findIndex(output => output.output_type === 'error');
  return index < 0
    ? null
    : {
        index,
        ename: outputs[index].ename as string,
        evalue: outputs[index].evalue as string
      };
}

/** Same name, and same value by the rules of text. */
function compareErrors(
  old: IErrorText,
  now: IErrorText,
  context: IContext
): IMatch {
  if (stripAnsi(old.ename) !== stripAnsi(now.ename)) {
    return match(
      'different',
      'value',
      'Another error',
      `${old.ename} before, now ${now.ename}`
    );
  }
  const result = compareText(old.evalue, now.evalue, context);
  return result.verdict === 'different'
    ? { ...result, message: 'Error text differs' }
    : result;
}
