import { IDENTICAL, match } from '../match';
import type { Comparer } from '../match';

/** Values that are the same byte for byte or cannot be told (PDF, audio, GIF). */
export const compareBytes: Comparer = (old, now) => {
  if (old === now) {
    return IDENTICAL;
  }
  return old.replace(/\s+/g, '') === now.replace(/\s+/g, '')
    ? match('equivalent', 'appearance', 'Same bytes')
    : match(
        'uncomparable',
        null,
        'Cannot compare these bytes',
        'They differ, but the values inside were not looked at'
      );
};
