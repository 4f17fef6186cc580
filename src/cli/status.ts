import type { IReport } from '../core/ladder/report';

/** Exit statuses; the highest of several notebooks counts. */
export enum Status {
  Fine = 0,
  Found = 1,
  CouldNotLook = 2
}

/** What a report means for a script: remarks are fine, warnings and errors are not. */
export function statusOf(report: IReport): Status {
  const wrong =
    report.standing === 'failed' ||
    report.standing === 'differs' ||
    report.findings.some(({ severity }) => severity !== 'note');
  return wrong ? Status.Found : Status.Fine;
}
