import type { Comparer, IContext, IMatch } from '../match';
import { compareText } from '../text/compare';
import { compareBytes } from './bytes';
import { compareHtml } from './html';
import { compareData, compareJson } from './json';
import { compareLatex } from './latex';
import { compareMarkdown } from './markdown';
import { comparePicture } from './picture';
import {
  comparePlotly,
  comparePlotlyFigures,
  compareVega,
  compareVegaSpecs
} from './plots';
import { compareScript } from './script';
import { compareSvg } from './svg';

type DataComparer = (old: unknown, now: unknown, context: IContext) => IMatch;

/**
 * MIME types by what they say about the result, best first: data before
 * tables, tables before pictures, pictures before text. Each with its comparer.
 */
const TYPES: [RegExp, Comparer][] = [
  [/^application\/vnd\.plotly\.v\d+\+json$/, comparePlotly],
  [/^application\/vnd\.vega(?:lite)?\.v[\d.]+\+json$/, compareVega],
  [
    /^application\/(?!vnd\.(?:jupyter|bokehjs|holoviews))(?:.*\+)?json$/,
    compareJson
  ],
  [/^text\/html$/, compareHtml],
  [/^text\/latex$/, compareLatex],
  [/^image\/svg\+xml$/, compareSvg],
  [/^image\/png$/, comparePicture],
  [/^image\/jpe?g$/, comparePicture],
  [/^(?:image|audio|video|model)\//, compareBytes],
  [/^application\/(?:pdf|octet-stream|zip)$/, compareBytes],
  [/^text\/markdown$/, compareMarkdown],
  [/^application\/javascript$|^text\/javascript$/, compareScript],
  [/^text\/(?!plain$)/, compareText],
  [/^application\/(?!vnd\.(?:jupyter|bokehjs|holoviews))/, compareText],
  [/^text\/plain$/, compareText]
];

/** The MIME type that decides, or null when none can. */
export function authoritative(mimes: string[]): string | null {
  for (const [pattern] of TYPES) {
    const found = mimes.find(mime => pattern.test(essence(mime)));
    if (found !== undefined) {
      return found;
    }
  }
  return null;
}

/** The comparer of a MIME type that `authoritative` gave. */
export function comparerFor(mime: string): Comparer {
  return (
    TYPES.find(([pattern]) => pattern.test(essence(mime)))?.[1] ?? compareText
  );
}

/** The comparer of data that are no text, where the type has one. */
export function dataComparerFor(mime: string): DataComparer | undefined {
  return DATA.get(comparerFor(mime));
}

const DATA = new Map<Comparer, DataComparer>([
  [compareJson, compareData],
  [comparePlotly, comparePlotlyFigures],
  [compareVega, compareVegaSpecs]
]);

/** A MIME type in lower case, without parameters. */
function essence(mime: string): string {
  return mime.split(';')[0].trim().toLowerCase();
}
