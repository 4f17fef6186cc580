export { assess, assessSteps } from './assess';
export type { IAssessInput } from './input';
export {
  facetKind,
  facetKinds,
  levelOf,
  levels,
  standIns,
  type IFacetKind,
  type ILevel,
  type IStandIn
} from './levels';
export type { IRecordedCell, IRunRecord } from './record';
export type {
  FacetId,
  FacetState,
  IAction,
  IEvidence,
  IFacet,
  INextStep,
  IReport,
  IRunSummary,
  Level,
  Standing,
  Strength,
  VerdictCounts
} from './report';
export { standingOfRun, whyNotVerified, whyStale } from './standing';
export { differingCells, tally, type ITally } from './tally';
