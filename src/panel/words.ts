import type { TranslationBundle } from '@jupyterlab/translation';
import type { IFacet } from '../core/ladder/report';
import type { Severity } from '../core/notebook/finding';
import type {
  Cause,
  INotebookComparison,
  Verdict
} from '../core/outputs/types';
import type { Tone } from './controls';
import { count as format } from './time';

/** A mark with the word that stands for it. */
export interface IMarkWords {
  glyph: string;
  tone: Tone;
  label: string;
}

export function severityMark(
  severity: Severity,
  trans: TranslationBundle
): IMarkWords {
  switch (severity) {
    case 'error':
      return { glyph: '✗', tone: 'error', label: trans.__('Error') };
    case 'warning':
      return { glyph: '!', tone: 'warn', label: trans.__('Warning') };
    default:
      return { glyph: 'i', tone: 'mute', label: trans.__('Note') };
  }
}

export function evidenceMark(
  holds: 'yes' | 'no' | 'unknown' | 'note',
  trans: TranslationBundle
): IMarkWords {
  switch (holds) {
    case 'yes':
      return { glyph: '✓', tone: 'ok', label: trans.__('Holds') };
    case 'no':
      return { glyph: '✗', tone: 'error', label: trans.__('Does not hold') };
    case 'unknown':
      return { glyph: '?', tone: 'mute', label: trans.__('Could not tell') };
    default:
      return { glyph: 'i', tone: 'mute', label: trans.__('Remark') };
  }
}

/**
 * @param cause - tells a remark from what is left out by choice
 * @param run - verdict on the whole run: tells an error that was expected from one that stopped it
 */
export function verdictMark(
  verdict: Verdict,
  trans: TranslationBundle,
  cause: Cause | null = null,
  run: INotebookComparison['verdict'] | null = null
): IMarkWords {
  const remark: IMarkWords = {
    glyph: '!',
    tone: 'warn',
    label: trans.__('Remark')
  };
  const same: IMarkWords = {
    glyph: '✓',
    tone: 'ok',
    label: trans.__('Reproduced')
  };
  switch (verdict) {
    case 'identical':
    case 'equivalent':
    case 'close':
      return same;
    case 'failed-as-before':
      return run === 'failed' ? remark : same;
    case 'reordered':
    case 'uncomparable':
      return remark;
    case 'ignored':
      return cause === null
        ? { glyph: '–', tone: 'mute', label: trans.__('Left out') }
        : remark;
    case 'new':
    case 'not-run':
      return { glyph: '–', tone: 'mute', label: trans.__('Not compared') };
    default:
      return { glyph: '✗', tone: 'error', label: trans.__('Not reproduced') };
  }
}

export function notebookVerdict(
  verdict: INotebookComparison['verdict'],
  trans: TranslationBundle
): IMarkWords {
  switch (verdict) {
    case 'verified':
      return { glyph: '✓', tone: 'ok', label: trans.__('Verified') };
    case 'remarks':
      return {
        glyph: '✓',
        tone: 'ok',
        label: trans.__('Verified with remarks')
      };
    case 'not-reproduced':
      return { glyph: '✗', tone: 'error', label: trans.__('Not reproduced') };
    case 'failed':
      return { glyph: '✗', tone: 'error', label: trans.__('Failed') };
    default:
      return { glyph: '?', tone: 'warn', label: trans.__('Could not verify') };
  }
}

/**
 * A number of outputs with one verdict: "14 identical".
 * @param run - verdict on the whole run: unless that failed, an error as before was expected
 */
export function verdictCount(
  verdict: string,
  count: number,
  trans: TranslationBundle,
  run: INotebookComparison['verdict'] | null
): string {
  const n = format(count);
  switch (verdict) {
    case 'identical':
      return trans.__('%1 identical', n);
    case 'equivalent':
      return trans.__('%1 equivalent', n);
    case 'close':
      return trans.__('%1 close', n);
    case 'reordered':
      return trans.__('%1 in another order', n);
    case 'different':
      return trans.__('%1 different', n);
    case 'missing':
      return trans.__('%1 missing', n);
    case 'unexpected':
      return trans.__('%1 unexpected', n);
    case 'new':
      return trans.__('%1 not compared', n);
    case 'failed':
      return trans.__('%1 failed', n);
    case 'failed-as-before':
      return run === 'failed'
        ? trans.__('%1 failed as before', n)
        : trans.__('%1 failed as expected', n);
    case 'error-gone':
      return trans.__('%1 without the earlier error', n);
    case 'expected-error-missing':
      return trans.__('%1 without the expected error', n);
    case 'not-run':
      return trans.__('%1 not run', n);
    case 'uncomparable':
      return trans.__('%1 not comparable', n);
    case 'ignored':
      return trans.__('%1 ignored', n);
    default:
      return `${n} ${verdict}`;
  }
}

/** What a verdict says of a whole cell, where no output of it says more. */
export function cellVerdict(
  verdict: Verdict,
  trans: TranslationBundle
): string {
  switch (verdict) {
    case 'identical':
      return trans.__('Identical');
    case 'equivalent':
      return trans.__('Equivalent');
    case 'close':
      return trans.__('Close');
    case 'reordered':
      return trans.__('In another order');
    case 'different':
      return trans.__('Different');
    case 'missing':
      return trans.__('Output missing');
    case 'unexpected':
      return trans.__('Unexpected output');
    case 'new':
      return trans.__('Not compared: the cell had not run as it is now');
    case 'failed':
      return trans.__('Failed');
    case 'failed-as-before':
      return trans.__('Failed as before');
    case 'error-gone':
      return trans.__('The earlier error is gone');
    case 'expected-error-missing':
      return trans.__('The expected error did not occur');
    case 'not-run':
      return trans.__('Not run');
    case 'uncomparable':
      return trans.__('Could not be compared');
    default:
      return trans.__('Ignored');
  }
}

/** The likely cause in words; empty for a changed value, of which the message tells already. */
export function causeWords(
  cause: Cause | null,
  trans: TranslationBundle
): string {
  switch (cause) {
    case 'appearance':
      return trans.__('appearance');
    case 'environment':
      return trans.__('environment');
    case 'time':
      return trans.__('time');
    case 'identity':
      return trans.__('identity');
    case 'order':
      return trans.__('order');
    case 'random':
      return trans.__('random, as it seems: no seed is set');
    case 'network':
      return trans.__('network');
    default:
      return '';
  }
}

/** What the evidence rests on: a word, and what it means. */
export function strengthWords(
  facet: Pick<IFacet, 'id' | 'state' | 'strength'>,
  trans: TranslationBundle
): { word: string; meaning: string } | null {
  switch (facet.strength) {
    case 'verified':
      return {
        word: trans.__('verified'),
        meaning: trans.__('Run or computed again here')
      };
    case 'consistent':
      return {
        word: trans.__('consistent'),
        meaning: trans.__('The files were checked and agree; nothing was run')
      };
    case 'present':
      return {
        word: trans.__('present'),
        meaning: trans.__(
          'The right kind of file is there; not checked further'
        )
      };
    case 'declared':
      return {
        word: trans.__('declared'),
        meaning: trans.__('Your own word; it cannot be checked here')
      };
    default:
      return facet.state === 'unknown' && facet.id !== 'run'
        ? {
            word: trans.__('not visible'),
            meaning: trans.__('It could not be looked at from here')
          }
        : null;
  }
}
