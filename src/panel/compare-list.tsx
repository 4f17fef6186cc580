import * as React from 'react';
import type { ICellComparison } from '../core/outputs/types';
import type { INotebookModel, INotebookState, IRunResult } from '../lab/view';
import { CompareCell } from './compare-cell';
import { RulesForm } from './compare-rules';
import { RulesLine } from './compare-rules-line';
import type { ICompareTools } from './compare-tools';
import { useView } from './context';
import { Button, Mark } from './controls';
import { isTelling, isUncompared } from './headline';
import { Prose } from './prose';
import { count } from './time';
import { verdictMark } from './words';

/** What a person chose to see; kept by the widget, so that moving it loses nothing. */
export interface IChosen {
  all: boolean;
  /** Cells opened or closed by hand, by index. */
  open: Map<number, boolean>;
  /** How many cells are listed. */
  limit: number;
  /** Whether the form for the rules is open. */
  rules: boolean;
}

/** So many cells are listed at first, and more each time that is asked for. */
export const PAGE = 50;
/** So many differing cells are open from the start; more open when asked. */
const OPEN = 10;
/** So many cells that were not compared are named. */
const NAMED = 12;

/** The cells of a comparison: those that differ, or all. */
export function CompareList(props: {
  model: INotebookModel;
  state: INotebookState;
  result: IRunResult;
  tools: ICompareTools;
  chosen: IChosen;
  /** The cell to bring into sight; another object each time. */
  cell: { index: number } | null;
}): JSX.Element {
  const { trans } = useView();
  const { model, state, result, tools, chosen } = props;
  const [, redraw] = React.useReducer((n: number) => n + 1, 0);
  const form = React.useId();
  const root = React.useRef<HTMLDivElement>(null);
  const { cells, verdict } = result.comparison;
  const different = cells.filter(cell => isTelling(cell, verdict));
  const shown = chosen.all ? cells : different;
  const early = new Set(different.slice(0, OPEN).map(cell => cell.index));
  const outputs = new Map(result.cells.map(cell => [cell.index, cell]));
  const choose = (part: Partial<IChosen>) => {
    Object.assign(chosen, part);
    redraw();
  };

  React.useEffect(() => {
    const index = props.cell?.index;
    const found = cells.find(cell => cell.index === index);
    if (index === undefined || !found) {
      return;
    }
    const all = chosen.all || !isTelling(found, verdict);
    const place = (all ? cells : different).indexOf(found);
    chosen.open.set(index, true);
    choose({ all, limit: Math.max(chosen.limit, place + 1) });
    const frame = window.requestAnimationFrame(() => {
      const node = root.current?.querySelector<HTMLElement>(
        `[data-cell="${index}"]`
      );
      node?.scrollIntoView({ block: 'start' });
      node?.focus({ preventScroll: true });
    });
    return () => window.cancelAnimationFrame(frame);
  }, [props.cell]);

  const hidden = Math.max(0, shown.length - chosen.limit);
  return (
    <div ref={root}>
      <div className="jp-Reproducibility-filter">
        <Button onPress={() => choose({ all: false })} pressed={!chosen.all}>
          {trans.__('Differences %1', count(different.length))}
        </Button>
        <Button onPress={() => choose({ all: true })} pressed={chosen.all}>
          {trans.__('All %1', count(cells.length))}
        </Button>
        <RulesLine
          rules={tools.rules}
          open={chosen.rules}
          onToggle={() => choose({ rules: !chosen.rules })}
          controls={form}
        />
      </div>
      {chosen.rules ? (
        <RulesForm
          id={form}
          rules={tools.rules}
          comparison={result.comparison}
          onClose={() => {
            choose({ rules: false });
            root.current
              ?.querySelector<HTMLElement>(
                '.jp-Reproducibility-rulesLine button'
              )
              ?.focus();
          }}
        />
      ) : null}
      {shown.length === 0 ? (
        <p className="jp-Reproducibility-none jp-Reproducibility-sub">
          {cells.some(cell => !isUncompared(cell))
            ? trans.__('No output differs.')
            : trans.__('No output was compared.')}
        </p>
      ) : null}
      {shown.slice(0, chosen.limit).map(comparison => {
        const { index } = comparison;
        const open = chosen.open.get(index) ?? early.has(index);
        return (
          <CompareCell
            key={`${result.ended} ${index}`}
            model={model}
            state={state}
            tools={tools}
            comparison={comparison}
            cell={outputs.get(index) ?? null}
            open={open}
            onToggle={() => {
              chosen.open.set(index, !open);
              redraw();
            }}
          />
        );
      })}
      {hidden > 0 ? (
        <div className="jp-Reproducibility-body">
          <Button onPress={() => choose({ limit: chosen.limit + PAGE })}>
            {trans.__('Show %1 more', count(Math.min(PAGE, hidden)))}
          </Button>
        </div>
      ) : null}
      {chosen.all ? null : <Uncompared cells={cells} model={model} />}
    </div>
  );
}

/** The cells of which nothing can be said, at the end of the differences. */
function Uncompared(props: {
  cells: readonly ICellComparison[];
  model: INotebookModel;
}): JSX.Element {
  const { trans } = useView();
  const { cells, model } = props;
  const of = (verdict: string) =>
    cells.filter(cell => cell.verdict === verdict).map(cell => cell.index);
  const names = (indices: number[]) =>
    indices
      .slice(0, NAMED)
      .map(index => trans.__('cell %1', index + 1))
      .join(', ') + (indices.length > NAMED ? ' …' : '');
  const fresh = of('new');
  const skipped = of('not-run');
  const lines = [
    fresh.length > 0 ? trans.__('Not compared: %1', names(fresh)) : '',
    skipped.length > 0 ? trans.__('Not run: %1', names(skipped)) : ''
  ].filter(line => line !== '');
  return (
    <>
      {lines.map(line => (
        <p className="jp-Reproducibility-quiet" key={line}>
          <Mark {...verdictMark('new', trans)} />
          <span>
            <Prose text={line} goToCell={index => model.goToCell(index)} />
          </span>
        </p>
      ))}
    </>
  );
}
