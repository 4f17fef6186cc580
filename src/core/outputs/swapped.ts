import type { IItem } from './items';
import { digestText, canonicalJson } from './digest';
import { pairingKey } from './output';
import { isSame } from './severity';
import type { IOutputComparison } from './types';

/** Pairs of outputs above which only equal ones are looked for. */
const MAX_TRIALS = 64;

type Pair = [IItem | null, IItem | null];

/**
 * Looks for other partners of outputs that differ from the one in their place, or have none: two plots changed places,
 * or one came between. Gives the comparisons to use; those that passed others are different, or reordered where the
 * source has something whose order is not fixed.
 */
export function acceptSwapped(
  outputs: IOutputComparison[],
  old: IItem[],
  now: IItem[],
  compare: (a: IItem | null, b: IItem | null) => IOutputComparison,
  source: string
): IOutputComparison[] {
  const changed = outputs.filter(isCandidate);
  const left = itemsAt(
    old,
    changed.map(each => each.old)
  );
  const right = itemsAt(
    now,
    changed.map(each => each.new)
  );
  if (changed.length < 2 || left.length === 0 || right.length === 0) {
    return outputs;
  }
  const found = findPartners(left, right, compare);
  if (found.length === 0) {
    return outputs;
  }
  const kept = outputs.filter(each => !isCandidate(each));
  const places = [...kept, ...found.map(({ comparison }) => comparison)];
  return [
    ...kept,
    ...found.map(({ comparison }) =>
      places.some(other => cross(comparison, other))
        ? passed(
            comparison,
            DISORDER.test(source) ||
              // Text that moved is told so whichever of the two stayed.
              places.every(
                other => other.kind === 'stdout' || !cross(comparison, other)
              )
          )
        : comparison
    ),
    ...byOrder(
      left.filter(item => !found.some(({ pair }) => pair[0] === item)),
      right.filter(item => !found.some(({ pair }) => pair[1] === item))
    ).map(([a, b]) => compare(a, b))
  ].sort((a, b) => placeOf(a) - placeOf(b));
}

function isCandidate({ verdict, kind }: IOutputComparison): boolean {
  return (
    /^(?:different|missing|unexpected|uncomparable)$/.test(verdict) &&
    !/^(?:stdout|stderr|error)$/.test(kind)
  );
}

function itemsAt(items: IItem[], indices: (number | null)[]): IItem[] {
  return items.filter(({ index }) => indices.includes(index));
}

/** Outputs that are the same as one in another place, each with that one. */
function findPartners(
  left: IItem[],
  right: IItem[],
  compare: (a: IItem, b: IItem) => IOutputComparison
): { pair: [IItem, IItem]; comparison: IOutputComparison }[] {
  const exact = left.length * right.length > MAX_TRIALS;
  const free = new Map<string, IItem[]>();
  for (const item of right) {
    const key = keyOf(item, exact);
    free.set(key, [...(free.get(key) ?? []), item]);
  }
  return left.flatMap(a => {
    const candidates = free.get(keyOf(a, exact)) ?? [];
    for (const [i, b] of candidates.entries()) {
      const comparison = compare(a, b);
      if (isSame(comparison.verdict)) {
        candidates.splice(i, 1);
        return [{ pair: [a, b] as [IItem, IItem], comparison }];
      }
      if (exact) {
        break;
      }
    }
    return [];
  });
}

function keyOf({ output }: IItem, exact: boolean): string {
  return exact
    ? digestText(canonicalJson(output.data ?? output))
    : pairingKey(output);
}

/** Whether two pairs changed places. */
function cross(a: IOutputComparison, b: IOutputComparison): boolean {
  return (
    a.old !== null &&
    a.new !== null &&
    b.old !== null &&
    b.new !== null &&
    b.kind !== 'stderr' &&
    (a.old - b.old) * (a.new - b.new) < 0
  );
}

/** What runs at the same time, or is listed without an order. */
const DISORDER =
  /\b(?:async|await|asyncio|threads?|threading|Thread\w*|\w*Executor|multiprocessing|Pool|Process|joblib|Parallel|dask|gather|as_completed|imap_unordered|frozenset|listdir|scandir|i?glob|rglob|iterdir|os\.walk)\b|(?<![.\w])set\(|\bin \{(?![^}]*:)/;

function passed(
  comparison: IOutputComparison,
  mayMove: boolean
): IOutputComparison {
  return {
    ...comparison,
    verdict: mayMove ? 'reordered' : 'different',
    cause: 'order',
    message: 'Shown in another place',
    detail: 'before or after another output'
  };
}

function byOrder(left: IItem[], right: IItem[]): Pair[] {
  return Array.from(
    { length: Math.max(left.length, right.length) },
    (_, i): Pair => [left[i] ?? null, right[i] ?? null]
  );
}

/** In order of the new outputs; stderr comes last. */
function placeOf({ kind, old, new: now }: IOutputComparison): number {
  return (kind === 'stderr' ? 1e9 : 0) + (now ?? old ?? 0);
}
