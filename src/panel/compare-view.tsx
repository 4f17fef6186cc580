import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import type { INotebookModel } from '../lab/view';
import { CompareCell } from './compare-cell';
import type { ICompareTools } from './compare-tools';
import { CompareTop } from './compare-top';
import { useView } from './context';
import { Button } from './controls';
import { useNotebookState } from './hooks';
import { Live } from './live';
import { count } from './time';
import { ViewRoot } from './view-root';

/** What a person chose to see; kept by the widget, so that moving it loses nothing. */
interface IChosen {
  all: boolean;
  /** Cells opened or closed by hand, by index. */
  open: Map<number, boolean>;
}

/** So many differing cells are open from the start; more open when asked. */
const OPEN = 20;

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
  private _chosen: IChosen = { all: false, open: new Map() };
}

export namespace ComparisonView {
  export interface IOptions extends ICompareTools {
    model: INotebookModel;
    trans: TranslationBundle;
  }
}

/** Whether a cell is shown under "Differences". */
function differs(verdict: string): boolean {
  return !['identical', 'equivalent', 'ignored', 'not-run', 'new'].includes(
    verdict
  );
}

function Comparison(props: {
  model: INotebookModel;
  tools: ICompareTools;
  chosen: IChosen;
  cell: { index: number } | null;
}): JSX.Element | null {
  const { trans } = useView();
  const { model, tools, chosen } = props;
  const state = useNotebookState(model);
  const [, redraw] = React.useReducer((n: number) => n + 1, 0);
  const root = React.useRef<HTMLDivElement>(null);
  const result = state?.result ?? null;

  React.useEffect(() => {
    const index = props.cell?.index;
    const found = result?.comparison.cells.find(cell => cell.index === index);
    if (index === undefined || !found) {
      return;
    }
    chosen.all = chosen.all || !differs(found.verdict);
    chosen.open.set(index, true);
    redraw();
    const frame = window.requestAnimationFrame(() => {
      const node = root.current?.querySelector<HTMLElement>(
        `[data-cell="${index}"]`
      );
      node?.scrollIntoView({ block: 'start' });
      node?.focus({ preventScroll: true });
    });
    return () => window.cancelAnimationFrame(frame);
  }, [props.cell]);

  if (!state || !result) {
    return (
      <p className="jp-Reproducibility-none jp-Reproducibility-sub">
        {trans.__(
          'There is nothing to compare: no clean run of this notebook has ended while it was open, or its outputs were let go.'
        )}
      </p>
    );
  }
  const { cells } = result.comparison;
  const different = cells.filter(cell => differs(cell.verdict));
  const shown = chosen.all ? cells : different;
  const choose = (all: boolean) => {
    chosen.all = all;
    redraw();
  };
  const early = new Set(different.slice(0, OPEN).map(cell => cell.index));
  return (
    <div ref={root}>
      <CompareTop model={model} state={state} result={result} />
      <Live state={state} />
      <div className="jp-Reproducibility-filter">
        <Button onPress={() => choose(false)} pressed={!chosen.all}>
          {trans.__('Differences %1', count(different.length))}
        </Button>
        <Button onPress={() => choose(true)} pressed={chosen.all}>
          {trans.__('All %1', count(cells.length))}
        </Button>
      </div>
      {shown.length === 0 ? (
        <p className="jp-Reproducibility-none jp-Reproducibility-sub">
          {trans.__('No output differs.')}
        </p>
      ) : null}
      {shown.map(comparison => {
        const { index } = comparison;
        const open = chosen.open.get(index) ?? early.has(index);
        return (
          <CompareCell
            key={`${result.ended} ${index}`}
            model={model}
            state={state}
            tools={tools}
            comparison={comparison}
            cell={result.cells.find(each => each.index === index) ?? null}
            open={open}
            onToggle={() => {
              chosen.open.set(index, !open);
              redraw();
            }}
          />
        );
      })}
    </div>
  );
}
