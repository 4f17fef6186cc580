import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { IAsked, INotebookModel, INotebookState } from '../lab/view';
import { useView } from './context';
import { Button } from './controls';
import { Prose } from './prose';
import { ago } from './time';

/** The button that asks the kernel what it remembers, and what came of it. */
export function AskKernel(props: {
  model: INotebookModel;
  state: INotebookState;
}): JSX.Element {
  const { trans, now } = useView();
  const { model, state } = props;
  const { asked, asking } = state;
  return (
    <div className="jp-Reproducibility-body jp-Reproducibility-ask">
      <div className="jp-Reproducibility-acts">
        {asking ? (
          <Button onPress={() => model.cancelAsk()}>
            {trans.__('Cancel the question')}
          </Button>
        ) : (
          <Button
            onPress={() => void model.askKernel()}
            reason={whyNotAsk(state, trans)}
            title={trans.__(
              'Read the history and the names of the running kernel; no code is run and nothing is changed'
            )}
          >
            {trans.__('Ask the kernel')}
          </Button>
        )}
      </div>
      <p className="jp-Reproducibility-sub" role="status">
        {asking ? (
          trans.__('Asking the kernel…')
        ) : asked ? (
          <Prose text={answer(asked, now, trans)} />
        ) : null}
      </p>
    </div>
  );
}

/** Why the kernel cannot be asked now, a sentence without full stop; null when it can. */
export function whyNotAsk(
  state: INotebookState,
  trans: TranslationBundle
): string | null {
  if (state.progress) {
    return trans.__('A clean run is under way');
  }
  switch (state.kernel) {
    case 'none':
      return trans.__('No kernel: there is nothing to ask');
    case 'starting':
      return trans.__('The kernel is still starting');
    case 'busy':
      return trans.__('The kernel is busy: it answers when it is idle again');
    case 'dead':
      return trans.__('The kernel is dead');
    case 'disconnected':
      return trans.__('The connection to the kernel is lost');
    default:
      return null;
  }
}

function answer(asked: IAsked, now: number, trans: TranslationBundle): string {
  const { at, names, problem } = asked;
  const packages = Object.entries(asked.packages ?? {}).map(
    ([name, version]) => `\`${name} ${version}\``
  );
  return [
    trans.__('Asked %1.', ago(at, now, trans)),
    names > 0
      ? trans._n(
          '%1 name lives in the kernel.',
          '%1 names live in the kernel.',
          names
        )
      : problem === null
        ? trans.__('No name lives in the kernel.')
        : '',
    packages.length > 0
      ? trans.__('It has loaded %1.', packages.join(', '))
      : '',
    problem ?? ''
  ]
    .filter(sentence => sentence !== '')
    .join(' ');
}
