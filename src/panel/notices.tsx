import * as React from 'react';
import type { INotebookModel, INotebookState } from '../lab/view';
import { useView } from './context';
import { Button, Mark } from './controls';
import { Prose } from './prose';
import { ago, count } from './time';

/** What stands between the notebook and a clean run: outputs kept from before, and why the last attempt ended. */
export function Notices(props: {
  model: INotebookModel;
  state: INotebookState;
}): JSX.Element | null {
  const { trans } = useView();
  const { model, state } = props;
  return (
    <>
      {state.recovery ? <Recovery model={model} state={state} /> : null}
      {state.notice && !state.progress ? (
        <div className="jp-Reproducibility-strip jp-mod-warn">
          <Mark glyph="!" tone="warn" label={trans.__('Could not verify')} />
          <div>
            <Prose
              text={state.notice}
              goToCell={index => model.goToCell(index)}
            />
          </div>
        </div>
      ) : null}
      {state.report && state.status === 'error' && state.problem ? (
        <div className="jp-Reproducibility-strip jp-mod-warn">
          <Mark glyph="?" tone="warn" label={trans.__('Could not tell')} />
          <div>
            {trans.__('What is shown may be out of date:')}{' '}
            <Prose text={state.problem} />
          </div>
        </div>
      ) : null}
    </>
  );
}

function Recovery(props: {
  model: INotebookModel;
  state: INotebookState;
}): JSX.Element | null {
  const { trans, now } = useView();
  const { model, state } = props;
  const { recovery } = state;
  if (!recovery) {
    return null;
  }
  const running = state.progress ? trans.__('A clean run is under way') : null;
  return (
    <section
      className="jp-Reproducibility-strip jp-mod-recovery"
      aria-label={trans.__('Kept outputs')}
    >
      <Mark glyph="!" tone="warn" label={trans.__('Warning')} />
      <div>
        <b>
          {recovery.ended === false
            ? trans.__('Outputs from before an unfinished run are kept')
            : trans.__('Outputs from before the last verification are kept')}
        </b>
        <div className="jp-Reproducibility-sub">
          {recovery.ended ? null : (
            <>
              <Prose text={recovery.reason} />{' '}
            </>
          )}
          {trans._n(
            '%2 cell with outputs, kept %3.',
            '%2 cells with outputs, kept %3.',
            recovery.cells,
            count(recovery.cells),
            ago(recovery.saved, now, trans)
          )}
        </div>
        <div className="jp-Reproducibility-acts">
          <Button onPress={() => model.recover()} reason={running}>
            {trans.__('Restore')}
          </Button>
          <Button
            onPress={() => model.dismissRecovery()}
            reason={running}
            title={trans.__('Let the kept outputs go')}
          >
            {trans.__('Dismiss')}
          </Button>
        </div>
      </div>
    </section>
  );
}
