import { levelOf } from '../core/ladder';
import type { IReport, Level } from '../core/ladder';

/** Exit statuses; the highest of several notebooks counts. */
export enum Status {
  Fine = 0,
  Found = 1,
  CouldNotLook = 2
}

/** What counts as found. */
export interface IFailOn {
  /** Findings from this severity on, and runs that failed or gave other outputs; null when no finding counts. */
  severity: 'error' | 'warning' | null;
  /** Notebooks that stand below this level; null when no level counts. */
  below: number | null;
}

export const DEFAULT_FAIL_ON: IFailOn = { severity: 'warning', below: null };

/** Reads `error`, `warning` and `level<N>`, any of which may be given. */
export function readFailOn(
  words: readonly string[]
): { failOn: IFailOn } | { problem: string } {
  if (words.length === 0) {
    return { failOn: DEFAULT_FAIL_ON };
  }
  const failOn: IFailOn = { severity: null, below: null };
  for (const word of words) {
    const level = /^level<([0-7])$/.exec(word);
    if (level) {
      failOn.below = Math.max(failOn.below ?? 0, Number(level[1]));
    } else if (word === 'error') {
      failOn.severity ??= 'error';
    } else if (word === 'warning') {
      failOn.severity = 'warning';
    } else {
      return {
        problem: `--fail-on takes error, warning or level<N> with N from 0 to 7 (in quotes), not '${word}'`
      };
    }
  }
  return { failOn };
}

/** What a report means for a script. */
export function statusOf(
  report: IReport,
  failOn: IFailOn = DEFAULT_FAIL_ON
): Status {
  const isFound =
    hasFinding(report, failOn) || levelLacking(report, failOn) !== null;
  return isFound ? Status.Found : Status.Fine;
}

function hasFinding(
  { standing, findings }: IReport,
  { severity: least }: IFailOn
): boolean {
  return (
    least !== null &&
    (standing === 'failed' ||
      standing === 'differs' ||
      findings.some(
        ({ severity }) =>
          severity === 'error' ||
          (severity === 'warning' && least === 'warning')
      ))
  );
}

/** A sentence on the level that is asked for and not reached; null when none is. */
export function levelLacking(
  { level, next }: { level: Level; next: IReport['next'] },
  { below }: IFailOn
): string | null {
  if (below === null || level >= below) {
    return null;
  }
  const step = next ? `; next step: ${next.title}` : '';
  return `Level ${level} (${levelOf(level).name}), and level ${below} is asked for${step}`;
}
