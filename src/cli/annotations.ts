import type { IReport } from '../core/ladder';
import type { Severity } from '../core/notebook/finding';
import { ruleOf } from '../core/rules';
import { levelLacking, type IFailOn } from './status';

/** One statement about a line of a notebook's file. */
export interface IAnnotation {
  /** A rule's id, or `LEVEL_RULE`. */
  rule: string;
  /** A few words. */
  title: string;
  severity: Severity;
  /** A sentence that names the cell; names in backticks. */
  message: string;
  /** Cell index, from 0; null for the notebook as a whole. */
  cell: number | null;
  /** 1-based. */
  line: number;
}

/** A rule of the command line alone: the level that `--fail-on` asks for. */
export const LEVEL_RULE = {
  id: 'level',
  title: 'Below the level that is asked for',
  explanation:
    'The notebook stands on a lower level of reproducibility than the one that `--fail-on` names.',
  cure: 'Take the next step that the report names, or ask for a lower level.'
};

/**
 * The findings of a report as statements about lines; first the level, when a higher one is asked for.
 *
 * @param lines - For each finding its line.
 */
export function annotationsOf(
  report: IReport,
  lines: readonly number[],
  failOn: IFailOn
): IAnnotation[] {
  const lacking = levelLacking(report, failOn);
  const level: IAnnotation[] =
    lacking === null
      ? []
      : [
          {
            rule: LEVEL_RULE.id,
            title: LEVEL_RULE.title,
            severity: 'error',
            message: lacking,
            cell: null,
            line: 1
          }
        ];
  const found = report.findings.map(
    ({ rule, severity, cell, message, detail }, k): IAnnotation => ({
      rule,
      title: ruleOf(rule)?.title ?? rule,
      severity,
      message:
        (cell === null ? '' : `cell ${cell.index + 1}: `) +
        message +
        (detail ? ` (${detail})` : ''),
      cell: cell?.index ?? null,
      line: lines[k] ?? 1
    })
  );
  return [...level, ...found];
}
