import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { ViewContext } from './context';
import { Button, Mark } from './controls';
import { useClock } from './hooks';

/** How often "4 minutes ago" is looked at again, in ms. */
const CLOCK = 30_000;

/** Gives its children the view context, and says on top of them when an action failed. */
export function ViewRoot(props: {
  trans: TranslationBundle;
  visible: boolean;
  label: string;
  children: React.ReactNode;
}): JSX.Element {
  const { trans, visible, label, children } = props;
  const now = useClock(CLOCK, visible);
  const [failure, setFailure] = React.useState<string | null>(null);
  const onError = React.useCallback((reason: unknown) => {
    setFailure(reason instanceof Error ? reason.message : String(reason));
  }, []);
  return (
    <ViewContext.Provider value={{ trans, onError, visible, now }}>
      <div
        className="jp-Reproducibility-scroll"
        role="region"
        aria-label={label}
      >
        {failure === null ? null : (
          <div className="jp-Reproducibility-strip jp-mod-warn" role="alert">
            <Mark glyph="✗" tone="error" label={trans.__('Error')} />
            <div className="jp-Reproducibility-what">{failure}</div>
            <Button className="jp-mod-link" onPress={() => setFailure(null)}>
              {trans.__('Close')}
            </Button>
          </div>
        )}
        {children}
      </div>
    </ViewContext.Provider>
  );
}
