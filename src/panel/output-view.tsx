import { OutputAreaModel, SimplifiedOutputArea } from '@jupyterlab/outputarea';
import type * as nbformat from '@jupyterlab/nbformat';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { Widget } from '@lumino/widgets';
import * as React from 'react';
import type { IOutput } from '../core/notebook/facts';

/**
 * An output as JupyterLab renders it, never trusted: HTML is sanitised and no script runs.
 *
 * #### Notes
 * The Lumino widget is attached while the element is in the document and disposed with it.
 */
export function OutputView(props: {
  output: IOutput;
  rendermime: IRenderMimeRegistry;
}): JSX.Element {
  const { output, rendermime } = props;
  const host = React.useRef<HTMLDivElement>(null);
  React.useLayoutEffect(() => {
    if (!host.current) {
      return;
    }
    const model = new OutputAreaModel({
      values: [output as nbformat.IOutput],
      trusted: false
    });
    const area = new SimplifiedOutputArea({ model, rendermime });
    Widget.attach(area, host.current);
    return () => {
      area.dispose();
      model.dispose();
    };
  }, [output, rendermime]);
  return <div className="jp-Reproducibility-output" ref={host} />;
}
