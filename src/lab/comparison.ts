import type { JupyterFrontEnd } from '@jupyterlab/application';
import { MainAreaWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { SplitPanel, type Widget } from '@lumino/widgets';
import { canonicalOutputs, dataDiff, wordDiff } from '../core/outputs';
import { ComparisonView } from '../panel';
import { ladderIcon } from './icons';
import type { NotebookModel } from './model';
import { Rules } from './rules';
import type { Settings } from './settings';

const open = new WeakMap<NotebookModel, MainAreaWidget<ComparisonView>>();

/**
 * Opens (or brings to front) the comparison of a notebook's last clean run, at that cell when given.
 *
 * #### Notes
 * A tab beside the notebook in JupyterLab. Notebook 7 takes one widget in its main area alone, so there it goes below.
 */
export function openComparison(
  app: JupyterFrontEnd,
  model: NotebookModel,
  cell: number | null,
  trans: TranslationBundle,
  inLab: boolean,
  settings: Settings
): void {
  const { contents } = app.serviceManager;
  const rules = () => new Rules({ model, settings, contents, trans });
  const widget = comparisonOf(model, trans, rules);
  if (!widget.isAttached) {
    if (inLab) {
      app.shell.add(widget, 'main', {
        mode: 'split-right',
        ref: model.panel.id
      });
    } else {
      app.shell.add(widget, 'down');
      raise(widget);
    }
  }
  app.shell.activateById(widget.id);
  if (cell !== null) {
    widget.content.showCell(cell);
  }
}

/** The one comparison of a notebook. */
function comparisonOf(
  model: NotebookModel,
  trans: TranslationBundle,
  rules: () => Rules
): MainAreaWidget<ComparisonView> {
  const before = open.get(model);
  if (before && !before.isDisposed) {
    return before;
  }
  const content = new ComparisonView({
    model,
    rendermime: model.panel.content.rendermime.clone({
      resolver: model.panel.context.urlResolver
    }),
    wordDiff,
    canonicalOutputs,
    dataDiff,
    rules: rules(),
    trans
  });
  const widget = new MainAreaWidget({ content });
  widget.id = `jupyterlab-reproducibility-comparison-${model.panel.id}`;
  widget.title.icon = ladderIcon;
  widget.title.label = trans.__('Comparison: %1', model.path);
  widget.title.closable = true;
  model.panel.disposed.connect(() => widget.dispose());
  open.set(model, widget);
  return widget;
}

/** The area below may be folded to its tabs: gives it a good half of the height. */
function raise(widget: Widget): void {
  let parent: Widget | null = widget.parent;
  while (parent && !(parent instanceof SplitPanel)) {
    parent = parent.parent;
  }
  parent?.setRelativeSizes([1, 1]);
}
