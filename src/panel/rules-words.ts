import type { TranslationBundle } from '@jupyterlab/translation';
import type { ICompareRules } from '../core/outputs/types';

/** `tolerance 1e-9`, `exact numbers`. */
export function toleranceWords(
  tolerance: number,
  trans: TranslationBundle
): string {
  return tolerance === 0
    ? trans.__('exact numbers')
    : trans.__('tolerance %1', formatTolerance(tolerance));
}

/** `1e-9`. */
export function formatTolerance(tolerance: number): string {
  return tolerance === 0 ? '0' : tolerance.toExponential().replace('e+', 'e');
}

export function stderrWords(
  stderr: ICompareRules['stderr'],
  trans: TranslationBundle
): string {
  switch (stderr) {
    case 'ignore':
      return trans.__('ignored');
    case 'strict':
      return trans.__('like stdout');
    default:
      return trans.__('remark');
  }
}

export function imagesWords(
  images: ICompareRules['images'],
  threshold: number,
  trans: TranslationBundle
): string {
  switch (images) {
    case 'exact':
      return trans.__('every pixel');
    case 'ignore':
      return trans.__('ignored');
    default:
      return trans.__('up to %1 % of the pixels', formatShare(threshold));
  }
}

/** A share of one, in per cent. */
export function formatShare(share: number): string {
  return String(Number((100 * share).toPrecision(6)));
}
