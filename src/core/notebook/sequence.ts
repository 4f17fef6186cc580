/**
 * Positions of the smallest set of values whose removal leaves the rest in
 * non-decreasing order: the complement of a longest non-decreasing subsequence,
 * by patience sorting in O(n log n). Of several such sets, one that keeps the
 * smaller values, so that a cell run again later is the one that stands out.
 */
export function outOfOrder(values: number[]): number[] {
  const tails: number[] = [];
  const before: number[] = [];
  values.forEach((value, position) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[tails[middle]] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    before[position] = low > 0 ? tails[low - 1] : -1;
    tails[low] = position;
  });
  const kept = new Set<number>();
  for (
    let position = tails.length > 0 ? tails[tails.length - 1] : -1;
    position >= 0;
    position = before[position]
  ) {
    kept.add(position);
  }
  return values.map((_, position) => position).filter(p => !kept.has(p));
}
