import type { Verdict } from './types';

/** Worst first; a cell has the worst verdict of its outputs. */
const ORDER: Verdict[] = [
  'failed',
  'expected-error-missing',
  'missing',
  'error-gone',
  'different',
  'unexpected',
  'not-run',
  'reordered',
  'uncomparable',
  'new',
  'ignored',
  'failed-as-before',
  'close',
  'equivalent',
  'identical'
];

/** Verdicts that say that something else came out, or nothing. */
export function isChange(verdict: Verdict): boolean {
  return ORDER.indexOf(verdict) < ORDER.indexOf('not-run');
}

/** The worst of some verdicts; `identical` when there are none. */
export function worst(verdicts: Verdict[]): Verdict {
  return verdicts.reduce<Verdict>(
    (a, b) => (ORDER.indexOf(b) < ORDER.indexOf(a) ? b : a),
    'identical'
  );
}

/** Verdicts that say that the stored output came out again. */
export function isSame(verdict: Verdict): boolean {
  return (
    verdict === 'identical' ||
    verdict === 'equivalent' ||
    verdict === 'close' ||
    verdict === 'failed-as-before'
  );
}
