export { canonicalOutputs, joinStreams } from './canonical';
export { compareCell } from './cell';
export { digestOutputs } from './digest';
export { DEFAULT_RULES, compareNotebook } from './notebook';
export { wordDiff } from './worddiff';
export type { IDiffPart, IWordDiff } from './worddiff';
export * from './types';
