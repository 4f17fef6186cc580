import * as React from 'react';
import { levelOf } from '../core/ladder/levels';
import type { IReport } from '../core/ladder/report';
import type { INotebookModel, INotebookState } from '../lab/view';
import {
  isRepeatable,
  preferredMode,
  whyNotRepeat,
  whyNotVerify,
  type Mode
} from './availability';
import { formatLevel, useView } from './context';
import { Button, Mark } from './controls';
import { useKeepFocus, useLasting } from './hooks';
import { MenuButton } from './menu-button';
import { Progress } from './progress';
import { Prose } from './prose';
import { standingLine } from './standing';

/** A kernel that is busy for less than this (in ms) does not change the button. */
const PATIENCE = 1000;

/** Where the notebook stands, and the one button. */
export function Header(props: {
  model: INotebookModel;
  state: INotebookState;
}): JSX.Element {
  const { model, state } = props;
  const ref = useKeepFocus<HTMLElement>(state.progress ? 'running' : 'still');
  return (
    <header className="jp-Reproducibility-head" ref={ref}>
      {state.report ? (
        <Stand report={state.report} model={model} running={!!state.progress} />
      ) : (
        <NoReport state={state} />
      )}
      {state.progress ? (
        <Progress model={model} progress={state.progress} />
      ) : (
        <VerifyButton key={state.path} model={model} state={state} />
      )}
    </header>
  );
}

function Stand(props: {
  report: IReport;
  model: INotebookModel;
  running: boolean;
}): JSX.Element {
  const { trans, now } = useView();
  const { report, model, running } = props;
  const words = levelOf(report.level);
  const line = standingLine(report, now, trans);
  return (
    <div className="jp-Reproducibility-stand">
      <Badge
        kind={report.standing}
        text={formatLevel(report.level)}
        label={trans.__('Level %1', formatLevel(report.level))}
      />
      <div>
        <h2
          className="jp-Reproducibility-level"
          tabIndex={-1}
          data-takes-focus={!running || undefined}
        >
          {words.name}
        </h2>
        <div className="jp-Reproducibility-sub">{words.audience}</div>
        <div className={`jp-Reproducibility-standing jp-mod-${line.tone}`}>
          {line.glyph === '!' ? null : (
            <span aria-hidden="true">{line.glyph} </span>
          )}
          <Prose text={line.text} goToCell={index => model.goToCell(index)} />
        </div>
        {report.supported > report.level ? (
          <div className="jp-Reproducibility-sub">
            {trans.__(
              'The files support level %1, once a clean run holds',
              formatLevel(report.supported)
            )}
          </div>
        ) : null}
      </div>
    </div>
  );
}

/** No report yet, or none to be had. */
function NoReport(props: { state: INotebookState }): JSX.Element {
  const { trans } = useView();
  const { state } = props;
  if (state.status === 'error') {
    return (
      <div className="jp-Reproducibility-stand">
        <Badge kind="unverified" text="?" label={trans.__('Level unknown')} />
        <div>
          <h2 className="jp-Reproducibility-level">
            {trans.__('Could not tell')}
          </h2>
          <div className="jp-Reproducibility-sub">
            <Prose
              text={
                state.problem ?? trans.__('The notebook could not be looked at')
              }
            />
          </div>
        </div>
      </div>
    );
  }
  return (
    <div className="jp-Reproducibility-stand" aria-busy="true">
      <Badge kind="unverified" text="…" label={trans.__('Level unknown')} />
      <div>
        <h2 className="jp-Reproducibility-level">{trans.__('Loading')}</h2>
        <div className="jp-Reproducibility-sub">
          {trans.__('Reading the notebook and the files beside it')}
        </div>
      </div>
    </div>
  );
}

function Badge(props: {
  kind: IReport['standing'];
  text: string;
  label: string;
}): JSX.Element {
  return (
    <div
      className={`jp-Reproducibility-badge jp-mod-${props.kind}`}
      role="img"
      aria-label={props.label}
    >
      {props.text}
    </div>
  );
}

/** The split button; its large half offers what can be done now. */
function VerifyButton(props: {
  model: INotebookModel;
  state: INotebookState;
}): JSX.Element {
  const { trans, onError } = useView();
  const { model } = props;
  const kernel = useLasting(props.state.kernel, isPassing, PATIENCE);
  const state = { ...props.state, kernel };
  const mode = preferredMode(state, trans);
  const label = (of: Mode) =>
    of === 'in-place'
      ? trans.__('Restart, Run All and Verify')
      : trans.__('Verify in a fresh kernel');
  const [starting, setStarting] = React.useState(false);
  const start = (of: Mode) => run(() => model.verify(of));
  const run = async (work: () => Promise<unknown>) => {
    setStarting(true);
    try {
      await work();
    } catch (reason) {
      onError(reason);
    } finally {
      setStarting(false);
    }
  };
  const why = (of: Mode) =>
    starting
      ? trans.__('A clean run is about to start')
      : whyNotVerify(state, of, trans);
  const item = (of: Mode) => ({
    label: label(of),
    reason: why(of),
    onPress: () => void start(of)
  });
  const reason = why(mode);
  const inPlace = whyNotVerify(state, 'in-place', trans);
  const loading = state.status === 'loading' && !state.report;
  // Without code, the answer to a command says the same.
  const said = !!state.notice && state.report?.notebook.codeCells === 0;
  return (
    <>
      <div className="jp-Reproducibility-go">
        <Button
          className="jp-mod-primary"
          onPress={() => start(mode)}
          reason={reason}
        >
          {label(mode)}
        </Button>
        <MenuButton
          className={reason === null ? 'jp-mod-primary' : ''}
          label={trans.__('Ways to verify')}
          items={[
            item('fresh-kernel'),
            item('in-place'),
            ...(isRepeatable(state)
              ? [
                  {
                    label: trans.__('Run again to tell random from stale'),
                    reason: starting
                      ? why('fresh-kernel')
                      : whyNotRepeat(state, trans),
                    onPress: () => void run(() => model.repeat())
                  }
                ]
              : [])
          ]}
        />
      </div>
      {inPlace !== null && !loading && !said ? (
        <p className="jp-Reproducibility-reason">
          <Mark glyph="i" tone="mute" label={trans.__('Note')} /> {inPlace}
        </p>
      ) : null}
    </>
  );
}

function isPassing(kernel: INotebookState['kernel']): boolean {
  return kernel === 'busy' || kernel === 'starting';
}
