import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import type { INotebookModel } from '../lab/view';
import { CompareList, PAGE, type IChosen } from './compare-list';
import type { ICompareTools } from './compare-tools';
import { CompareTop } from './compare-top';
import { useView } from './context';
import { useNotebookState } from './hooks';
import { ViewRoot } from './view-root';

/**
 * Old and new outputs of the last clean run side by side: the content of a main-area tab.
 */
export class ComparisonView extends ReactWidget {
  constructor(options: ComparisonView.IOptions) {
    super();
    this._options = options;
    this.addClass('jp-ReproducibilityComparison');
    this.addClass('jp-Reproducibility');
  }

  /** Brings a cell into sight, told by its index among all cells, from 0. */
  showCell(index: number): void {
    this._cell = { index };
    this.update();
  }

  protected onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this.update();
  }

  protected onAfterHide(msg: Message): void {
    super.onAfterHide(msg);
    this.update();
  }

  protected render(): JSX.Element {
    const { model, trans } = this._options;
    return (
      <ViewRoot
        trans={trans}
        visible={this.isVisible}
        label={trans.__('Comparison of outputs')}
      >
        <Comparison
          model={model}
          tools={this._options}
          chosen={this._chosen}
          cell={this._cell}
        />
      </ViewRoot>
    );
  }

  private _options: ComparisonView.IOptions;
  private _cell: { index: number } | null = null;
  private _chosen: IChosen = {
    all: false,
    open: new Map(),
    limit: PAGE,
    rules: false
  };
}

export namespace ComparisonView {
  export interface IOptions extends ICompareTools {
    model: INotebookModel;
    trans: TranslationBundle;
  }
}

function Comparison(props: {
  model: INotebookModel;
  tools: ICompareTools;
  chosen: IChosen;
  cell: { index: number } | null;
}): JSX.Element {
  const { trans } = useView();
  const { model, tools, chosen, cell } = props;
  const state = useNotebookState(model);
  const result = state?.result;
  return state && result ? (
    <>
      <CompareTop model={model} state={state} result={result} />
      <CompareList
        model={model}
        state={state}
        result={result}
        tools={tools}
        chosen={chosen}
        cell={cell}
      />
    </>
  ) : (
    <p className="jp-Reproducibility-none jp-Reproducibility-sub">
      {trans.__(
        'There is nothing to compare: no clean run of this notebook has ended while it was open, or its outputs were let go.'
      )}
    </p>
  );
}
