import * as React from 'react';
import { useView } from './context';
import { Button } from './controls';
import { Sides } from './sides';

type View = 'sides' | 'swipe' | 'blink' | 'difference';

/** Two pictures (data addresses), looked at in one of four ways. */
export function ComparePictures(props: {
  old: string;
  now: string;
}): JSX.Element {
  const { trans } = useView();
  const { old, now } = props;
  const [view, setView] = React.useState<View>('sides');
  const views: { view: View; label: string }[] = [
    { view: 'sides', label: trans.__('Side by side') },
    { view: 'swipe', label: trans.__('Swipe') },
    { view: 'blink', label: trans.__('Blink') },
    { view: 'difference', label: trans.__('Difference') }
  ];
  return (
    <>
      <div
        className="jp-Reproducibility-acts"
        role="group"
        aria-label={trans.__('How to compare the pictures')}
      >
        {views.map(each => (
          <Button
            key={each.view}
            onPress={() => setView(each.view)}
            pressed={view === each.view}
          >
            {each.label}
          </Button>
        ))}
      </div>
      {view === 'sides' ? (
        <Sides
          picture
          old={<img src={old} alt={trans.__('Stored picture')} />}
          now={<img src={now} alt={trans.__('Picture of the clean run')} />}
        />
      ) : (
        <Overlay old={old} now={now} view={view} />
      )}
    </>
  );
}

/** The new picture over the old one. */
function Overlay(props: {
  old: string;
  now: string;
  view: Exclude<View, 'sides'>;
}): JSX.Element {
  const { trans } = useView();
  const { old, now, view } = props;
  const [at, setAt] = React.useState(50);
  const style =
    view === 'swipe' ? { clipPath: `inset(0 0 0 ${at}%)` } : undefined;
  return (
    <div className="jp-Reproducibility-overlay">
      {view === 'swipe' ? (
        <input
          type="range"
          min={0}
          max={100}
          value={at}
          aria-label={trans.__('Stored on the left, clean run on the right')}
          onChange={event => setAt(Number(event.target.value))}
        />
      ) : null}
      {view === 'difference' ? null : (
        <div className={`jp-Reproducibility-sideNames jp-mod-${view}`}>
          <h4>{trans.__('Stored')}</h4>
          <h4>{trans.__('Clean run')}</h4>
        </div>
      )}
      <div className={`jp-Reproducibility-stack jp-mod-${view}`}>
        <img src={old} alt={trans.__('Stored picture')} />
        <img
          src={now}
          alt={trans.__('Picture of the clean run')}
          style={style}
        />
      </div>
      {view === 'difference' ? (
        <p className="jp-Reproducibility-sub">
          {trans.__('Black where both are the same.')}
        </p>
      ) : null}
    </div>
  );
}
