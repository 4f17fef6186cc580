import type { IFinding } from '../notebook/finding';

/**
 * Whether a finding says that a run from the top stops there: it did, or the source alone shows that it would. An
 * error that is one by a setting says no such thing.
 */
export function saysStop({ severity, tier, raised }: IFinding): boolean {
  return severity === 'error' && tier !== 'recorded' && !raised;
}
