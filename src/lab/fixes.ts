import {
  Dialog,
  showDialog,
  type ISessionContextDialogs
} from '@jupyterlab/apputils';
import { NotebookActions, type NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import type { IFix } from '../core/notebook/finding';
import { applyEdit, stillFits, type ISeenCell } from '../guidance';

export interface IFixOptions {
  panel: NotebookPanel;
  fix: IFix;
  /** The cells that the fix was thought of for. */
  seen: ISeenCell[];
  dialogs: ISessionContextDialogs;
  trans: TranslationBundle;
}

/**
 * Shows what a fix will do, and does it when the person agrees.
 *
 * @returns the index of the cell to look at, or null when nothing was done
 */
export async function offerFix(options: IFixOptions): Promise<number | null> {
  const { panel, fix, seen, dialogs, trans } = options;
  const { words, source, label } = tell(fix, seen, trans);
  const result = await showDialog({
    title: fix.label,
    body: preview(words, source),
    buttons: [Dialog.cancelButton(), Dialog.okButton({ label })]
  });
  const notebook = panel.content;
  if (!result.button.accept || panel.isDisposed || !notebook.model) {
    return null;
  }
  const now = [...notebook.model.cells].map(({ sharedModel }) => ({
    id: sharedModel.getId() || null,
    source: sharedModel.getSource()
  }));
  const why = notebook.model.readOnly
    ? trans.__('The notebook is read-only.')
    : stillFits(fix, seen, now)
      ? null
      : trans.__(
          'The notebook changed meanwhile, so that this no longer fits. Nothing was done.'
        );
  if (why !== null) {
    await showDialog({
      title: fix.label,
      body: why,
      buttons: [Dialog.okButton()]
    });
    return null;
  }
  if (fix.kind !== 'run-cells') {
    return applyEdit(notebook, fix);
  }
  const cells = fix.cells.map(index => notebook.widgets[index]);
  void NotebookActions.runCells(notebook, cells, panel.sessionContext, dialogs);
  return fix.cells[fix.cells.length - 1] ?? null;
}

function preview(words: string, source: string | null): Widget {
  const node = document.createElement('div');
  node.className = 'jp-Reproducibility-preview';
  node.append(words);
  if (source !== null) {
    const text = document.createElement('pre');
    text.textContent = source;
    // A long one is scrolled with the keyboard.
    text.tabIndex = 0;
    node.append(text);
  }
  return new Widget({ node });
}

/** What a fix will do, the code that it is about, and what its button says. */
function tell(
  fix: IFix,
  seen: ISeenCell[],
  trans: TranslationBundle
): { words: string; source: string | null; label: string } {
  switch (fix.kind) {
    case 'move-cell':
      return {
        words: trans.__(
          'Cell %1 is moved to stand above cell %2, with its outputs; nothing is run. Undo in the notebook takes it back.',
          fix.from + 1,
          fix.before + 1
        ),
        source: seen[fix.from]?.source ?? null,
        label: trans.__('Move the cell')
      };
    case 'insert-cell':
      return {
        words:
          fix.before < seen.length
            ? trans.__(
                'A new cell is inserted above cell %1; it is not run. Undo in the notebook takes it back.',
                fix.before + 1
              )
            : trans.__(
                'A new cell is added at the end; it is not run. Undo in the notebook takes it back.'
              ),
        source: fix.source,
        label: trans.__('Insert the cell')
      };
    case 'replace-source':
      return {
        words: trans.__(
          'The code of cell %1 becomes this; it is not run. Undo in the notebook takes it back.',
          fix.cell + 1
        ),
        source: fix.source,
        label: trans.__('Change the cell')
      };
    case 'run-cells':
      return {
        words: trans.__(
          'These cells are run in this order, in the kernel of the notebook: %1. Their outputs are replaced.',
          fix.cells.map(index => index + 1).join(', ')
        ),
        source: null,
        label: trans.__('Run the cells')
      };
  }
}
