import type { IOutput } from '../notebook/facts';
import { isSame } from './severity';
import { isCutOff } from './text/compare';
import type { IOutputComparison } from './types';

/**
 * Where the server left out a part of a cell's outputs, a difference says nothing: what was left out depends on how
 * fast the browser was.
 */
export function acceptCut(
  outputs: IOutputComparison[],
  old: IOutput[],
  now: IOutput[]
): IOutputComparison[] {
  if (![...old, ...now].some(isNotice)) {
    return outputs;
  }
  return outputs.map(output =>
    isSame(output.verdict) || output.kind === 'error' || isIgnorable(output)
      ? output
      : {
          ...output,
          verdict: 'uncomparable',
          cause: 'environment',
          message: 'Cut off by the server',
          detail:
            'More was printed than the server passes on: print less, or raise its iopub_msg_rate_limit and iopub_data_rate_limit'
        }
  );
}

function isNotice(output: IOutput): boolean {
  return (
    output.output_type === 'stream' &&
    output.name === 'stderr' &&
    typeof output.text === 'string' &&
    isCutOff(output.text)
  );
}

function isIgnorable({ verdict }: IOutputComparison): boolean {
  return verdict === 'ignored' || verdict === 'uncomparable';
}
