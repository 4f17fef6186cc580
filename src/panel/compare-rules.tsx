import * as React from 'react';
import type { INotebookComparison } from '../core/outputs/types';
import type { IRulesModel } from '../lab/rules-view';
import { MaskSwitches } from './compare-masks';
import { OwnPatterns } from './compare-own';
import { useRules } from './compare-rules-line';
import { useView } from './context';
import { Button } from './controls';
import { NumberField, Radios } from './fields';
import { formatShare, formatTolerance } from './rules-words';
import { countsLine } from './words';

const PRESETS = [0, 1e-9, 1e-6, 1e-3];

/** The form in which a person changes by which rules outputs are compared. Each change counts at once. */
export function RulesForm(props: {
  id: string;
  rules: IRulesModel;
  /** What the rules gave. */
  comparison: INotebookComparison;
  onClose: () => void;
}): JSX.Element {
  const { trans } = useView();
  const { id, rules, comparison, onClose } = props;
  const value = useRules(rules);
  const root = React.useRef<HTMLElement>(null);
  const first = React.useRef(comparison);
  const [all, setAll] = React.useState(true);
  React.useEffect(() => {
    root.current?.focus({ preventScroll: true });
  }, []);
  React.useEffect(() => {
    setAll(comparison === first.current);
  }, [comparison]);
  return (
    <section
      className="jp-Reproducibility-rules"
      id={id}
      ref={root}
      tabIndex={-1}
      aria-label={trans.__('How outputs are compared')}
      onKeyDown={event => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          onClose();
        }
      }}
    >
      <p className="jp-Reproducibility-sub">
        {trans.__(
          'What the last run gave is compared again at each change; nothing is run. The choice is kept in the settings and holds for all notebooks.'
        )}
      </p>
      <div className="jp-Reproducibility-ruleColumns">
        <Tolerance rules={rules} value={value.tolerance} />
        <Radios
          legend={trans.__('Text on stderr')}
          value={value.stderr}
          options={[
            { value: 'ignore', label: trans.__('Ignore') },
            {
              value: 'remark',
              label: trans.__('Remark: told, but not a difference')
            },
            { value: 'strict', label: trans.__('Compare like stdout') }
          ]}
          onChange={stderr => rules.set({ stderr })}
        />
        <Radios
          legend={trans.__('Pictures')}
          value={value.images}
          options={[
            { value: 'exact', label: trans.__('Every pixel counts') },
            {
              value: 'small',
              label: trans.__('What cannot be seen does not count')
            },
            { value: 'ignore', label: trans.__('Ignore pictures') }
          ]}
          onChange={images => rules.set({ images })}
        >
          {value.images === 'small' ? (
            <NumberField
              label={trans.__('Visible pixels that may differ, in %')}
              value={formatShare(value.imageThreshold)}
              problem={trans.__('A number from 0 to 100')}
              read={text => {
                const share = Number(text) / 100;
                return text !== '' && share >= 0 && share <= 1 ? share : null;
              }}
              onChange={imageThreshold => rules.set({ imageThreshold })}
            />
          ) : null}
        </Radios>
      </div>
      <MaskSwitches rules={rules} comparison={comparison} />
      <OwnPatterns rules={rules} comparison={comparison} />
      <div className="jp-Reproducibility-ruleEnd">
        <Button
          onPress={() =>
            rules.set({
              tolerance: 1e-9,
              stderr: 'remark',
              images: 'small',
              imageThreshold: 0,
              masksOff: []
            })
          }
          title={trans.__('Own patterns stay')}
        >
          {trans.__('Back to the defaults')}
        </Button>
        <Button onPress={onClose}>{trans.__('Done')}</Button>
        <span role="status" className="jp-Reproducibility-sub">
          {all
            ? ''
            : trans.__('Compared again: %1', countsLine(comparison, trans))}
        </span>
      </div>
    </section>
  );
}

function Tolerance(props: { rules: IRulesModel; value: number }): JSX.Element {
  const { trans } = useView();
  const { rules, value } = props;
  const [own, setOwn] = React.useState(!PRESETS.includes(value));
  const isOwn = own || !PRESETS.includes(value);
  return (
    <Radios
      legend={trans.__('Tolerance for printed numbers')}
      value={isOwn ? 'own' : String(value)}
      options={[
        ...PRESETS.map(preset => ({
          value: String(preset),
          label:
            preset === 0
              ? trans.__('Exact')
              : trans.__('%1, relative', formatTolerance(preset))
        })),
        { value: 'own', label: trans.__('Another') }
      ]}
      onChange={chosen => {
        setOwn(chosen === 'own');
        return chosen === 'own'
          ? undefined
          : rules.set({ tolerance: Number(chosen) });
      }}
    >
      {isOwn ? (
        <NumberField
          label={trans.__('Largest relative deviation')}
          value={formatTolerance(value)}
          problem={trans.__('A number from 0 on and below 1, as 1e-5')}
          read={text => {
            const tolerance = Number(text);
            return text !== '' && tolerance >= 0 && tolerance < 1
              ? tolerance
              : null;
          }}
          onChange={tolerance => rules.set({ tolerance })}
        />
      ) : null}
    </Radios>
  );
}
