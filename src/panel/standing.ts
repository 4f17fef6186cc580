import type { TranslationBundle } from '@jupyterlab/translation';
import type { IRepeatSummary, IReport } from '../core/ladder/report';
import type { Tone } from './controls';
import { ago, count as format } from './time';

/** What the last clean run says, in one line. */
export interface IStandingLine {
  glyph: string;
  tone: Tone;
  /** May hold backticks and "cell k". */
  text: string;
}

/** Output verdicts that speak against a notebook. */
const AGAINST = [
  'different',
  'missing',
  'unexpected',
  'failed',
  'error-gone',
  'expected-error-missing'
];

/**
 * The standing of a report as a sentence.
 * @param now milliseconds since epoch
 */
export function standingLine(
  report: IReport,
  now: number,
  trans: TranslationBundle
): IStandingLine {
  const { run } = report;
  switch (report.standing) {
    case 'verified':
      return {
        glyph: '✓',
        tone: 'ok',
        text: verifiedText(report, now, trans)
      };
    case 'differs':
      return { glyph: '✗', tone: 'error', text: differsText(report, trans) };
    case 'failed':
      return { glyph: '✗', tone: 'error', text: failedText(report, trans) };
    case 'unverified':
      break;
  }
  if (run?.verdict === 'could-not-verify' && run.reason) {
    return warn(trans.__('Could not verify: %1', run.reason));
  }
  if (run?.reason) {
    return warn(trans.__('Not verified: %1', run.reason));
  }
  return warn(
    run
      ? trans.__('Not verified: the last clean run no longer counts')
      : trans.__('Not verified: no clean run yet')
  );
}

function verifiedText(
  report: IReport,
  now: number,
  trans: TranslationBundle
): string {
  const { run } = report;
  if (!run) {
    return trans.__('Verified');
  }
  const when = ago(run.ended, now, trans);
  return run.verdict === 'remarks'
    ? trans.__('Verified %1, with remarks', when)
    : trans.__('Verified %1', when);
}

function differsText(report: IReport, trans: TranslationBundle): string {
  const counts = report.run?.counts ?? {};
  const outputs = AGAINST.reduce((sum, key) => sum + (counts[key] ?? 0), 0);
  const differs =
    outputs === 0
      ? trans.__('Ran, but outputs differ')
      : trans._n(
          'Ran, but %2 output differs',
          'Ran, but %2 outputs differ',
          outputs,
          format(outputs)
        );
  const repeat = report.run?.repeat;
  return repeat
    ? trans.__('%1: %2', differs, repeatText(repeat, trans))
    : differs;
}

/** What a second run told of the cells that differ. */
function repeatText(
  { random, stale, unknown }: IRepeatSummary,
  trans: TranslationBundle
): string {
  return [
    random.length > 0
      ? trans._n('%1 cell random', '%1 cells random', random.length)
      : '',
    stale.length > 0
      ? trans._n('%1 cell stale', '%1 cells stale', stale.length)
      : '',
    unknown.length > 0
      ? trans._n(
          'of %1 cell it could not be told',
          'of %1 cells it could not be told',
          unknown.length
        )
      : ''
  ]
    .filter(part => part !== '')
    .join(', ');
}

function failedText(report: IReport, trans: TranslationBundle): string {
  const failed = report.run?.failed;
  if (failed) {
    return trans.__('Failed in cell %1: %2', failed.cell + 1, failed.ename);
  }
  const first = report.findings.find(
    ({ severity, tier, raised }) =>
      severity === 'error' && tier === 'static' && !raised
  );
  return first?.cell
    ? trans.__('A restart would stop at cell %1', first.cell.index + 1)
    : trans.__('A restart would stop');
}

function warn(text: string): IStandingLine {
  return { glyph: '!', tone: 'warn', text };
}
