import * as React from 'react';
import type { INotebookComparison } from '../core/outputs/types';
import type { IRulesModel } from '../lab/rules-view';
import { useView } from './context';
import { Button } from './controls';
import { Check } from './fields';
import { Prose } from './prose';
import { count } from './time';

/** What is ignored without being asked for, with how often that happened, and a switch for each. */
export function MaskSwitches(props: {
  rules: IRulesModel;
  comparison: INotebookComparison;
}): JSX.Element {
  const { trans } = useView();
  const { rules, comparison } = props;
  const { masksOff } = rules.value;
  const id = React.useId();
  const hits = new Map(
    (comparison.masks ?? []).map(hit => [hit.id, hit.count])
  );
  const [all, setAll] = React.useState(false);
  // One that was just switched off stays where it is.
  const [told] = React.useState(() => new Set([...hits.keys(), ...masksOff]));
  const first = rules.masks.filter(({ id }) => told.has(id) || hits.has(id));
  const rest = rules.masks.filter(mask => !first.includes(mask));
  const toggle = (mask: string, on: boolean) =>
    rules.set({
      masksOff: on
        ? masksOff.filter(each => each !== mask)
        : [...masksOff, mask]
    });
  return (
    <fieldset className="jp-Reproducibility-fieldset">
      <legend>{trans.__('Ignored where it differs')}</legend>
      <ul className="jp-Reproducibility-masks">
        {[...first, ...(all ? rest : [])].map(mask => {
          const n = hits.get(mask.id) ?? 0;
          return (
            <li key={mask.id}>
              <Check
                checked={!masksOff.includes(mask.id)}
                onChange={on => toggle(mask.id, on)}
                describedBy={`${id}-${mask.id}`}
              >
                <b>{mask.plural}</b>{' '}
                {n > 0 ? (
                  <span className="jp-Reproducibility-chip">
                    {trans._n('%1 in this run', '%1 in this run', n, count(n))}
                  </span>
                ) : null}
              </Check>
              <span className="jp-Reproducibility-sub" id={`${id}-${mask.id}`}>
                <Prose text={mask.about} />
              </span>
            </li>
          );
        })}
      </ul>
      {rest.length > 0 ? (
        <div>
          <Button onPress={() => setAll(!all)} expanded={all}>
            {trans._n(
              '%1 that hid nothing in this run',
              '%1 that hid nothing in this run',
              rest.length
            )}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
