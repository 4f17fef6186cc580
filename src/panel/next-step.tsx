import * as React from 'react';
import type { IAction, INextStep } from '../core/ladder/report';
import type { INotebookModel, INotebookState } from '../lab/view';
import { preferredMode, whyNotVerify } from './availability';
import { formatLevel, useView } from './context';
import { Button, Section } from './controls';
import { copyText } from './copy';
import { Prose } from './prose';

/** The next step up, with what can be done about it from here. */
export function NextStep(props: {
  model: INotebookModel;
  state: INotebookState;
  next: INextStep;
}): JSX.Element {
  const { trans } = useView();
  const { model, state, next } = props;
  const goToCell = (index: number) => model.goToCell(index);
  // The large button is right above: beside other ways to go on, it is not said twice.
  const own = next.actions.filter(({ kind }) => kind !== 'verify');
  const actions = own.length > 0 ? own : next.actions;
  return (
    <Section title={trans.__('Next step · Level %1', formatLevel(next.level))}>
      <div className="jp-Reproducibility-body">
        <h3 className="jp-Reproducibility-step">
          <Prose text={next.title} />
        </h3>
        {next.detail ? (
          <div className="jp-Reproducibility-sub">
            <Prose text={next.detail} goToCell={goToCell} />
          </div>
        ) : null}
        {actions.length > 0 ? (
          <div className="jp-Reproducibility-acts">
            {actions.map((action, index) => (
              <Action
                key={`${next.level} ${index} ${action.label}`}
                action={action}
                model={model}
                state={state}
              />
            ))}
          </div>
        ) : null}
      </div>
    </Section>
  );
}

function Action(props: {
  action: IAction;
  model: INotebookModel;
  state: INotebookState;
}): JSX.Element {
  const { trans } = useView();
  const { action, model, state } = props;
  switch (action.kind) {
    case 'verify': {
      const mode = preferredMode(state, trans);
      return (
        <Button
          onPress={() => model.verify(mode)}
          reason={whyNotVerify(state, mode, trans)}
        >
          {action.label}
        </Button>
      );
    }
    case 'go-to-cell':
      return (
        <Button onPress={() => model.goToCell(action.cell)}>
          {action.label}
        </Button>
      );
    case 'open-file':
      return (
        <Button
          onPress={() => model.openFile(action.path)}
          title={trans.__('Open %1', action.path)}
        >
          {action.label}
        </Button>
      );
    case 'show-text':
      return <TextAction action={action} />;
  }
}

/** A text to read and copy; nothing is run. */
function TextAction(props: {
  action: IAction & { kind: 'show-text' };
}): JSX.Element {
  const { trans } = useView();
  const { action } = props;
  const [open, setOpen] = React.useState(false);
  const [copied, setCopied] = React.useState<boolean | null>(null);
  const text = React.useRef<HTMLPreElement>(null);
  const id = React.useId();
  const copy = async () => {
    setCopied(await copyText(action.text, text.current));
  };
  return (
    <>
      <Button
        onPress={() => {
          setOpen(!open);
          setCopied(null);
        }}
        expanded={open}
        controls={open ? id : undefined}
      >
        {action.label}
      </Button>
      {open ? (
        <div className="jp-Reproducibility-text" id={id}>
          <div className="jp-Reproducibility-textHead">
            <span>{action.title}</span>
            <Button onPress={copy}>{trans.__('Copy')}</Button>
          </div>
          <pre ref={text} tabIndex={0} aria-label={action.title}>
            {action.text}
          </pre>
          <div role="status" className="jp-Reproducibility-sub">
            {copied === true ? trans.__('Copied') : null}
            {copied === false
              ? trans.__('Selected: press Ctrl+C or ⌘C to copy')
              : null}
          </div>
        </div>
      ) : null}
    </>
  );
}
