import * as React from 'react';
import type { IOutput } from '../core/notebook/facts';
import type { IDiffPart } from '../core/outputs';
import type { ICompareTools } from './compare-tools';
import { WithData } from './compare-data';
import { ComparePictures } from './compare-pictures';
import { useView } from './context';
import { Button } from './controls';
import { SHOWN, excerpt } from './excerpt';
import { OutputView } from './output-view';
import { pictureOf, sizeOf, textOf } from './pair';
import { Sides } from './sides';
import { markTables } from './tables';
import { count } from './time';

/** Outputs with more characters on both sides are rendered when asked only. */
const RENDERED = 600_000;

/** One output on both sides: text with its differences marked, pictures, and all else as JupyterLab renders it. */
export function ComparePair(props: {
  tools: ICompareTools;
  /** What decided: a stream's name, 'error', or a MIME type. */
  kind: string;
  old: IOutput | null;
  now: IOutput | null;
}): JSX.Element {
  const { tools, kind, old, now } = props;
  const oldText = textOf(old);
  const newText = textOf(now);
  if ((oldText ?? newText) !== null) {
    const bothText = (!old || oldText !== null) && (!now || newText !== null);
    if (bothText) {
      return <Texts tools={tools} old={oldText} now={newText} />;
    }
  }
  const oldPicture = pictureOf(old);
  const newPicture = pictureOf(now);
  if (kind.startsWith('image/') && oldPicture && newPicture) {
    return <ComparePictures old={oldPicture} now={newPicture} />;
  }
  const rendered = (
    <WhenAsked size={sizeOf(old) + sizeOf(now)}>
      <Rendered tools={tools} old={old} now={now} />
    </WhenAsked>
  );
  return old && now ? (
    <WithData tools={tools} kind={kind} old={old} now={now}>
      {rendered}
    </WithData>
  ) : (
    rendered
  );
}

function Texts(props: {
  tools: ICompareTools;
  old: string | null;
  now: string | null;
}): JSX.Element {
  const { wordDiff } = props.tools;
  const { trans } = useView();
  const { old, now, from } = React.useMemo(
    () => excerpt(props.old, props.now),
    [props.old, props.now]
  );
  const diff = React.useMemo(
    () => (old !== null && now !== null ? wordDiff(old, now) : null),
    [wordDiff, old, now]
  );
  return (
    <>
      <Sides
        old={<Marked parts={diff?.old ?? null} text={old} kind="old" />}
        now={<Marked parts={diff?.new ?? null} text={now} kind="new" />}
      />
      {from === null ? null : (
        <p className="jp-Reproducibility-sub">
          {trans.__(
            'Long text: up to %1 characters are shown, from character %2 on.',
            count(SHOWN),
            count(from + 1)
          )}
        </p>
      )}
    </>
  );
}

/** Text in which what the other side lacks is marked. */
function Marked(props: {
  parts: IDiffPart[] | null;
  text: string | null;
  kind: 'old' | 'new';
}): JSX.Element {
  const { parts, text, kind } = props;
  if (text === null) {
    return <NoOutput />;
  }
  return (
    <pre tabIndex={0}>
      {parts
        ? parts.map((part, index) => {
            if (part.kind === 'same') {
              return <span key={index}>{part.text}</span>;
            }
            return kind === 'old' ? (
              <del key={index}>{part.text}</del>
            ) : (
              <ins key={index}>{part.text}</ins>
            );
          })
        : text}
    </pre>
  );
}

/** Rendering what is very large would hold up the page, so it waits until it is asked for. */
function WhenAsked(props: {
  /** In characters. */
  size: number;
  children: React.ReactNode;
}): JSX.Element {
  const { trans } = useView();
  const { size, children } = props;
  const [asked, setAsked] = React.useState(false);
  return asked || size <= RENDERED ? (
    <>{children}</>
  ) : (
    <p className="jp-Reproducibility-sub">
      {trans.__('Large outputs: showing them may hold up the page.')}{' '}
      <Button onPress={() => setAsked(true)}>
        {trans.__('Show %1 characters', count(size))}
      </Button>
    </p>
  );
}

function Rendered(props: {
  tools: ICompareTools;
  old: IOutput | null;
  now: IOutput | null;
}): JSX.Element {
  const { trans } = useView();
  const { tools, old, now } = props;
  const [unmarked, setUnmarked] = React.useState(0);
  const root = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => {
    const [left, right] = [
      ...(root.current?.querySelectorAll('.jp-Reproducibility-side') ?? [])
    ];
    return left && right ? markTables(left, right, setUnmarked) : undefined;
  }, [old, now]);
  const side = (output: IOutput | null) =>
    output ? (
      <OutputView output={output} rendermime={tools.rendermime} />
    ) : (
      <NoOutput />
    );
  const picture = !!pictureOf(old) || !!pictureOf(now);
  return (
    <div ref={root}>
      <Sides old={side(old)} now={side(now)} picture={picture} />
      {unmarked > 0 ? (
        <p className="jp-Reproducibility-sub">
          {trans._n(
            'Differences are not marked in %1 table: it is too large, or no labels tell which of its rows and columns belong together.',
            'Differences are not marked in %1 tables: they are too large, or no labels tell which of their rows and columns belong together.',
            unmarked
          )}
        </p>
      ) : null}
    </div>
  );
}

function NoOutput(): JSX.Element {
  const { trans } = useView();
  return <p className="jp-Reproducibility-sub">{trans.__('No output here')}</p>;
}
