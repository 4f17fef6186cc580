import * as React from 'react';
import { useView } from './context';

/** Whether something is good, doubtful or bad; never told by colour alone. */
export type Tone = 'ok' | 'warn' | 'error' | 'mute';

/** A mark in front of a line, with the word that it stands for. */
export function Mark(props: {
  glyph: string;
  tone: Tone;
  label: string;
}): JSX.Element {
  return (
    <span
      className={`jp-Reproducibility-mark jp-mod-${props.tone}`}
      role="img"
      aria-label={props.label}
      title={props.label}
    >
      {props.glyph}
    </span>
  );
}

export interface IButtonProps {
  children: React.ReactNode;
  /** What it does; while a returned promise is pending, it cannot be pressed again. */
  onPress: () => unknown;
  /** Why it cannot be pressed; null or absent when it can. */
  reason?: string | null;
  className?: string;
  label?: string;
  title?: string;
  pressed?: boolean;
  expanded?: boolean;
  controls?: string;
}

/**
 * A button that says why when it cannot be pressed. It then stays in the tab order (`aria-disabled`), so that the
 * reason can be read with the keyboard too.
 */
export function Button(props: IButtonProps): JSX.Element {
  const { onError } = useView();
  const [pending, setPending] = React.useState(false);
  const disabled = !!props.reason || pending;
  const press = async () => {
    if (disabled) {
      return;
    }
    try {
      const result = props.onPress();
      if (result instanceof Promise) {
        setPending(true);
        await result;
      }
    } catch (reason) {
      onError(reason);
    } finally {
      setPending(false);
    }
  };
  return (
    <button
      type="button"
      className={`jp-Reproducibility-button ${props.className ?? ''}`}
      aria-disabled={disabled || undefined}
      aria-description={props.reason ?? undefined}
      aria-label={props.label}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-controls={props.controls}
      title={props.reason ?? props.title}
      onClick={() => void press()}
    >
      {props.children}
    </button>
  );
}

/** A button that looks like a link: it leads to a cell or a file. */
export function LinkButton(props: {
  children: React.ReactNode;
  onPress: () => unknown;
  label?: string;
  className?: string;
  expanded?: boolean;
  controls?: string;
}): JSX.Element {
  return (
    <button
      type="button"
      className={`jp-Reproducibility-link ${props.className ?? ''}`}
      aria-label={props.label}
      aria-expanded={props.expanded}
      aria-controls={props.controls}
      title={props.label}
      onClick={() => void props.onPress()}
    >
      {props.children}
    </button>
  );
}

/** Leads to a cell, told by its place among all cells. */
export function CellLink(props: {
  index: number;
  onPress: (index: number) => void;
}): JSX.Element {
  const { trans } = useView();
  return (
    <LinkButton
      className="jp-mod-cell"
      onPress={() => props.onPress(props.index)}
      label={trans.__('Go to cell %1', props.index + 1)}
    >
      {trans.__('cell %1', props.index + 1)}
    </LinkButton>
  );
}

/** A part of the panel, with its heading and a short word at the heading's end. */
export function Section(props: {
  title: string;
  side?: string;
  children: React.ReactNode;
}): JSX.Element {
  const id = React.useId();
  return (
    <section className="jp-Reproducibility-section" aria-labelledby={id}>
      <h2 className="jp-Reproducibility-heading" id={id}>
        <span>{props.title}</span>
        {props.side ? <span>{props.side}</span> : null}
      </h2>
      {props.children}
    </section>
  );
}

/** A list that shows its first `limit` rows, and the rest when asked. */
export function Rows(props: {
  rows: JSX.Element[];
  limit: number;
}): JSX.Element {
  const { trans } = useView();
  const [all, setAll] = React.useState(false);
  const hidden = all ? 0 : Math.max(0, props.rows.length - props.limit);
  return (
    <>
      <ul className="jp-Reproducibility-rows">
        {hidden ? props.rows.slice(0, props.limit) : props.rows}
      </ul>
      {hidden ? (
        <div className="jp-Reproducibility-body">
          <Button onPress={() => setAll(true)}>
            {trans._n('Show %1 more', 'Show %1 more', hidden)}
          </Button>
        </div>
      ) : null}
    </>
  );
}
