import type { TranslationBundle } from '@jupyterlab/translation';
import type { INotebookState, Mode } from '../lab/view';

export type { Mode } from '../lab/view';

/**
 * Why a clean run cannot be started now, a sentence without full stop; null when it can.
 *
 * A fresh kernel needs to know which kernel to start; a run in place needs the notebook's own kernel, idle, and a file
 * that can be written.
 */
export function whyNotVerify(
  state: INotebookState,
  mode: Mode,
  trans: TranslationBundle
): string | null {
  if (state.progress) {
    return trans.__('A clean run is under way');
  }
  if (state.status === 'loading' && !state.report) {
    return trans.__('The notebook is still loading');
  }
  if (state.report?.notebook.codeCells === 0) {
    return trans.__('The notebook has no code cell to run');
  }
  if (state.changedOnDisk) {
    return trans.__('The file changed on disk: reload or save it first');
  }
  if (state.kernel === 'disconnected') {
    return trans.__('The connection to the kernel is lost');
  }
  return mode === 'in-place'
    ? whyNotInPlace(state, trans)
    : whyNotFresh(state, trans);
}

/** Whether the last run differs, so that a second one could tell random from stale. */
export function isRepeatable(state: INotebookState): boolean {
  return state.result?.comparison.verdict === 'not-reproduced';
}

/** Why a second run cannot be started now, a sentence without full stop; null when it can. */
export function whyNotRepeat(
  state: INotebookState,
  trans: TranslationBundle
): string | null {
  const run = state.report?.run;
  return (
    whyNotVerify(state, 'fresh-kernel', trans) ??
    (run && !run.stillCounts
      ? trans.__('The last run no longer counts: verify again first')
      : null)
  );
}

function whyNotInPlace(
  state: INotebookState,
  trans: TranslationBundle
): string | null {
  if (state.readOnly) {
    return trans.__('The file is read-only: new outputs could not be saved');
  }
  switch (state.kernel) {
    case 'none':
      return trans.__('No kernel: choose one for this notebook first');
    case 'starting':
      return trans.__('The kernel is still starting');
    case 'busy':
      return trans.__(
        'The kernel is busy: wait until it is idle, or verify in a fresh kernel'
      );
    case 'dead':
      return trans.__('The kernel is dead: choose or restart one first');
    default:
      return null;
  }
}

function whyNotFresh(
  state: INotebookState,
  trans: TranslationBundle
): string | null {
  const known =
    state.kernel !== 'none' || !!(state.kernelName ?? languageOf(state));
  return known
    ? null
    : trans.__('The notebook does not say which kernel it needs');
}

function languageOf(state: INotebookState): string | null {
  return state.kernelName === undefined
    ? (state.report?.notebook.language ?? null)
    : null;
}

/**
 * The mode that the large button offers: in place, unless only a fresh kernel can do it. A kernel that will be idle
 * again does not change the offer.
 */
export function preferredMode(
  state: INotebookState,
  trans: TranslationBundle
): Mode {
  const rested =
    state.kernel === 'busy' || state.kernel === 'starting'
      ? { ...state, kernel: 'idle' as const }
      : state;
  return whyNotVerify(rested, 'in-place', trans) !== null &&
    whyNotVerify(state, 'fresh-kernel', trans) === null
    ? 'fresh-kernel'
    : 'in-place';
}
