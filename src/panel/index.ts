export { ReproducibilityPanel } from './panel';
export { ReproducibilityStatus } from './status';
export { ComparisonView } from './compare-view';
export { ladderIcon } from './icons';
