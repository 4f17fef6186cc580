import * as React from 'react';
import type { INotebookComparison, IOwnPattern } from '../core/outputs/types';
import type { IRulesModel } from '../lab/rules-view';
import { Sanitizers } from './compare-sanitizers';
import { Trial } from './compare-trial';
import { useView } from './context';
import { Button } from './controls';
import { Check, Field } from './fields';
import { count } from './time';

/** A pattern under work, as its fields hold it. */
interface IDraft {
  pattern: string;
  name: string;
  replacement: string;
  ignoreCase: boolean;
  /** The flags but `i`. */
  flags: string;
}

const EMPTY: IDraft = {
  pattern: '',
  name: '',
  replacement: '',
  ignoreCase: false,
  flags: ''
};

/** The person's own regular expressions: those that hold, and one under work with what it matches. */
export function OwnPatterns(props: {
  rules: IRulesModel;
  comparison: INotebookComparison;
}): JSX.Element {
  const { trans } = useView();
  const { rules, comparison } = props;
  const patterns = rules.value.ownPatterns;
  const [draft, setDraft] = React.useState<IDraft>(EMPTY);
  /** Place of the pattern that is changed; null for a new one. */
  const [at, setAt] = React.useState<number | null>(null);
  const [importing, setImporting] = React.useState(false);
  const id = React.useId();
  const own = patternOf(draft);
  const problem = draft.pattern === '' ? null : rules.check(own);
  const change = (part: Partial<IDraft>) => setDraft({ ...draft, ...part });
  const done = () => {
    setDraft(EMPTY);
    setAt(null);
  };
  const save = async () => {
    if (draft.pattern === '' || problem !== null) {
      return;
    }
    await rules.set({
      ownPatterns:
        at === null
          ? [...patterns, own]
          : patterns.map((each, index) => (index === at ? own : each))
    });
    done();
  };
  return (
    <fieldset className="jp-Reproducibility-fieldset">
      <legend>{trans.__('Ignored by your own patterns')}</legend>
      <ul className="jp-Reproducibility-masks">
        {patterns.map((each, index) => (
          <Stored
            key={index}
            own={each}
            problem={rules.check(each)}
            hits={
              comparison.masks?.find(hit => hit.id === `own:${index + 1}`)
                ?.count ?? 0
            }
            onEdit={() => {
              setDraft(draftOf(each));
              setAt(index);
            }}
            onRemove={async () => {
              await rules.set({
                ownPatterns: patterns.filter((_, other) => other !== index)
              });
              done();
            }}
          />
        ))}
      </ul>
      <div className="jp-Reproducibility-draft">
        <Field
          code
          label={trans.__('Regular expression')}
          placeholder={trans.__('as in JavaScript: (?<=job )\\d+')}
          value={draft.pattern}
          problem={problem}
          onInput={pattern => change({ pattern })}
          onEnter={() => void save()}
        />
        <Field
          label={trans.__('Name')}
          placeholder={trans.__('job number')}
          value={draft.name}
          onInput={name => change({ name })}
          onEnter={() => void save()}
        />
        <Field
          code
          label={trans.__('In its place')}
          placeholder={trans.__('$1 keeps a group')}
          value={draft.replacement}
          onInput={replacement => change({ replacement })}
          onEnter={() => void save()}
        />
        <Check
          checked={draft.ignoreCase}
          onChange={ignoreCase => change({ ignoreCase })}
        >
          {trans.__('Capital and small letters alike')}
        </Check>
      </div>
      <Trial
        rules={rules}
        own={draft.pattern === '' || problem !== null ? null : own}
      />
      <div className="jp-Reproducibility-acts">
        <Button
          onPress={save}
          reason={
            draft.pattern === ''
              ? trans.__('Write a regular expression first')
              : problem
          }
        >
          {at === null ? trans.__('Add pattern') : trans.__('Change pattern')}
        </Button>
        {at === null ? null : (
          <Button onPress={done}>{trans.__('Leave it as it was')}</Button>
        )}
        <Button
          onPress={() => setImporting(!importing)}
          expanded={importing}
          controls={importing ? id : undefined}
        >
          {trans.__('Import nbval sanitizers…')}
        </Button>
      </div>
      {importing ? (
        <Sanitizers id={id} rules={rules} onDone={() => setImporting(false)} />
      ) : null}
    </fieldset>
  );
}

function Stored(props: {
  own: IOwnPattern;
  problem: string | null;
  hits: number;
  onEdit: () => void;
  onRemove: () => Promise<void>;
}): JSX.Element {
  const { trans } = useView();
  const { own, problem, hits } = props;
  return (
    <li className="jp-Reproducibility-stored">
      <span className="jp-Reproducibility-what">
        <code>{own.pattern}</code>
        {own.replacement === undefined ? null : (
          <>
            {' → '}
            <code>{own.replacement === '' ? '“”' : own.replacement}</code>
          </>
        )}{' '}
        {own.name ? <span>{own.name} </span> : null}
        {hits > 0 ? (
          <span className="jp-Reproducibility-chip">
            {trans._n('%1 in this run', '%1 in this run', hits, count(hits))}
          </span>
        ) : null}
        {problem === null ? null : (
          <span className="jp-Reproducibility-problem">
            <span aria-hidden="true">✗ </span>
            {trans.__('Not used: %1', problem)}
          </span>
        )}
      </span>
      <Button
        onPress={props.onEdit}
        label={trans.__('Change the pattern %1', own.pattern)}
      >
        {trans.__('Change')}
      </Button>
      <Button
        onPress={props.onRemove}
        label={trans.__('Remove the pattern %1', own.pattern)}
      >
        {trans.__('Remove')}
      </Button>
    </li>
  );
}

function patternOf(draft: IDraft): IOwnPattern {
  const flags = `${draft.ignoreCase ? 'i' : ''}${draft.flags}`;
  return {
    pattern: draft.pattern,
    ...(draft.name === '' ? {} : { name: draft.name }),
    ...(draft.replacement === '' ? {} : { replacement: draft.replacement }),
    ...(flags === '' ? {} : { flags })
  };
}

function draftOf(own: IOwnPattern): IDraft {
  const flags = own.flags ?? '';
  return {
    pattern: own.pattern,
    name: own.name ?? '',
    replacement: own.replacement ?? '',
    ignoreCase: flags.includes('i'),
    flags: flags.replace(/i/g, '')
  };
}
