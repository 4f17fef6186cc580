import * as React from 'react';
import type { IRulesModel } from '../lab/rules-view';
import { useView } from './context';
import { LinkButton } from './controls';
import { imagesWords, stderrWords, toleranceWords } from './rules-words';
import { count } from './time';

/** The rules as they are now; whoever uses it is drawn again when they change. */
export function useRules(rules: IRulesModel): IRulesModel['value'] {
  const [, redraw] = React.useReducer((n: number) => n + 1, 0);
  React.useEffect(() => {
    const changed = () => redraw();
    rules.changed.connect(changed);
    return () => {
      rules.changed.disconnect(changed);
    };
  }, [rules]);
  return rules.value;
}

/** By which rules outputs are compared, and the way to change them. */
export function RulesLine(props: {
  rules: IRulesModel;
  open: boolean;
  onToggle: () => void;
  /** Id of the form. */
  controls: string;
}): JSX.Element {
  const { trans } = useView();
  const { rules, open, onToggle, controls } = props;
  const { tolerance, stderr, images, imageThreshold, masksOff, ownPatterns } =
    useRules(rules);
  const total = rules.masks.length;
  const on = rules.masks.filter(({ id }) => !masksOff.includes(id)).length;
  const own = ownPatterns.length;
  const parts = [
    toleranceWords(tolerance, trans),
    trans.__('stderr: %1', stderrWords(stderr, trans)),
    ...(images === 'small' && imageThreshold === 0
      ? []
      : [trans.__('pictures: %1', imagesWords(images, imageThreshold, trans))]),
    on === total
      ? trans._n('%1 mask', '%1 masks', total)
      : trans.__('%1 of %2 masks', count(on), count(total)),
    ...(own === 0 ? [] : [trans._n('%1 own pattern', '%1 own patterns', own)])
  ];
  return (
    <div className="jp-Reproducibility-rulesLine">
      <span>{parts.join(' · ')}</span>{' '}
      <LinkButton
        onPress={onToggle}
        expanded={open}
        controls={open ? controls : undefined}
      >
        {trans.__('Change…')}
      </LinkButton>
    </div>
  );
}
