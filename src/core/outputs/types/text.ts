import { compareText } from '../text/compare';
import type { Comparer } from '../match';

/** Plain text, streams and whatever has no comparer of its own. */
export const comparePlain: Comparer = (old, now, context) =>
  compareText(old, now, context);
