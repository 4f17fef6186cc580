import * as React from 'react';
import type { ISanitizerPair } from '../core/outputs/own';
import type { IRulesModel } from '../lab/rules-view';
import { useView } from './context';
import { Button } from './controls';
import { Check, Field } from './fields';
import { Prose } from './prose';
import { count } from './time';

/** Takes the pairs of an nbval sanitizer file as own patterns, after showing what nbval itself makes of each. */
export function Sanitizers(props: {
  id: string;
  rules: IRulesModel;
  onDone: () => void;
}): JSX.Element {
  const { trans } = useView();
  const { id, rules, onDone } = props;
  const file = React.useId();
  const [path, setPath] = React.useState('');
  const [pairs, setPairs] = React.useState<ISanitizerPair[] | null>(null);
  const [chosen, setChosen] = React.useState<ReadonlySet<ISanitizerPair>>(
    new Set()
  );
  const take = (text: string) => {
    const read = rules.readSanitizers(text);
    setPairs(read);
    setChosen(new Set(read.filter(({ used, own }) => used && own !== null)));
  };
  const read = async () => take(await rules.readFile(path));
  const own = (pairs ?? []).flatMap(pair =>
    chosen.has(pair) && pair.own ? [pair.own] : []
  );
  return (
    <section
      className="jp-Reproducibility-import"
      id={id}
      aria-label={trans.__('Import nbval sanitizers')}
    >
      <div className="jp-Reproducibility-draft">
        <Field
          label={trans.__('File beside the notebook')}
          placeholder={trans.__('sanitize.cfg')}
          value={path}
          onInput={setPath}
          onEnter={() => path && void read()}
        />
        <Button
          onPress={read}
          reason={path === '' ? trans.__('Name a file first') : null}
        >
          {trans.__('Read')}
        </Button>
        <div className="jp-Reproducibility-field">
          <label htmlFor={file}>{trans.__('or a file of this computer')}</label>
          <input
            id={file}
            type="file"
            onChange={event => {
              void event.target.files?.[0]?.text().then(take);
            }}
          />
        </div>
      </div>
      {pairs === null ? null : pairs.length === 0 ? (
        <p role="status">
          {trans
            .__(
              'It has no lines `regex: …` and `replace: …`, so it is no sanitizer file of nbval.'
            )
            .replace(/`/g, '')}
        </p>
      ) : (
        <>
          <p role="status">
            {trans.__(
              '%1 pairs, of which nbval uses %2; %3 can be taken here.',
              count(pairs.length),
              count(pairs.filter(({ used }) => used).length),
              count(pairs.filter(pair => pair.own !== null).length)
            )}
          </p>
          <ul className="jp-Reproducibility-masks">
            {pairs.map(pair => (
              <Pair
                key={pair.line}
                pair={pair}
                chosen={chosen.has(pair)}
                onChoose={on => {
                  const next = new Set(chosen);
                  if (on) {
                    next.add(pair);
                  } else {
                    next.delete(pair);
                  }
                  setChosen(next);
                }}
              />
            ))}
          </ul>
          <Button
            onPress={async () => {
              await rules.set({
                ownPatterns: [...rules.value.ownPatterns, ...own]
              });
              onDone();
            }}
            reason={own.length === 0 ? trans.__('No pair is chosen') : null}
          >
            {trans._n('Add %1 pattern', 'Add %1 patterns', own.length)}
          </Button>
        </>
      )}
    </section>
  );
}

function Pair(props: {
  pair: ISanitizerPair;
  chosen: boolean;
  onChoose: (chosen: boolean) => void;
}): JSX.Element {
  const { trans } = useView();
  const { pair, chosen, onChoose } = props;
  const words = (
    <>
      <code>{pair.regex ?? '–'}</code>
      {' → '}
      <code>{pair.replace === '' ? '“”' : (pair.replace ?? '–')}</code>{' '}
      <span className="jp-Reproducibility-sub">
        {trans.__('line %1', pair.line)}
      </span>
    </>
  );
  return (
    <li>
      {pair.own ? (
        <Check checked={chosen} onChange={onChoose}>
          {words}
        </Check>
      ) : (
        <span className="jp-Reproducibility-choice">{words}</span>
      )}
      {pair.own && pair.own.pattern !== pair.regex ? (
        <span className="jp-Reproducibility-sub">
          {trans.__('here: %1', pair.own.pattern)}
        </span>
      ) : null}
      {pair.warnings.map(warning => (
        <span className="jp-Reproducibility-warning" key={warning}>
          <span aria-hidden="true">! </span>
          <Prose text={warning} />
        </span>
      ))}
    </li>
  );
}
