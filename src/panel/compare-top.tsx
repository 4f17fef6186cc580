import * as React from 'react';
import type { INotebookModel, INotebookState, IRunResult } from '../lab/view';
import { isRepeatable, whyNotRepeat } from './availability';
import { useView } from './context';
import { Button } from './controls';
import { useKeepFocus } from './hooks';
import { Progress } from './progress';
import { Prose } from './prose';
import { choices, hasOld, isOpen } from './settle';
import { ago, duration } from './time';
import { countWords, notebookVerdict, verdictMark, verdictsOf } from './words';
import type { INotebookComparison } from '../core/outputs/types';

/** The verdict on the whole run, and what can be done with it. */
export function CompareTop(props: {
  model: INotebookModel;
  state: INotebookState;
  result: IRunResult;
}): JSX.Element {
  const { trans, now } = useView();
  const { model, state, result } = props;
  const { comparison, mode } = result;
  const ref = useKeepFocus<HTMLElement>(state.progress ? 'running' : 'still');
  const words = notebookVerdict(comparison.verdict, trans);
  const when = ago(result.ended, now, trans);
  const seconds =
    (new Date(result.ended).getTime() - new Date(result.started).getTime()) /
    1000;
  return (
    <header className="jp-Reproducibility-top" ref={ref}>
      <div className="jp-Reproducibility-verdict">
        <h2
          className="jp-Reproducibility-level"
          tabIndex={-1}
          data-takes-focus={!state.progress || undefined}
        >
          <span className={`jp-mod-${words.tone}`} aria-hidden="true">
            {words.glyph}
          </span>{' '}
          {words.label}
        </h2>
        <div className="jp-Reproducibility-sub">
          {[
            baseName(state.path),
            mode === 'in-place'
              ? trans.__('clean run in place, %1', when)
              : trans.__('clean run in a fresh kernel, %1', when),
            duration(seconds, trans)
          ].join(' · ')}
        </div>
        {comparison.reason === null ? null : (
          <div className="jp-Reproducibility-sub">
            <Prose
              text={comparison.reason}
              goToCell={index => model.goToCell(index)}
            />
          </div>
        )}
        <Counts comparison={comparison} />
      </div>
      {state.progress ? (
        <Progress model={model} progress={state.progress} />
      ) : (
        <TopActions model={model} state={state} result={result} />
      )}
    </header>
  );
}

function Counts(props: { comparison: INotebookComparison }): JSX.Element {
  const { trans } = useView();
  const { comparison } = props;
  return (
    <ul className="jp-Reproducibility-counts">
      {verdictsOf(comparison).map(verdict => {
        const { tone } = verdictMark(verdict, trans, null, comparison.verdict);
        return (
          <li
            key={verdict}
            className={
              tone === 'error' || tone === 'warn' ? `jp-mod-${tone}` : ''
            }
          >
            <Prose text={countWords(verdict, comparison, trans)} />
          </li>
        );
      })}
    </ul>
  );
}

function TopActions(props: {
  model: INotebookModel;
  state: INotebookState;
  result: IRunResult;
}): JSX.Element {
  const { trans } = useView();
  const { model, state, result } = props;
  const { keep, restore } = choices(state, trans);
  return (
    <div className="jp-Reproducibility-acts">
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
      {isOpen(state) ? (
        <>
          <Button onPress={() => model.keepNew()} reason={keep.reason}>
            {keep.label}
          </Button>
          {hasOld(result.cells) ? (
            <Button onPress={() => model.restoreOld()} reason={restore.reason}>
              {restore.label}
            </Button>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
