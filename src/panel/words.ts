import type { TranslationBundle } from '@jupyterlab/translation';
import type { IFacet, IRunSummary } from '../core/ladder/report';
import type { Severity } from '../core/notebook/finding';
import type {
  Cause,
  ICellComparison,
  IMaskHits,
  INotebookComparison,
  IRepeatedCell,
  Verdict
} from '../core/outputs/types';
import type { ICellOutputs } from '../lab/view';
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

/** Best first, then what was not compared. */
const ORDER: Verdict[] = [
  'identical',
  'equivalent',
  'close',
  'failed-as-before',
  'reordered',
  'different',
  'missing',
  'unexpected',
  'failed',
  'error-gone',
  'expected-error-missing',
  'uncomparable',
  'ignored',
  'new',
  'not-run'
];

/** The verdicts that outputs of a run got, in the order in which they are told. */
export function verdictsOf({
  counts
}: Pick<INotebookComparison, 'counts'>): Verdict[] {
  return ORDER.filter(verdict => (counts[verdict] ?? 0) > 0);
}

/**
 * The number of outputs with one verdict, with what had to be ignored for it and how far numbers are apart: "2 equivalent
 * (ignoring 3 addresses, 1 timing)".
 */
export function countWords(
  verdict: Verdict,
  comparison: INotebookComparison,
  trans: TranslationBundle
): string {
  const told = verdictCount(
    verdict,
    comparison.counts[verdict],
    trans,
    comparison.verdict
  );
  const outputs = comparison.cells
    .flatMap(cell => cell.outputs)
    .filter(output => output.verdict === verdict);
  const notes: string[] = [];
  const deviation = Math.max(0, ...outputs.map(each => each.deviation ?? 0));
  if (verdict === 'close' && deviation > 0) {
    notes.push(trans.__('largest deviation %1', formatDeviation(deviation)));
  }
  const hits = new Map<string, IMaskHits>();
  for (const hit of outputs.flatMap(({ masks }) => masks ?? [])) {
    const count = hit.count + (hits.get(hit.id)?.count ?? 0);
    hits.set(hit.id, { ...hit, count });
  }
  if (/^(?:equivalent|close)$/.test(verdict) && hits.size > 0) {
    const list = Array.from(
      hits.values(),
      ({ count, name, plural }) =>
        `${format(count)} ${count === 1 ? name : plural}`
    );
    notes.push(trans.__('ignoring %1', list.join(', ')));
  }
  return notes.length > 0 ? `${told} (${notes.join('; ')})` : told;
}

/** The outcome of a run in one sentence: never a bare percentage. */
export function countsLine(
  comparison: INotebookComparison,
  trans: TranslationBundle
): string {
  return verdictsOf(comparison)
    .map(verdict => countWords(verdict, comparison, trans))
    .join(', ');
}

/** `3·10⁻¹⁰`; from a hundredth on in per cent. */
function formatDeviation(deviation: number): string {
  if (deviation >= 0.01) {
    return `${Number((100 * deviation).toPrecision(2))} %`;
  }
  const [mantissa, exponent] = deviation.toExponential(0).split('e');
  const digits = exponent
    .replace('+', '')
    .replace(/[-\d]/g, sign => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(sign)]);
  return `${mantissa}·10${digits}`;
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

/** What a second clean run says of a cell. */
export function repeatWords(
  { verdict, message }: IRepeatedCell,
  trans: TranslationBundle
): string {
  switch (verdict) {
    case 'random':
      return trans.__('random: two clean runs disagree with each other');
    case 'stale':
      return trans.__(
        'stale or hidden state: two clean runs agree with each other, not with what was stored'
      );
    case 'unknown':
      return message;
  }
}

/** The generators without a seed that a random cell may rest on; empty where the analysis names none. */
export function seedWords(
  cell: number,
  run: IRunSummary | null,
  trans: TranslationBundle
): string {
  const seeds = run?.repeat?.seeds.filter(seed => seed.cell === cell) ?? [];
  const [first] = seeds;
  return !first
    ? ''
    : first.name === null
      ? trans.__('cell %1 draws without a seed', first.at + 1)
      : trans.__('`%1` in cell %2 has no seed', first.name, first.at + 1);
}

/** What the source of a cell says of why it differs; empty where it says nothing, or a second run told. */
export function hintWords(
  { hint, repeat }: ICellComparison,
  trans: TranslationBundle
): string {
  return hint === undefined || repeat ? '' : trans.__('the cell %1', hint);
}

/** That a cell's failure may only follow from the one that came first; empty where it does not. */
export function followWords(
  cell: Pick<ICellOutputs, 'followOn'> | null | undefined,
  run: IRunSummary | null,
  trans: TranslationBundle
): string {
  return cell?.followOn && run?.failed
    ? trans.__('may only follow from the error in cell %1', run.failed.cell + 1)
    : '';
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
