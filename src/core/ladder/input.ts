import type { INotebook } from '../notebook/facts';
import type { IProjectReading } from '../project/reading';
import type { ICodeAnalysis } from '../python/types';
import type { IRuleOptions } from '../rules';
import type { IRunRecord } from './record';

/** All that a report is made from. */
export interface IAssessInput {
  notebook: INotebook;
  code: ICodeAnalysis;
  project: IProjectReading;
  /** The last clean run that was recorded, whether or not it still counts. */
  run: IRunRecord | null;
  /** What the person made of the rules. */
  options?: IRuleOptions;
}
