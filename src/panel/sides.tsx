import * as React from 'react';
import { useView } from './context';

/** The two columns; one above the other where there is no room. */
export function Sides(props: {
  old: React.ReactNode;
  now: React.ReactNode;
  /** A picture keeps its own colours: a strip beside it instead of a background. */
  picture?: boolean;
}): JSX.Element {
  const { trans } = useView();
  const kind = props.picture ? 'jp-mod-picture' : '';
  return (
    <div className="jp-Reproducibility-pair">
      <div className={`jp-Reproducibility-side jp-mod-old ${kind}`}>
        <h4>{trans.__('Stored')}</h4>
        <div className="jp-Reproducibility-sideBody">{props.old}</div>
      </div>
      <div className={`jp-Reproducibility-side jp-mod-new ${kind}`}>
        <h4>{trans.__('Clean run')}</h4>
        <div className="jp-Reproducibility-sideBody">{props.now}</div>
      </div>
    </div>
  );
}
