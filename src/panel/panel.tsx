import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import type { INotebookModel, IPanelModel } from '../lab/view';
import { useView } from './context';
import { Findings } from './findings-view';
import { Header } from './header';
import { useCurrent, useNotebookState } from './hooks';
import { Ladder, type OpenLevels } from './ladder-view';
import { Live } from './live';
import { NextStep } from './next-step';
import { Notices } from './notices';
import { Outputs } from './outputs-view';
import { ViewRoot } from './view-root';

/**
 * The sidebar panel: where the notebook in front stands, what proves it, and the next step up.
 *
 * #### Notes
 * It holds no truth of its own but which levels are open; that survives being moved to another area. Clocks stand still
 * while it is hidden.
 */
export class ReproducibilityPanel extends ReactWidget {
  constructor(options: ReproducibilityPanel.IOptions) {
    super();
    this._options = options;
    this.addClass('jp-ReproducibilityPanel');
    this.addClass('jp-Reproducibility');
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
        label={trans.__('Reproducibility')}
      >
        <PanelView model={model} open={this._open} />
      </ViewRoot>
    );
  }

  private _options: ReproducibilityPanel.IOptions;
  private _open: OpenLevels = new Map();
}

export namespace ReproducibilityPanel {
  export interface IOptions {
    model: IPanelModel;
    trans: TranslationBundle;
  }
}

function PanelView(props: {
  model: IPanelModel;
  open: OpenLevels;
}): JSX.Element {
  const { trans } = useView();
  const current = useCurrent(props.model);
  return current ? (
    <NotebookView model={current} open={props.open} />
  ) : (
    <div className="jp-Reproducibility-none">
      <h2 className="jp-Reproducibility-level">
        {trans.__('No notebook open')}
      </h2>
      <p className="jp-Reproducibility-sub">
        {trans.__(
          'Open a notebook to see on which level of the ladder it stands, what proves that, and the next step up.'
        )}
      </p>
    </div>
  );
}

function NotebookView(props: {
  model: INotebookModel;
  open: OpenLevels;
}): JSX.Element | null {
  const { model, open } = props;
  const state = useNotebookState(model);
  if (!state) {
    return null;
  }
  const { report } = state;
  return (
    <>
      <Header model={model} state={state} />
      <Live model={model} state={state} />
      <Notices model={model} state={state} />
      {report ? (
        <>
          {report.next ? (
            <NextStep model={model} state={state} next={report.next} />
          ) : null}
          <Ladder model={model} report={report} open={open} />
          <Findings model={model} state={state} report={report} />
          <Outputs model={model} state={state} />
        </>
      ) : null}
    </>
  );
}
