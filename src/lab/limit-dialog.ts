import { Dialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { AskLimit } from '../verify';

/** Asks about a cell that was interrupted for its time and goes on; the question goes when the cell ends. */
export function askLimit(trans: TranslationBundle): AskLimit {
  return async ({ cell, seconds }, over) => {
    const dialog = new Dialog({
      title: trans.__('Cell %1 does not stop', cell + 1),
      body: trans.__(
        'It ran for longer than %1 s, the time limit for a cell, and was interrupted, but it goes on. Whatever it gives, this run verifies nothing.',
        seconds
      ),
      // Enter may be meant for a cell that is being typed in: it must not end a long run.
      defaultButton: 0,
      buttons: [
        Dialog.cancelButton({ label: trans.__('Keep waiting') }),
        Dialog.warnButton({ label: trans.__('Stop the run') })
      ]
    });
    over.addEventListener('abort', () => dialog.reject());
    const { button } = await dialog.launch();
    return button.accept ? 'stop' : 'wait';
  };
}
