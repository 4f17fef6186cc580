import * as React from 'react';
import type { INotebookState } from '../lab/view';
import { useView } from './context';
import { plain } from './prose';
import { standingLine } from './standing';

/** How long what was said can be heard again, in ms. */
const KEPT = 20_000;

/** Says to a screen reader, once each, that a clean run began, waits for input, or ended and how. */
export function Live(props: { state: INotebookState }): JSX.Element {
  const { trans } = useView();
  const { state } = props;
  const running = state.progress !== null;
  const waiting = state.progress?.waitingForInput ?? false;
  const [said, say] = React.useState('');
  const before = React.useRef({ running, waiting });
  const end =
    state.notice ??
    (state.report
      ? standingLine(state.report, Date.now(), trans).text
      : trans.__('No report'));
  React.useEffect(() => {
    const was = before.current;
    before.current = { running, waiting };
    if (running && !was.running) {
      say(trans.__('Clean run started'));
    } else if (!running && was.running) {
      say(trans.__('Clean run ended. %1', plain(end)));
    } else if (waiting && !was.waiting) {
      say(trans.__('The clean run waits for your input'));
    }
  }, [running, waiting]);
  // It is said once; a reader who comes by later must not hear it as if it still held.
  React.useEffect(() => {
    const timer = setTimeout(() => say(''), KEPT);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <div
      className="jp-Reproducibility-live"
      role="status"
      aria-live="polite"
      aria-atomic="true"
    >
      {said}
    </div>
  );
}
