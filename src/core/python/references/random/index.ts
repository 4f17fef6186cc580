export { NO_CHANCE, type IChance } from './draws';
export { randomFindings, sourceHints } from './findings';
export { RandomWatch } from './watch';
