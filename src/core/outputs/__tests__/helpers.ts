import type { IOutput } from '../../notebook/facts';
import type { ICellRun, RunOutcome } from '../types';

export type { ICellRun, IOutput, RunOutcome };

/** A cell that ran without error, unless said otherwise. */
export function cell(parts: Partial<ICellRun>): ICellRun {
  return {
    index: 0,
    id: null,
    tags: [],
    source: '',
    outcome: { status: 'ok' },
    old: [],
    new: [],
    ...parts
  };
}

export function stream(text: string, name = 'stdout'): IOutput {
  return { output_type: 'stream', name, text };
}

export function display(data: { [mime: string]: unknown }): IOutput {
  return { output_type: 'display_data', data, metadata: {} };
}

export function error(ename: string, evalue: string): IOutput {
  return { output_type: 'error', ename, evalue, traceback: [] };
}
