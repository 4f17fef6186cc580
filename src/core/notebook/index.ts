export type { ICell, INotebook, IOutput } from './facts';
export type { IFinding, Severity, Tier } from './finding';
export {
  codeCells,
  joinWords,
  mayRaise,
  nameCells,
  type ICodeCell
} from './cells';
export { describeError } from './error';
export { orderFindings } from './order';
export { parseNotebook } from './parse';
export { kernelFindings } from './hidden';
export { predictChanges, type Cause, type IPrediction } from './predict';
export { staleFindings } from './stale';
export { forgetReplay } from './replay';
export { stateFindings, stateSteps } from './state';
