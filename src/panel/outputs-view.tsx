import * as React from 'react';
import type { IRunSummary, VerdictCounts } from '../core/ladder/report';
import type {
  ICellComparison,
  INotebookComparison,
  Verdict
} from '../core/outputs/types';
import type {
  ICellOutputs,
  INotebookModel,
  INotebookState,
  IRunResult
} from '../lab/view';
import { headline, isTelling, isUncompared } from './headline';
import { useView } from './context';
import { Button, CellLink, LinkButton, Mark, Rows, Section } from './controls';
import { Prose } from './prose';
import { isRepeatable, whyNotRepeat } from './availability';
import { choices, hasOld, isOpen } from './settle';
import { ago, count } from './time';
import {
  causeWords,
  cellVerdict,
  countsLine,
  followWords,
  hintWords,
  notebookVerdict,
  repeatWords,
  seedWords,
  verdictCount,
  verdictMark
} from './words';

const LIMIT = 20;
/** So many cells without a baseline are named one by one; more are counted. */
const NAMED = 3;
type Run = INotebookComparison['verdict'];

/** What the last clean run gave, compared with what was stored. */
export function Outputs(props: {
  model: INotebookModel;
  state: INotebookState;
}): JSX.Element {
  const { trans, now } = useView();
  const { model, state } = props;
  const { result } = state;
  const run = state.report?.run ?? null;
  const ended = result?.ended ?? run?.ended;
  return (
    <Section
      title={trans.__('Outputs')}
      side={
        ended === undefined
          ? ''
          : trans.__('last run, %1', ago(ended, now, trans))
      }
    >
      {ended === undefined ? (
        <p className="jp-Reproducibility-body jp-Reproducibility-sub">
          {state.report?.notebook.codeCells === 0
            ? trans.__('There is no code to run, so no output to compare.')
            : trans.__(
                'No clean run yet. It restarts, runs all cells and compares each output with the stored one, which is kept.'
              )}
        </p>
      ) : null}
      {result ? (
        <>
          <Rows
            limit={LIMIT}
            rows={[
              <Told key="told" comparison={result.comparison} />,
              ...otherRows(result, run, model, trans)
            ]}
          />
          <Settle key={result.ended} model={model} state={state} />
        </>
      ) : run ? (
        <RunOnly run={run} />
      ) : null}
    </Section>
  );
}

/** The outcome in one sentence, with what had to be ignored for it. */
function Told(props: { comparison: INotebookComparison }): JSX.Element {
  const { trans } = useView();
  const { comparison } = props;
  return (
    <li className="jp-Reproducibility-row">
      <Mark {...notebookVerdict(comparison.verdict, trans)} />
      <span className="jp-Reproducibility-what">
        <Prose text={countsLine(comparison, trans)} />
      </span>
    </li>
  );
}

function countsText(
  counts: VerdictCounts,
  verdicts: readonly string[],
  trans: ReturnType<typeof useView>['trans'],
  run: Run
): string {
  return verdicts
    .filter(verdict => (counts[verdict] ?? 0) > 0)
    .map(verdict => verdictCount(verdict, counts[verdict], trans, run))
    .join(', ');
}

function otherRows(
  { comparison, cells: outputs }: IRunResult,
  summary: IRunSummary | null,
  model: INotebookModel,
  trans: ReturnType<typeof useView>['trans']
): JSX.Element[] {
  const blank = new Set(
    outputs
      .filter(({ source }) => source.trim() === '')
      .map(({ index }) => index)
  );
  const cells = comparison.cells.filter(
    cell =>
      isTelling(cell, comparison.verdict) ||
      (isUncompared(cell) && !blank.has(cell.index))
  );
  const of = (verdict: Verdict) =>
    cells.filter(cell => cell.verdict === verdict);
  const counted = (['new', 'not-run'] as const).filter(
    verdict => of(verdict).length > NAMED
  );
  const named = cells.filter(
    cell => !(counted as Verdict[]).includes(cell.verdict)
  );
  return [
    ...named.map(cell => (
      <CellRow
        key={cell.index}
        cell={cell}
        outputs={outputs.find(({ index }) => index === cell.index) ?? null}
        model={model}
        run={summary}
      />
    )),
    ...counted.map(verdict => (
      <li className="jp-Reproducibility-row" key={verdict}>
        <Mark {...verdictMark(verdict, trans)} />
        <span className="jp-Reproducibility-what">
          {verdict === 'new'
            ? trans.__(
                '%1 cells not compared: they had not run as they are now',
                count(of(verdict).length)
              )
            : trans.__('%1 cells not run', count(of(verdict).length))}
        </span>
      </li>
    ))
  ];
}

/** A cell that did not come out the same, with the first output that tells. */
function CellRow(props: {
  cell: ICellComparison;
  outputs: ICellOutputs | null;
  model: INotebookModel;
  run: IRunSummary | null;
}): JSX.Element {
  const { trans } = useView();
  const { cell, outputs, model, run } = props;
  const first = headline(cell);
  const details = [
    first.detail ?? '',
    ...(cell.repeat
      ? [repeatWords(cell.repeat, trans), seedWords(cell.index, run, trans)]
      : [causeWords(first.cause, trans), hintWords(cell, trans)]),
    followWords(outputs, run, trans),
    first.more > 0
      ? trans._n('and %1 more output', 'and %1 more outputs', first.more)
      : ''
  ].filter(part => part !== '');
  return (
    <li className="jp-Reproducibility-row">
      <Mark {...verdictMark(first.verdict, trans, first.cause)} />
      <span className="jp-Reproducibility-what">
        <Prose text={first.message ?? cellVerdict(cell.verdict, trans)} />
        {details.length > 0 ? (
          <small>
            <Prose text={details.join(' · ')} />
          </small>
        ) : null}
      </span>
      <span className="jp-Reproducibility-links">
        <CellLink index={cell.index} onPress={index => model.goToCell(index)} />
        {isUncompared(cell) ? null : (
          <LinkButton
            onPress={() => model.compare(cell.index)}
            label={trans.__('Compare the outputs of cell %1', cell.index + 1)}
          >
            {trans.__('compare')}
          </LinkButton>
        )}
      </span>
    </li>
  );
}

/** The run is known by its record; its outputs are no longer kept. */
function RunOnly(props: { run: IRunSummary }): JSX.Element {
  const { trans } = useView();
  const { run } = props;
  return (
    <div className="jp-Reproducibility-body jp-Reproducibility-sub">
      <div>
        {countsText(run.counts, Object.keys(run.counts), trans, run.verdict) ||
          trans.__('No output was compared')}
      </div>
      <div>{trans.__('The outputs of that run are no longer kept.')}</div>
    </div>
  );
}

/** What to do with the two sets of outputs. */
function Settle(props: {
  model: INotebookModel;
  state: INotebookState;
}): JSX.Element {
  const { trans } = useView();
  const { model, state } = props;
  const [done, setDone] = React.useState<'keep' | 'restore' | null>(null);
  const { keep, restore } = choices(state, trans);
  const verdict = state.result?.comparison.verdict;
  return (
    <div className="jp-Reproducibility-body">
      <div className="jp-Reproducibility-acts">
        {isOpen(state) ? (
          <>
            <Button
              onPress={async () => {
                await model.keepNew();
                setDone('keep');
              }}
              reason={keep.reason}
            >
              {keep.label}
            </Button>
            {hasOld(state.result?.cells ?? []) ? (
              <Button
                onPress={async () => {
                  await model.restoreOld();
                  setDone('restore');
                }}
                reason={restore.reason}
              >
                {restore.label}
              </Button>
            ) : null}
          </>
        ) : null}
        {isRepeatable(state) ? (
          <Button
            onPress={() => model.repeat()}
            reason={whyNotRepeat(state, trans)}
            title={trans.__(
              'Runs once more in a fresh kernel: what differs from this run is random, what does not was stale'
            )}
          >
            {trans.__('Run again: random or stale?')}
          </Button>
        ) : null}
        <Button onPress={() => model.compare()}>
          {trans.__('Compare all')}
        </Button>
      </div>
      <div role="status" className="jp-Reproducibility-sub">
        {done === 'keep'
          ? verdict === 'not-reproduced' || verdict === 'could-not-verify'
            ? trans.__(
                'The notebook holds the new outputs. A second clean run that gives them again verifies it.'
              )
            : trans.__('The notebook holds the new outputs.')
          : done === 'restore'
            ? trans.__('The notebook holds the old outputs again.')
            : null}
      </div>
    </div>
  );
}
