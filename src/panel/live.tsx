import * as React from 'react';
import type { INotebookModel, INotebookState } from '../lab/view';
import { useView } from './context';
import { plain } from './prose';
import { standingLine } from './standing';

/** How long what was said can be heard again, in ms. */
const KEPT = 20_000;

/** What was last seen of a notebook. */
interface ISeen {
  model: INotebookModel;
  /** A run is under way, be it that it may still be refused. */
  busy: boolean;
  /** Cells of it run, or ran. */
  running: boolean;
  waiting: boolean;
  notice: string | null;
  /** When the last run ended, as it was before the run under way; null when there was none. */
  ended: string | null;
}

/**
 * Says to a screen reader, once each, that a clean run of the notebook in front began, waits for input, or ended and
 * how; where none came about, only why.
 */
export function Live(props: {
  model: INotebookModel;
  state: INotebookState;
}): JSX.Element {
  const { trans } = useView();
  const { model, state } = props;
  const { notice, progress, report } = state;
  const waiting = progress?.waitingForInput ?? false;
  const phase = progress?.phase ?? null;
  const busy = progress !== null;
  const again = report?.run?.repeat;
  const ended =
    again?.ended ?? state.result?.ended ?? report?.run?.ended ?? null;
  const [said, say] = React.useState('');
  const seen = React.useRef<ISeen | null>(null);
  React.useEffect(() => {
    const was = seen.current?.model === model ? seen.current : null;
    // Before the kernel is there it may still be refused.
    const running = phase === 'running' || (busy && (was?.running ?? true));
    seen.current = {
      model,
      busy,
      running,
      waiting,
      notice,
      ended: busy && was ? was.ended : ended
    };
    if (!was) {
      say('');
    } else if (running && !was.running) {
      say(trans.__('Clean run started'));
    } else if (was.busy && !busy && ended !== was.ended && report) {
      const line = standingLine(report, Date.now(), trans);
      say(
        again
          ? trans.__('Second run ended. %1', plain(line.text))
          : trans.__('Clean run ended. %1', plain(line.text))
      );
    } else if (!busy && (was.busy || notice !== was.notice)) {
      say(plain(notice ?? ''));
    } else if (waiting && !was.waiting) {
      say(trans.__('The clean run waits for your input'));
    }
  }, [model, phase, waiting, notice]);
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
