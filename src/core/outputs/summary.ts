import { sumHits, tellHits } from './hits';
import { groupDigits } from './digits';
import { tellDeviation } from './match';
import type {
  ICellComparison,
  IMaskHits,
  INotebookComparison,
  Verdict
} from './types';

/** Best first, then what was not compared. */
const ORDER: [Verdict, string][] = [
  ['identical', 'identical'],
  ['equivalent', 'equivalent'],
  ['close', 'close'],
  ['failed-as-before', 'failed as before'],
  ['reordered', 'in another order'],
  ['different', 'different'],
  ['missing', 'missing'],
  ['unexpected', 'unexpected'],
  ['failed', 'failed'],
  ['error-gone', 'without the earlier error'],
  ['expected-error-missing', 'without the expected error'],
  ['uncomparable', 'not comparable'],
  ['ignored', 'ignored'],
  ['new', 'not compared'],
  ['not-run', 'not run']
];

/** What masks hid in the outputs of one verdict. */
export function hitsIn(
  cells: readonly ICellComparison[],
  verdict: Verdict
): IMaskHits[] {
  return sumHits(
    cells.flatMap(({ outputs }) =>
      outputs
        .filter(output => output.verdict === verdict)
        .map(({ masks }) => masks)
    )
  );
}

/** Largest relative deviation among the outputs that are close; null when none is. */
export function largestDeviation(
  cells: readonly ICellComparison[]
): number | null {
  const deviations = cells
    .flatMap(({ outputs }) => outputs)
    .filter(({ verdict }) => verdict === 'close')
    .map(({ deviation }) => deviation ?? 0);
  return deviations.reduce<number | null>(
    (most, each) => Math.max(most ?? 0, each),
    null
  );
}

/**
 * The outcome in one sentence without its full stop: `14 identical, 2 equivalent (ignoring 3 addresses, 1 timing), 1
 * close (largest deviation 3·10⁻¹⁰), 1 different`.
 */
export function tellCounts({
  counts,
  cells
}: Pick<INotebookComparison, 'counts' | 'cells'>): string {
  return ORDER.filter(([verdict]) => (counts[verdict] ?? 0) > 0)
    .map(([verdict, words]) => {
      const notes = notesOn(verdict, cells);
      const told = `${groupDigits(counts[verdict])} ${words}`;
      return notes.length > 0 ? `${told} (${notes.join('; ')})` : told;
    })
    .join(', ');
}

function notesOn(verdict: Verdict, cells: readonly ICellComparison[]) {
  const notes: string[] = [];
  if (verdict === 'equivalent' || verdict === 'close') {
    const deviation = verdict === 'close' ? largestDeviation(cells) : null;
    if (deviation) {
      notes.push(`largest deviation ${tellDeviation(deviation)}`);
    }
    const hits = hitsIn(cells, verdict);
    if (hits.length > 0) {
      notes.push(`ignoring ${tellHits(hits)}`);
    }
  }
  return notes;
}
