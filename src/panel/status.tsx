import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import type { IPanelModel } from '../lab/view';
import { levelOf } from '../core/ladder/levels';
import { formatLevel } from './context';
import { useClock, useCurrent, useNotebookState } from './hooks';
import { ladderIcon } from './icons';
import { plain } from './prose';
import { progressText } from './progress';
import { standingLine } from './standing';

/** The status bar's item: the level and whether it was verified; pressing it opens the panel. */
export class ReproducibilityStatus extends ReactWidget {
  constructor(options: ReproducibilityStatus.IOptions) {
    super();
    this._options = options;
    this.addClass('jp-ReproducibilityStatus');
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
    return <StatusView {...this._options} visible={this.isVisible} />;
  }

  private _options: ReproducibilityStatus.IOptions;
}

export namespace ReproducibilityStatus {
  export interface IOptions {
    model: IPanelModel;
    trans: TranslationBundle;
    /** Brings the panel to the front. */
    open: () => void;
  }
}

function StatusView(
  props: ReproducibilityStatus.IOptions & { visible: boolean }
): JSX.Element | null {
  const { model, trans, open, visible } = props;
  const current = useCurrent(model);
  const state = useNotebookState(current);
  const now = useClock(state?.progress ? 1000 : 30_000, visible);
  const report = state?.report;
  if (!state || !report) {
    return null;
  }
  const line = standingLine(report, now, trans);
  const level = formatLevel(report.level);
  const { name } = levelOf(report.level);
  const short = state.progress
    ? progressText(state.progress, now, trans)
    : report.standing === 'unverified'
      ? trans.__('Level %1, not verified', level)
      : trans.__('Level %1 %2', level, line.glyph);
  const title = trans.__('Level %1: %2. %3', level, name, plain(line.text));
  return (
    <button
      type="button"
      className={`jp-ReproducibilityStatus-item jp-mod-${line.tone}`}
      title={title}
      aria-label={state.progress ? short : title}
      onClick={open}
    >
      <ladderIcon.react tag="span" width="16px" height="16px" />
      <span>{short}</span>
    </button>
  );
}
