import * as React from 'react';
import { useView } from './context';
import { LinkButton } from './controls';

/** What a code span leads to. */
export interface ICodeLink {
  /** The link's name: "Open work/uv.lock". */
  label: string;
  open: () => void;
}

/** What words in a sentence may lead to. */
export interface IProseLinks {
  /** Code spans that open something, by their text. */
  code?: ReadonlyMap<string, ICodeLink>;
  /** Makes each "cell k" lead to that cell; gets the index, from 0. */
  goToCell?: (index: number) => void;
}

/**
 * One sentence in which backticks mark code. Everything else is shown as it is: no markup is interpreted.
 * A backtick without a partner stays a backtick.
 */
export function Prose(props: { text: string } & IProseLinks): JSX.Element {
  const pieces = props.text.split(/`([^`]+)`/);
  return (
    <>
      {pieces.map((piece, index) =>
        index % 2 === 1 ? (
          <Code key={index} text={piece} link={props.code?.get(piece)} />
        ) : (
          <Words key={index} text={piece} goToCell={props.goToCell} />
        )
      )}
    </>
  );
}

function Code(props: { text: string; link?: ICodeLink }): JSX.Element {
  const code = <code className="jp-Reproducibility-code">{props.text}</code>;
  const { link } = props;
  return link ? (
    <LinkButton onPress={link.open} label={link.label}>
      {code}
    </LinkButton>
  ) : (
    code
  );
}

/** Words between code: cells become links, and moments are told in the person's own time and format. */
function Words(props: {
  text: string;
  goToCell?: (index: number) => void;
}): JSX.Element {
  const { trans } = useView();
  const { goToCell } = props;
  const pieces = props.text.split(
    /\b(cell \d+|\d{4}-\d\d-\d\dT[\d:]+(?:\.\d+)?Z)\b/i
  );
  return (
    <>
      {pieces.map((piece, index) => {
        if (index % 2 === 0) {
          return piece;
        }
        if (!/^cell/i.test(piece)) {
          return <Moment key={index} iso={piece} />;
        }
        const cell = Number(piece.slice(5));
        return goToCell ? (
          <LinkButton
            key={index}
            onPress={() => goToCell(cell - 1)}
            label={trans.__('Go to cell %1', cell)}
          >
            {piece}
          </LinkButton>
        ) : (
          piece
        );
      })}
    </>
  );
}

function Moment(props: { iso: string }): JSX.Element {
  const date = new Date(props.iso);
  return Number.isNaN(date.getTime()) ? (
    <>{props.iso}</>
  ) : (
    <time dateTime={props.iso}>
      {date.toLocaleString(undefined, {
        dateStyle: 'medium',
        timeStyle: 'short'
      })}
    </time>
  );
}

/** The sentence without its backticks, for labels and announcements. */
export function plain(text: string): string {
  return text.replace(/`([^`]+)`/g, '$1');
}
