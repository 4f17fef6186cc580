import * as React from 'react';
import type { IOutput } from '../core/notebook/facts';
import type {
  ICellComparison,
  INotebookComparison,
  IOutputComparison
} from '../core/outputs/types';
import type { ICellOutputs, INotebookModel, INotebookState } from '../lab/view';
import { ComparePair } from './compare-pair';
import type { ICompareTools } from './compare-tools';
import { useView } from './context';
import { Button, CellLink, Mark } from './controls';
import { headline, isQuiet } from './headline';
import { outputAt } from './pair';
import { Prose } from './prose';
import { CellTags } from './compare-tags';
import { choices, isOpen } from './settle';
import {
  causeWords,
  cellVerdict,
  followWords,
  hintWords,
  repeatWords,
  seedWords,
  verdictMark
} from './words';

/** One cell of the comparison: its verdict in a line, its source, its outputs side by side. */
export function CompareCell(props: {
  model: INotebookModel;
  state: INotebookState;
  tools: ICompareTools;
  comparison: ICellComparison;
  /** Null when the outputs are no longer kept. */
  cell: ICellOutputs | null;
  open: boolean;
  onToggle: () => void;
}): JSX.Element {
  const { trans } = useView();
  const { model, comparison, cell, open, onToggle } = props;
  const id = React.useId();
  const { index, verdict } = comparison;
  const run = props.state.result?.comparison.verdict ?? null;
  const first = headline(comparison);
  const { repeat } = comparison;
  const cause = repeat
    ? repeatWords(repeat, trans)
    : causeWords(first.cause, trans);
  const summary = props.state.report?.run ?? null;
  const also = [
    repeat?.detail ?? '',
    seedWords(index, summary, trans),
    hintWords(comparison, trans),
    followWords(cell, summary, trans)
  ].filter(part => part !== '');
  return (
    <section
      className="jp-Reproducibility-cell"
      data-cell={index}
      tabIndex={-1}
      aria-label={trans.__('Cell %1', index + 1)}
    >
      <div className="jp-Reproducibility-cellLine">
        <h3>
          <button
            type="button"
            className="jp-Reproducibility-disclosure"
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={onToggle}
          >
            <span className="jp-Reproducibility-caret" aria-hidden="true" />
            <Mark {...verdictMark(first.verdict, trans, first.cause, run)} />
            <b>
              <Prose text={first.message ?? cellVerdict(verdict, trans)} />
            </b>
          </button>
        </h3>
        {first.detail ? (
          <span className="jp-Reproducibility-sub">
            <Prose text={first.detail} />
          </span>
        ) : null}
        {cause ? (
          <span className="jp-Reproducibility-chip">{cause}</span>
        ) : null}
        {also.length > 0 ? (
          <span className="jp-Reproducibility-sub">
            <Prose
              text={also.join(' · ')}
              goToCell={at => model.goToCell(at)}
            />
          </span>
        ) : null}
        <span className="jp-Reproducibility-cellEnd">
          <CellLink index={index} onPress={at => model.goToCell(at)} />
          {cell ? <CellActions {...props} cell={cell} /> : null}
          {cell ? <CellTags rules={props.tools.rules} index={index} /> : null}
        </span>
      </div>
      {open ? (
        <div id={id}>
          {cell ? (
            <Body {...props} cell={cell} run={run} />
          ) : (
            <p className="jp-Reproducibility-sub">
              {trans.__('The outputs of this cell are no longer kept.')}
            </p>
          )}
        </div>
      ) : null}
    </section>
  );
}

function CellActions(props: {
  model: INotebookModel;
  state: INotebookState;
  comparison: ICellComparison;
  cell: ICellOutputs;
}): JSX.Element | null {
  const { trans } = useView();
  const { model, state, comparison, cell } = props;
  const { verdict, index } = comparison;
  const alike = verdict === 'identical' || verdict === 'not-run';
  if (alike || cell.old === null || !isOpen(state)) {
    return null;
  }
  const { keep, restore } = choices(state, trans, cell);
  return (
    <span className="jp-Reproducibility-acts">
      <Button onPress={() => model.keepNew(index)} reason={keep.reason}>
        {keep.label}
      </Button>
      <Button onPress={() => model.restoreOld(index)} reason={restore.reason}>
        {restore.label}
      </Button>
    </span>
  );
}

function Body(props: {
  tools: ICompareTools;
  comparison: ICellComparison;
  cell: ICellOutputs;
  run: INotebookComparison['verdict'] | null;
}): JSX.Element {
  const { trans } = useView();
  const { tools, comparison, cell, run } = props;
  const { canonicalOutputs } = tools;
  const old = React.useMemo(
    () => canonicalOutputs(cell.old ?? []),
    [canonicalOutputs, cell.old]
  );
  const now = React.useMemo(
    () => canonicalOutputs(cell.new),
    [canonicalOutputs, cell.new]
  );
  const several = comparison.outputs.length > 1;
  const telling = comparison.outputs.filter(output => !isQuiet(output));
  return (
    <>
      <pre className="jp-Reproducibility-source" tabIndex={0}>
        {cell.source}
      </pre>
      {comparison.outputs.length === 0 ? (
        <p className="jp-Reproducibility-sub">
          {trans.__('No output on either side.')}
        </p>
      ) : null}
      {comparison.outputs.map((output, at) => (
        <OutputPair
          key={at}
          tools={tools}
          output={output}
          run={run}
          old={old}
          now={now}
          named={several && (telling.length !== 1 || output !== telling[0])}
          skip={telling.length > 0 && isQuiet(output)}
        />
      ))}
    </>
  );
}

/** One output on both sides; one that came out the same beside others that did not is only named. */
function OutputPair(props: {
  tools: ICompareTools;
  output: IOutputComparison;
  run: INotebookComparison['verdict'] | null;
  old: readonly IOutput[];
  now: readonly IOutput[];
  named: boolean;
  skip: boolean;
}): JSX.Element {
  const { trans } = useView();
  const { tools, output, run, old, now, named, skip } = props;
  const left = React.useMemo(() => outputAt(old, output.old), [old, output]);
  const right = React.useMemo(() => outputAt(now, output.new), [now, output]);
  return (
    <>
      {named ? (
        <div className="jp-Reproducibility-outputLine">
          <Mark {...verdictMark(output.verdict, trans, output.cause, run)} />
          <span>
            <Prose
              text={
                output.verdict === 'new'
                  ? trans.__('Not compared')
                  : output.message
              }
            />
          </span>
          <span className="jp-Reproducibility-sub">{output.kind}</span>
        </div>
      ) : null}
      {skip ? null : (
        <ComparePair tools={tools} kind={output.kind} old={left} now={right} />
      )}
    </>
  );
}
