import type { IOutput } from '../notebook/facts';
import { canonicalJson } from './digest';
import { IDENTICAL, match } from './match';
import type { Comparer, IContext, IMatch } from './match';
import { compareBytes } from './types/bytes';
import { comparePng } from './types/png';
import { comparePlain } from './types/text';

/**
 * MIME types by what they say about the result, best first: data before
 * tables, tables before pictures, pictures before text.
 */
const RANK: RegExp[] = [
  /^application\/vnd\.plotly\.v\d+\+json/,
  /^application\/vnd\.vega(?:lite)?\.v[\d.]+\+json/,
  /^application\/(?!vnd\.jupyter\.widget-view).*\bjson\b/,
  /^text\/html/,
  /^text\/latex/,
  /^image\/svg/,
  /^image\//,
  /^text\/markdown/,
  /^application\/(?!javascript|vnd\.bokehjs|vnd\.jupyter)/,
  /^text\/plain/,
  /.*/
];

/** 'stdout', 'stderr', 'error', or the MIME type that decides. */
export function kindOf(output: IOutput): string {
  switch (output.output_type) {
    case 'stream':
      return output.name as string;
    case 'error':
      return 'error';
    default:
      return authoritative(Object.keys(bundleOf(output))) ?? 'nothing';
  }
}

/** What must agree for two outputs to be partners: kind and MIME types. */
export function pairingKey(output: IOutput): string {
  const kind = kindOf(output);
  return /^(?:stdout|stderr|error)$/.test(kind)
    ? kind
    : Object.keys(bundleOf(output)).sort().join(' ');
}

/** Compares two MIME bundles by the best type that both have. */
export function compareBundles(
  old: IOutput,
  now: IOutput,
  context: IContext
): { mime: string; match: IMatch } {
  const a = bundleOf(old);
  const b = bundleOf(now);
  const shared = Object.keys(a).filter(mime => mime in b);
  const mime = authoritative(shared);
  if (mime === null) {
    return {
      mime: kindOf(old),
      match: match('different', 'value', 'Another kind of output')
    };
  }
  return { mime, match: compareMime(mime, a[mime], b[mime], context) };
}

function compareMime(
  mime: string,
  old: unknown,
  now: unknown,
  context: IContext
): IMatch {
  const a = textOf(old);
  const b = textOf(now);
  return a === b ? IDENTICAL : comparerFor(mime)(a, b, context);
}

function comparerFor(mime: string): Comparer {
  if (mime.startsWith('image/png')) {
    return comparePng;
  }
  if (/^(?:image\/(?!svg)|audio\/|video\/)/.test(mime)) {
    return compareBytes;
  }
  return /^application\/(?:pdf|octet-stream)/.test(mime)
    ? compareBytes
    : comparePlain;
}

function authoritative(mimes: string[]): string | null {
  for (const pattern of RANK) {
    const found = mimes.find(mime => pattern.test(mime));
    if (found !== undefined) {
      return found;
    }
  }
  return null;
}

function bundleOf(output: IOutput): { [mime: string]: unknown } {
  return (output.data ?? {}) as { [mime: string]: unknown };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : canonicalJson(value ?? null);
}
