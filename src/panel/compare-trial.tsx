import * as React from 'react';
import type { IOwnPattern } from '../core/outputs/types';
import type { IRulesModel, ITrial } from '../lab/rules-view';
import { useView } from './context';
import { count } from './time';

/** How long typing must pause before a pattern is tried, in ms. */
const PAUSE = 250;

/** What the pattern under work matches in the outputs of the last run, told while it is typed. */
export function Trial(props: {
  rules: IRulesModel;
  /** Null when there is nothing that could be tried. */
  own: IOwnPattern | null;
}): JSX.Element {
  const { trans } = useView();
  const { rules, own } = props;
  const key = own === null ? null : JSON.stringify(own);
  const [found, setFound] = React.useState<{
    key: string;
    trial: ITrial | null;
  } | null>(null);
  React.useEffect(() => {
    if (key === null) {
      return;
    }
    const called = new AbortController();
    const timer = window.setTimeout(() => {
      void rules
        .try(JSON.parse(key) as IOwnPattern, called.signal)
        .then(trial => {
          if (!called.signal.aborted) {
            setFound({ key, trial });
          }
        });
    }, PAUSE);
    return () => {
      called.abort();
      window.clearTimeout(timer);
    };
  }, [key, rules]);
  const trial = found !== null && found.key === key ? found.trial : null;
  return (
    <div className="jp-Reproducibility-trial" role="status">
      {trial === null ? null : trial.problem !== null ? (
        <span className="jp-Reproducibility-problem">
          <span aria-hidden="true">✗ </span>
          {trans.__(
            'It was stopped: %1. Outputs that differ could not be compared with it.',
            trial.problem.replace(/`/g, '')
          )}
        </span>
      ) : trial.old + trial.new === 0 ? (
        trans.__('It matches nothing in the outputs of the last run.')
      ) : (
        <>
          <div>
            {trans._n(
              'Matches in %1 cell: %2 in the stored outputs, %3 in those of the clean run.',
              'Matches in %1 cells: %2 in the stored outputs, %3 in those of the clean run.',
              trial.cells,
              count(trial.old),
              count(trial.new)
            )}
          </div>
          <Pieces label={trans.__('Stored')} pieces={trial.pieces.old} />
          <Pieces label={trans.__('Clean run')} pieces={trial.pieces.new} />
        </>
      )}
    </div>
  );
}

/** So many characters of a piece are shown. */
const SHOWN = 80;

function Pieces(props: { label: string; pieces: string[] }): JSX.Element {
  return (
    <div className="jp-Reproducibility-pieces">
      <span className="jp-Reproducibility-sub">{props.label}</span>
      {props.pieces.map(piece => (
        <code key={piece}>
          {piece.length > SHOWN ? `${piece.slice(0, SHOWN)}…` : piece}
        </code>
      ))}
    </div>
  );
}
