import type { IReportAnswer } from '../core/engine';
import type { INotebook } from '../core/notebook/facts';
import { suggestFix } from '../guidance/suggest';

/** The answer of the engine, with an edit for each finding that one would cure. Runs in the worker, too. */
export function withSuggestions(
  answer: IReportAnswer,
  { cells }: INotebook
): IReportAnswer {
  const findings = answer.report.findings.map(finding => {
    const fix = finding.fix ?? suggestFix(finding, cells);
    return fix ? { ...finding, fix } : finding;
  });
  return { ...answer, report: { ...answer.report, findings } };
}
