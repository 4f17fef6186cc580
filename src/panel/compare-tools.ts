import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { IOutput } from '../core/notebook/facts';
import type { IWordDiff } from '../core/outputs';

/** What comparing needs from outside: the views import no code of `core/outputs`. */
export interface ICompareTools {
  rendermime: IRenderMimeRegistry;
  wordDiff: (old: string, now: string) => IWordDiff;
  /** The list of outputs that the indices of a comparison count. */
  canonicalOutputs: (outputs: IOutput[]) => IOutput[];
}
