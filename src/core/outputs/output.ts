import type { IOutput } from '../notebook/facts';
import { canonicalJson } from './digest';
import { IDENTICAL, match } from './match';
import type { IContext, IMatch } from './match';
import { MAX_TEXT } from './text/compare';
import { showsOnly } from './mime/html';
import { compareJson, holdsInexact } from './mime/json';
import { authoritative, comparerFor, dataComparerFor } from './mime';

type Bundle = { [mime: string]: unknown };

const WIDGET = 'application/vnd.jupyter.widget-view+json';

/** 'stdout', 'stderr', 'error', or the MIME type that decides. */
export function kindOf(output: IOutput): string {
  switch (output.output_type) {
    case 'stream':
      return output.name as string;
    case 'error':
      return 'error';
    default: {
      const mimes = Object.keys(bundleOf(output));
      return authoritative(mimes) ?? mimes[0] ?? output.output_type;
    }
  }
}

/** What must agree for two outputs to be partners: kind and MIME types. */
export function pairingKey(output: IOutput): string {
  return output.output_type === 'stream'
    ? kindOf(output)
    : Object.keys(bundleOf(output)).sort().join(' ');
}

/**
 * Compares two MIME bundles by the best type that both have. A better type that
 * one side lacks makes them at most uncomparable, unless the text tells all.
 */
export function compareBundles(
  old: IOutput,
  now: IOutput,
  context: IContext
): { mime: string; match: IMatch } {
  if (old.data === undefined || now.data === undefined) {
    return { mime: kindOf(old), match: compareUnknown(old, now) };
  }
  const a = bundleOf(old);
  const b = bundleOf(now);
  const shared = Object.keys(a).filter(mime => Object.hasOwn(b, mime));
  const mime = authoritative(shared);
  if (mime === null) {
    return {
      mime: kindOf(old),
      match: shared.includes(WIDGET)
        ? widgetRemark(a, IDENTICAL)
        : isEqual(a, b, '')
          ? IDENTICAL
          : shared.length > 0
            ? match('uncomparable', null, 'Cannot compare this kind of output')
            : match('different', 'value', 'Another kind of output')
    };
  }
  let found = compareValues(mime, a[mime], b[mime], context);
  if (found.verdict === 'identical' && !isEqual(a, b, mime)) {
    found = match('equivalent', null, 'Same in the form that is shown');
  }
  if (found.verdict === 'uncomparable' && isInText(mime, a, b)) {
    found = match('equivalent', 'appearance', 'Same text, other looks');
  }
  const best = authoritative([...Object.keys(a), ...Object.keys(b)]);
  if (best !== mime && isSame(found)) {
    found = otherForms(mime, textOf(b[mime]), found);
  }
  if (isSame(found)) {
    found = disagreement(mime, shared, a, b, context) ?? found;
  }
  return { mime, match: widgetRemark({ ...a, ...b }, found) };
}

/** Whether an equal and complete plain text holds all that both pages show. */
function isInText(mime: string, a: Bundle, b: Bundle): boolean {
  const text = a['text/plain'];
  return (
    mime === 'text/html' &&
    typeof text === 'string' &&
    text === b['text/plain'] &&
    !isName(text) &&
    !/\.\.\.|…/.test(text) &&
    text.length <= MAX_TEXT &&
    [a[mime], b[mime]].every(html => showsOnly(textOf(html), text))
  );
}

/** Outputs of a type that nbformat does not know. */
function compareUnknown(old: IOutput, now: IOutput): IMatch {
  return canonicalJson(old) === canonicalJson(now)
    ? IDENTICAL
    : match('uncomparable', null, 'Cannot compare this kind of output');
}

/** Whether all forms but the one that was compared are equal too. */
function isEqual(a: Bundle, b: Bundle, compared: string): boolean {
  const mimes = new Set([...Object.keys(a), ...Object.keys(b)]);
  mimes.delete(compared);
  return Array.from(mimes).every(
    mime =>
      Object.hasOwn(a, mime) &&
      Object.hasOwn(b, mime) &&
      areEqual(a[mime], b[mime])
  );
}

function compareValues(
  mime: string,
  old: unknown,
  now: unknown,
  context: IContext
): IMatch {
  const comparer = comparerFor(mime);
  // Of data that are no text, equal numbers may have lost their last digits.
  if (
    areEqual(old, now) &&
    !(comparer === compareJson && isObject(old) && holdsInexact(old))
  ) {
    return IDENTICAL;
  }
  try {
    const compareData = isObject(old) && isObject(now) && dataComparerFor(mime);
    return compareData
      ? compareData(old, now, context)
      : comparer(textOf(old), textOf(now), context);
  } catch {
    // A parser that gives up on bad input must not end the comparison.
    return match('uncomparable', null, 'Cannot be read');
  }
}

/** One side has a better form: the text may hold all of it, or be a mere name. */
function otherForms(mime: string, text: string, found: IMatch): IMatch {
  return mime === 'text/plain' && isName(text)
    ? match(
        'uncomparable',
        'appearance',
        'Shown in another form',
        'Only the description of the object is in both'
      )
    : { ...found, detail: found.detail ?? 'one side has further forms' };
}

/** Whether a text is but the name of an object: `<Figure size 640x480 with 1 Axes>`. */
function isName(text: string): boolean {
  return /^\s*<[^<>]*>\s*$/.test(text);
}

/** Forms for people that may tell another value than the one that is shown. */
const TOLD = /^(?:text\/(?:plain|html|latex|markdown)|image\/(?!gif|webp).*)$/;

/**
 * What another form tells, where it differs although the one that is shown is
 * the same. Pictures of data that are the same are drawn anew.
 */
function disagreement(
  mime: string,
  shared: string[],
  a: Bundle,
  b: Bundle,
  context: IContext
): IMatch | null {
  const isData = /json$/.test(mime);
  for (const other of shared) {
    const [old, now] = [a[other], b[other]].map(textOf);
    if (
      other !== mime &&
      TOLD.test(other) &&
      !(isData && other !== 'text/plain') &&
      !(isName(old) && isName(now))
    ) {
      const { verdict, message } = compareValues(other, old, now, context);
      if (verdict === 'different') {
        return match(
          'uncomparable',
          'value',
          'Same where it is shown, but not in another form',
          `${other}: ${message}`
        );
      }
    }
  }
  return null;
}

/** The state of a widget is not in the output; its description may be equal. */
function widgetRemark(bundle: Bundle, found: IMatch): IMatch {
  return Object.hasOwn(bundle, WIDGET) && isSame(found)
    ? match(
        'uncomparable',
        null,
        'Interactive',
        'The state of a widget is not among the outputs'
      )
    : found;
}

function isSame({ verdict }: IMatch): boolean {
  return /^(?:identical|equivalent|close)$/.test(verdict);
}

function bundleOf(output: IOutput): Bundle {
  return (output.data ?? {}) as Bundle;
}

/** Whether two values are equal; of the same data, the order of keys does not count. */
function areEqual(a: unknown, b: unknown): boolean {
  if (a === b) {
    return true;
  }
  if (typeof a === 'string' && typeof b === 'string') {
    return false;
  }
  if (isObject(a) && isObject(b)) {
    try {
      const old = JSON.stringify(a);
      const now = JSON.stringify(b);
      if (old === now || old.length !== now.length) {
        return old === now;
      }
    } catch {
      // Deeper than the stack, which the text below does not need.
    }
  }
  return textOf(a) === textOf(b);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : canonicalJson(value ?? null);
}
