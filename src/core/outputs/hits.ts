import { groupDigits } from './digits';
import type { IMaskHits } from './types';

/** Sums what masks hid, mask by mask, in order of first appearance. */
export function sumHits(
  lists: readonly (readonly IMaskHits[] | undefined)[]
): IMaskHits[] {
  const sums = new Map<string, IMaskHits>();
  for (const hits of lists) {
    for (const hit of hits ?? []) {
      const count = hit.count + (sums.get(hit.id)?.count ?? 0);
      sums.set(hit.id, { ...hit, count });
    }
  }
  return [...sums.values()];
}

/** `3 addresses, 1 timing`. */
export function tellHits(hits: readonly IMaskHits[]): string {
  return hits
    .map(
      ({ count, name, plural }) =>
        `${groupDigits(count)} ${count === 1 ? name : plural}`
    )
    .join(', ');
}
