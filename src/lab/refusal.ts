import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { kernelNameOf, whyNotFresh, whyNotInPlace } from '../verify/refusal';
import type { Mode } from './view';

/** Why a clean run of a notebook would be refused now, a sentence; null when it would not. */
export function whyNotRun(
  { content, sessionContext }: NotebookPanel,
  mode: Mode,
  trans: TranslationBundle
): string | null {
  const code =
    mode === 'in-place'
      ? whyNotInPlace(content, sessionContext)
      : whyNotFresh(
          content,
          kernelNameOf(content, sessionContext),
          sessionContext
        );
  switch (code) {
    case null:
      return null;
    case 'already-running':
      return trans.__('A clean run is under way');
    case 'cells-running':
      return trans.__('Cells are running: wait until they have ended');
    case 'kernel-starting':
      return trans.__('The kernel is still starting');
    case 'kernel-terminating':
      return trans.__('The kernel is shutting down');
    case 'pending-input':
      return trans.__('A cell waits for typed input');
    case 'not-connected':
      return trans.__('The connection to the kernel is lost');
    case 'nothing-to-run':
      return trans.__('The notebook has no code to run');
    default:
      return trans.__('No kernel: choose one for this notebook first');
  }
}
