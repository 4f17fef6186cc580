import type { IReport } from '../../core/ladder/report';
import { isOfHalfARun } from '../half-run';
import type { IRunProgress, Mode } from '../view';

const report = {} as IReport;
const running = (mode: Mode) => ({ mode, phase: 'running' }) as IRunProgress;

describe('A report', () => {
  it('made during a run in place is not told before the run has its record', () => {
    const state = { progress: running('in-place'), report };
    expect(isOfHalfARun(state, false)).toBe(true);
    expect(isOfHalfARun(state, true)).toBe(false);
  });

  it('is told when the notebook keeps its outputs, or nothing was told yet', () => {
    expect(isOfHalfARun({ progress: null, report }, false)).toBe(false);
    const fresh = { progress: running('fresh-kernel'), report };
    expect(isOfHalfARun(fresh, false)).toBe(false);
    const first = { progress: running('in-place'), report: null };
    expect(isOfHalfARun(first, false)).toBe(false);
  });
});
