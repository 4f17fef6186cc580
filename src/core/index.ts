/**
 * Plain data in, plain data out: the notebook and what lies beside it become a report. Knows no host.
 */
export * from './ladder';
export * from './notebook';
export * from './project';
export { analyseCode } from './python';
export type * from './python/types';
export { digestSource, sha256Hex } from './digest';
export { DEFAULT_RULES, compareNotebook, digestOutputs } from './outputs';
export { Engine, type IReportAnswer, type IReportRequest } from './engine';
