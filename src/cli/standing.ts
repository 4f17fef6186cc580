import type { IReport } from '../core/ladder';

/** The standing of a report as a sentence; may hold backticks. */
export function standingLine(report: IReport): string {
  const { run } = report;
  switch (report.standing) {
    case 'verified':
      return run?.verdict === 'remarks'
        ? `Verified by the clean run of ${run.ended}, with remarks`
        : `Verified${run ? ` by the clean run of ${run.ended}` : ''}`;
    case 'differs':
      return 'Ran, but outputs differ';
    case 'failed':
      return failedLine(report);
    case 'unverified':
      return run?.reason
        ? `Not verified: ${run.reason}`
        : 'Not verified: no clean run is known here';
  }
}

function failedLine({ run, findings }: IReport): string {
  if (run?.stillCounts && run.failed) {
    return `Failed in cell ${run.failed.cell + 1}: ${run.failed.ename}`;
  }
  const stop = findings.find(
    ({ severity, tier, raised }) =>
      severity === 'error' && tier === 'static' && !raised
  );
  return stop?.cell
    ? `A restart would stop at cell ${stop.cell.index + 1}`
    : 'A restart would stop';
}
