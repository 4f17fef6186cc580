import type { IMask } from '../mask';
import { clockMasks } from './clock';
import { identityMasks } from './identity';
import { installerMasks } from './installer';
import { nameMasks } from './names';
import { placeMasks } from './places';
import { progressMasks } from './progress';
import { reportedMasks } from './reported';
import { timingMasks } from './timing';

/** All masks, in the order in which they are applied. */
export const MASKS: IMask[] = [
  ...installerMasks,
  ...timingMasks,
  ...reportedMasks,
  ...progressMasks,
  ...placeMasks,
  ...nameMasks,
  ...identityMasks,
  ...clockMasks
];
