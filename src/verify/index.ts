export type { IRunOptions } from './base';
export {
  BaselineStore,
  isKeepProblem,
  type IBaseline,
  type IKeepProblem,
  type IKeptCell
} from './baseline';
export { FreshKernelRun } from './fresh-kernel';
export { InPlaceRun, type IInPlaceOptions } from './in-place';
export { keepWords } from './keeping';
export { matchCells, type IKnownCell } from './matching';
export type { AskLimit, IOverlong } from './overlong';
export type { Ending, IReason, ReasonCode } from './reasons';
export { RecordStore, makeRecord, provenBy, recordedOutputs } from './records';
export { pairRuns, whyTellsNothing } from './repeat';
export {
  applyOutputs,
  restoreOutputs,
  type IApplied,
  type Which
} from './restore';
export {
  whyNoProof,
  type ICleanRun,
  type ICleanRunCell,
  type ICleanRunResult
} from './runner';
export { snapshot } from './snapshot';
export type { IStores } from './stores';
