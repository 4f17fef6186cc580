import * as React from 'react';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { INotebookModel, IRunProgress } from '../lab/view';
import { useView } from './context';
import { Button, CellLink } from './controls';
import { useClock } from './hooks';
import { count, duration } from './time';

/** How far the clean run is, and a way to end it. */
export function Progress(props: {
  model: INotebookModel;
  progress: IRunProgress;
}): JSX.Element {
  const { trans, visible } = useView();
  const { model, progress } = props;
  const now = useClock(1000, visible);
  const text = progressText(progress, now, trans);
  return (
    <div className="jp-Reproducibility-progress">
      <div
        className="jp-Reproducibility-bar"
        role="progressbar"
        tabIndex={-1}
        data-takes-focus
        aria-label={trans.__('Clean run')}
        aria-valuemin={0}
        aria-valuemax={progress.total}
        aria-valuenow={progress.done}
        aria-valuetext={text}
      >
        <i style={{ width: `${share(progress)}%` }} />
      </div>
      <div className="jp-Reproducibility-progressLine">
        <span>{text}</span>
        <Button
          className="jp-mod-link"
          onPress={() => model.cancel()}
          reason={
            progress.phase === 'cancelling'
              ? trans.__('The run is being stopped')
              : progress.phase === 'comparing'
                ? trans.__('The run is over; its outputs are being compared')
                : null
          }
        >
          {trans.__('Cancel')}
        </Button>
      </div>
      {progress.phase === 'running' && progress.connected === false ? (
        <p className="jp-Reproducibility-warning">
          {trans.__(
            'The connection to the kernel is lost, and is being sought again.'
          )}
        </p>
      ) : null}
      {progress.overlong ? (
        <p className="jp-Reproducibility-warning">
          {trans.__(
            'It was interrupted after %1 s, the time limit for a cell; this run verifies nothing.',
            progress.overlong.seconds
          )}{' '}
          <CellLink
            index={progress.overlong.cell}
            onPress={index => model.goToCell(index)}
          />
        </p>
      ) : null}
      {progress.waitingForInput && progress.cell !== null ? (
        <p className="jp-Reproducibility-warning">
          {trans.__('It waits for your input.')}{' '}
          <CellLink
            index={progress.cell}
            onPress={index => model.goToCell(index)}
          />
        </p>
      ) : null}
    </div>
  );
}

function share(progress: IRunProgress): number {
  return progress.total > 0
    ? Math.min(100, (100 * progress.done) / progress.total)
    : 0;
}

/** What the run does now: "Cell 7 of 18 · 12 s · about 19 s left". */
export function progressText(
  progress: IRunProgress,
  now: number,
  trans: TranslationBundle
): string {
  const seconds = (now - progress.started) / 1000;
  return [
    phaseText(progress, trans),
    duration(seconds, trans),
    progress.secondsLeft !== null && progress.phase === 'running'
      ? trans.__('about %1 left', duration(progress.secondsLeft, trans))
      : ''
  ]
    .filter(part => part !== '')
    .join(' · ');
}

function place({ done, total }: IRunProgress): [string, string] {
  return [count(Math.min(done + 1, total)), count(total)];
}

function phaseText(progress: IRunProgress, trans: TranslationBundle): string {
  switch (progress.phase) {
    case 'saving':
      return trans.__('Keeping the old outputs');
    case 'restarting':
      return progress.mode === 'in-place'
        ? trans.__('Restarting the kernel')
        : trans.__('Starting a fresh kernel');
    case 'comparing':
      return trans.__('Comparing outputs');
    case 'cancelling':
      return trans.__('Stopping');
    default:
      return progress.repeat
        ? trans.__('Second run: cell %1 of %2', ...place(progress))
        : trans.__('Cell %1 of %2', ...place(progress));
  }
}
