import type { IOutput } from '../notebook/facts';
import { stripAnsi } from './terminal';
import { match } from './match';
import type { IContext, IMatch } from './match';
import { compareText } from './text/compare';

/** An error by name and value; tracebacks never decide. */
export interface IErrorText {
  ename: string;
  evalue: string;
}

/** The first error among outputs and its index, or null. */
export function findError(
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

/** Compares two errors: same name, and same value by the rules of text. */
export function compareErrors(
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
