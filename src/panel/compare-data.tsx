import * as React from 'react';
import type { IOutput } from '../core/notebook/facts';
import type { IDataDiff } from '../core/outputs';
import type { ICompareTools } from './compare-tools';
import { useView } from './context';
import { Button } from './controls';
import { count } from './time';

/** Data and plots: as they are rendered, or the values that differ. Anything else only as it is rendered. */
export function WithData(props: {
  tools: ICompareTools;
  kind: string;
  old: IOutput;
  now: IOutput;
  children: React.ReactNode;
}): JSX.Element {
  const { trans } = useView();
  const { tools, kind, old, now, children } = props;
  const { dataDiff } = tools;
  const diff = React.useMemo(
    () => dataDiff(kind, old, now),
    [dataDiff, kind, old, now]
  );
  const [data, setData] = React.useState(true);
  if (diff === null || diff.differences.length === 0) {
    return <>{children}</>;
  }
  return (
    <>
      <div
        className="jp-Reproducibility-acts"
        role="group"
        aria-label={trans.__('How to compare the data')}
      >
        <Button onPress={() => setData(true)} pressed={data}>
          {trans.__('Values that differ')}
        </Button>
        <Button onPress={() => setData(false)} pressed={!data}>
          {trans.__('Side by side')}
        </Button>
      </div>
      {data ? <Differences diff={diff} /> : children}
    </>
  );
}

function Differences(props: { diff: IDataDiff }): JSX.Element {
  const { trans } = useView();
  const { differences, more, cut } = props.diff;
  return (
    <div className="jp-Reproducibility-values" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{trans.__('Value')}</th>
            <th scope="col">{trans.__('Stored')}</th>
            <th scope="col">{trans.__('Clean run')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ path, old, now }) => (
            <tr key={path}>
              <th scope="row">{path === '' ? trans.__('all of it') : path}</th>
              <td>{old === null ? trans.__('none') : <del>{old}</del>}</td>
              <td>{now === null ? trans.__('none') : <ins>{now}</ins>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 || cut ? (
        <p className="jp-Reproducibility-sub">
          {cut
            ? trans.__(
                'The first %1 are listed, and at least %2 more differ: there are too many to count.',
                count(differences.length),
                count(more)
              )
            : trans.__(
                'The first %1 are listed, and %2 more.',
                count(differences.length),
                count(more)
              )}
        </p>
      ) : null}
    </div>
  );
}
