import * as React from 'react';
import { useView } from './context';

/** Choices of which one holds. */
export function Radios<T extends string>(props: {
  legend: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => unknown;
  children?: React.ReactNode;
}): JSX.Element {
  const { onError } = useView();
  const { legend, value, options, onChange, children } = props;
  const name = React.useId();
  return (
    <fieldset className="jp-Reproducibility-fieldset">
      <legend>{legend}</legend>
      {options.map(option => (
        <label className="jp-Reproducibility-choice" key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => {
              Promise.resolve(onChange(option.value)).catch(onError);
            }}
          />
          <span>{option.label}</span>
        </label>
      ))}
      {children}
    </fieldset>
  );
}

/** A number that counts when Enter is pressed or the field is left; what is no such number is told at the field. */
export function NumberField(props: {
  label: string;
  value: string;
  /** What it takes, in words. */
  problem: string;
  /** The number that a text stands for; null when it is none. */
  read: (text: string) => number | null;
  onChange: (value: number) => unknown;
}): JSX.Element {
  const { onError } = useView();
  const { label, value, problem, read, onChange } = props;
  const [text, setText] = React.useState(value);
  React.useEffect(() => setText(value), [value]);
  const number = read(text.trim());
  const take = () => {
    if (number !== null && text.trim() !== value) {
      Promise.resolve(onChange(number)).catch(onError);
    }
  };
  return (
    <Field
      label={label}
      value={text}
      problem={number === null ? problem : null}
      onInput={setText}
      onBlur={take}
      onEnter={take}
    />
  );
}

/** A line of text with its label, and what is wrong with it. */
export function Field(props: {
  label: string;
  value: string;
  /** What is wrong; null when nothing. */
  problem?: string | null;
  /** Shown in an empty field. */
  placeholder?: string;
  code?: boolean;
  onInput: (value: string) => void;
  onBlur?: () => void;
  onEnter?: () => void;
}): JSX.Element {
  const id = React.useId();
  const { label, value, problem = null, placeholder, code } = props;
  return (
    <div className="jp-Reproducibility-field">
      <label htmlFor={`${id}-field`}>{label}</label>
      <input
        id={`${id}-field`}
        className={`jp-mod-styled ${code ? 'jp-mod-code' : ''}`}
        type="text"
        spellCheck={false}
        autoComplete="off"
        value={value}
        placeholder={placeholder}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        onChange={event => props.onInput(event.target.value)}
        onBlur={props.onBlur}
        onKeyDown={event => {
          if (event.key === 'Enter') {
            event.preventDefault();
            props.onEnter?.();
          }
        }}
      />
      {problem === null ? null : (
        <span className="jp-Reproducibility-problem" id={`${id}-problem`}>
          <span aria-hidden="true">✗ </span>
          {problem}
        </span>
      )}
    </div>
  );
}

/** Something that is on or off. */
export function Check(props: {
  checked: boolean;
  onChange: (checked: boolean) => unknown;
  describedBy?: string;
  children: React.ReactNode;
}): JSX.Element {
  const { onError } = useView();
  return (
    <label className="jp-Reproducibility-choice">
      <input
        type="checkbox"
        checked={props.checked}
        aria-describedby={props.describedBy}
        onChange={event => {
          Promise.resolve(props.onChange(event.target.checked)).catch(onError);
        }}
      />
      <span>{props.children}</span>
    </label>
  );
}
