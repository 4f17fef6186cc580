import type { TranslationBundle } from '@jupyterlab/translation';

/** How a clean run ended; `stopped` is an error in a cell. */
export type Ending =
  | 'completed'
  | 'stopped'
  | 'interrupted'
  | 'cancelled'
  | 'kernel-died'
  | 'kernel-changed'
  | 'disconnected'
  | 'not-started';

/** Why; a program may depend on these words. */
export type ReasonCode =
  | 'completed'
  | 'completed-with-errors'
  | 'error-in-cell'
  | 'interrupted'
  | 'time-limit'
  | 'time-limit-busy'
  | 'cancelled'
  | 'still-busy'
  | 'notebook-closed'
  | 'kernel-died'
  | 'kernel-changed'
  | 'kernel-restarted'
  | 'disconnected'
  | 'no-answer'
  | 'input-refused'
  | 'no-kernel'
  | 'kernel-terminating'
  | 'kernel-starting'
  | 'not-connected'
  | 'pending-input'
  | 'already-running'
  | 'cells-running'
  | 'running-elsewhere'
  | 'nothing-to-run'
  | 'declined'
  | 'not-kept'
  | 'restart-failed'
  | 'restart-not-proved'
  | 'kernel-refused'
  | 'foreign-execution'
  | 'cells-changed'
  | 'still-changing'
  | 'unexpected';

/** A code for programs, and the same as a sentence for people. */
export interface IReason {
  code: ReasonCode;
  text: string;
}

/** What some sentences name. */
export interface IReasonDetail {
  /** Index of a cell, counting all cells from 0; shown counting from 1. */
  cell?: number;
  /** A number that the sentence is about. */
  count?: number;
  /** Words of the server, the kernel or the browser. */
  words?: string;
}

/** Puts a reason in the reader's language. */
export function reason(
  trans: TranslationBundle,
  code: ReasonCode,
  detail: IReasonDetail = {}
): IReason {
  const text = sentence(trans, code, detail);
  return { code, text };
}

function sentence(
  trans: TranslationBundle,
  code: ReasonCode,
  { cell, count, words = '' }: IReasonDetail
): string {
  const number = (cell ?? 0) + 1;
  switch (code) {
    case 'completed':
      return trans.__('All cells ran.');
    case 'completed-with-errors':
      return trans.__('All cells were run, but some of them failed.');
    case 'error-in-cell':
      return trans.__('Cell %1 stopped the run: %2', number, words);
    case 'interrupted':
      return trans.__('The kernel was interrupted in cell %1.', number);
    case 'time-limit':
      return trans.__(
        'Cell %1 was interrupted after %2 s, the time limit for a cell.',
        number,
        count ?? 0
      );
    case 'time-limit-busy':
      return trans.__(
        'Cell %1 ran for longer than %2 s, the time limit for a cell. The kernel did not stop: it may still be working.',
        number,
        count ?? 0
      );
    case 'cancelled':
      return trans.__('The run was cancelled.');
    case 'still-busy':
      return trans.__(
        'The run was cancelled, but the kernel did not stop: it may still be working.'
      );
    case 'notebook-closed':
      return trans.__('The notebook was closed during the run.');
    case 'kernel-died':
      return cell === undefined
        ? trans.__('The kernel died.')
        : // Replies that were on their way die with it.
          trans.__('The kernel died in cell %1, or right after it.', number);
    case 'kernel-changed':
      return trans.__('Another kernel was chosen during the run.');
    case 'kernel-restarted':
      return trans.__('The kernel was restarted or shut down during the run.');
    case 'disconnected':
      return trans.__('The connection to the kernel was lost during the run.');
    case 'no-answer':
      return trans.__(
        'The kernel is idle, but never answered for cell %1.',
        number
      );
    case 'input-refused':
      return trans.__(
        'Cell %1 asks for typed input, which a run in a separate kernel cannot give. Use Restart, Run All and Verify.',
        number
      );
    case 'no-kernel':
      return trans.__('The notebook has no kernel. Choose one first.');
    case 'kernel-terminating':
      return trans.__(
        'The kernel is shutting down. Try again when it is gone.'
      );
    case 'kernel-starting':
      return trans.__(
        'The kernel is still starting. Try again when it is idle.'
      );
    case 'not-connected':
      return trans.__('There is no connection to the kernel.');
    case 'pending-input':
      return trans.__(
        'A cell waits for typed input. Answer it or interrupt the kernel first.'
      );
    case 'already-running':
      return trans.__('The notebook is already being verified.');
    case 'cells-running':
      return trans.__(
        'Cells are running, so that the notebook does not hold all its outputs now. Wait until they have ended, interrupt them, or run them again.'
      );
    case 'running-elsewhere':
      return trans.__(
        'The notebook is being verified in another window or browser tab.'
      );
    case 'nothing-to-run':
      return trans.__('The notebook has no code to run.');
    case 'declined':
      return trans.__('The kernel was not restarted; nothing was changed.');
    case 'not-kept':
      return trans.__(
        'The outputs could not be kept safe before the run, so it was not started. %1 A run in a fresh kernel leaves the notebook as it is.',
        words
      );
    case 'restart-failed':
      return trans.__('The kernel could not be restarted. %1', words).trim();
    case 'restart-not-proved':
      return trans.__(
        'The kernel did not start anew: the first cell ran as number %1.',
        count ?? 0
      );
    case 'kernel-refused':
      return trans.__('A fresh kernel could not be started: %1', words);
    case 'foreign-execution':
      return trans.__(
        'Something else ran code in the kernel during the run (seen at cell %1).',
        number
      );
    case 'cells-changed':
      return trans.__('Cells were moved, deleted or reloaded during the run.');
    case 'still-changing':
      return trans.__(
        'Outputs were still changing after the last cell had ended.'
      );
    case 'unexpected':
      return trans.__('The run failed for an unexpected reason: %1', words);
  }
}
