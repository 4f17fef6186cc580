import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { IOutput } from '../core/notebook/facts';
import type { IDataDiff, IWordDiff } from '../core/outputs';
import type { IRulesModel } from '../lab/rules-view';

/** What comparing needs from outside: the views import no code of `core/outputs`. */
export interface ICompareTools {
  rendermime: IRenderMimeRegistry;
  wordDiff: (old: string, now: string) => IWordDiff;
  /** The list of outputs that the indices of a comparison count. */
  canonicalOutputs: (outputs: IOutput[]) => IOutput[];
  /** The values in which two data outputs of a MIME type differ; null when they are no data. */
  dataDiff: (mime: string, old: IOutput, now: IOutput) => IDataDiff | null;
  rules: IRulesModel;
}
