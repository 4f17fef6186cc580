import { IDENTICAL, match, worstMatch } from '../match';
import type { Comparer, IContext, IMatch } from '../match';
import { parseMarkup } from '../markup';
import { MAX_TEXT, compareText } from '../text/compare';
import { hitsOf, maskPair, tellDoubt, tellIgnored } from '../text/mask';
import { MASKS } from '../text/rules';
import { tokenize } from '../text/tokens';
import { compareBytes } from './bytes';
import { partsOf } from './htmlparts';
import type { IHtmlParts } from './htmlparts';
import { comparePicture } from './picture';
import { inPlace } from './latex';
import { withoutEqualRows } from './rows';
import { compareScripts } from './script';
import { compareDrawings } from './svg';
import { SPANNED, compareGrids, gridText } from './table';
import type { Grid } from './table';

/** Pages within pages. */
const MAX_NESTING = 3;

/**
 * HTML: tables as grids, pictures and drawings by their own rules, the rest as
 * the text that is shown. Layout does not count; what points out a part of the
 * text, or may stand for a value, is not judged where it differs.
 */
export const compareHtml: Comparer = (old, now, context) =>
  comparePages(old, now, context, 0);

function comparePages(
  old: string,
  now: string,
  context: IContext,
  nesting: number
): IMatch {
  if (old === now) {
    return IDENTICAL;
  }
  const pages = withoutEqualRows(old, now);
  const a = parseMarkup(pages.old);
  const b = parseMarkup(pages.now);
  if (typeof a === 'string' || typeof b === 'string') {
    return match(
      'uncomparable',
      null,
      'Page too large to compare',
      typeof a === 'string' ? a : (b as string)
    );
  }
  const found = compareParts(partsOf(a), partsOf(b), context, nesting);
  // Of the cells of a table, only those in rows that differ were counted.
  const detail =
    pages.old === old
      ? found.detail
      : (found.detail
          ?.replace(/ of [\d,]+(?= table cells?)/, '')
          .replace(/^1 table cells/, '1 table cell') ?? null);
  return { ...found, detail };
}

function compareParts(
  a: IHtmlParts,
  b: IHtmlParts,
  context: IContext,
  nesting: number
): IMatch {
  if (a.tables.length !== b.tables.length) {
    return match(
      'different',
      'value',
      'Tables differ',
      `${a.tables.length} before, now ${b.tables.length}`
    );
  }
  const shown = worstMatch([
    inPlace(a.text, compareText(a.text, b.text, context)),
    ...a.tables.map((grid, i) => compareTable(grid, b.tables[i], context)),
    ...compareEmbedded(a, b, context, nesting),
    ...compareAllDrawings(a, b, context)
  ]);
  const rest = worstMatch([
    compareScripts(a.scripts, b.scripts, a.names, b.names, context),
    compareHidden(a, b)
  ]);
  const all = worstMatch([shown, rest]);
  return all.verdict === 'identical'
    ? match('equivalent', 'appearance', 'Same content, other markup')
    : all;
}

/**
 * Whether a plain text holds every word that a page shows, so that what else
 * there is to the page is looks.
 */
export function showsOnly(html: string, text: string): boolean {
  const page = parseMarkup(html);
  if (typeof page === 'string') {
    return false;
  }
  const { text: shown, tables, embedded, drawings } = partsOf(page);
  const words = new Set(wordsOf(text));
  const told = wordsOf(
    [shown.replace(/\[table\]/g, ''), ...tables.flat(2)]
      .join(' ')
      .replaceAll(SPANNED, '')
  );
  // A page without words shows something else.
  return (
    embedded.length + drawings.length === 0 &&
    told.length > 0 &&
    told.every(word => words.has(word))
  );
}

function wordsOf(text: string): string[] {
  return tokenize(text).map(token => token.text);
}

/** Compares two tables with masks over their whole text. */
export function compareTable(old: Grid, now: Grid, context: IContext): IMatch {
  const a = gridText(old);
  const b = gridText(now);
  if (a === b) {
    return IDENTICAL;
  }
  if (Math.max(a.length, b.length) > MAX_TEXT) {
    return match('uncomparable', null, 'Table too large to compare');
  }
  const masked = maskPair(a, b, MASKS, context);
  const sound =
    cells(masked.old) === cells(a) && cells(masked.now) === cells(b);
  const found = compareGrids(sound ? masked : { old: a, now: b }, context);
  if (!sound || masked.ignored.length === 0) {
    return found;
  }
  const masks = hitsOf(masked.ignored);
  const doubt = tellDoubt(masked.ignored);
  if (doubt !== null && /^(?:equivalent|close)$/.test(found.verdict)) {
    return { ...match('uncomparable', 'time', doubt), masks };
  }
  return found.verdict === 'equivalent'
    ? {
        ...match(
          'equivalent',
          masked.ignored[0].mask.cause,
          `Same after ignoring ${tellIgnored(masked.ignored)}`
        ),
        masks
      }
    : { ...found, masks };
}

/** Tabs and line ends, which a mask must leave. */
function cells(text: string): number {
  return text.match(/[\t\n]/g)?.length ?? 0;
}

function compareEmbedded(
  a: IHtmlParts,
  b: IHtmlParts,
  context: IContext,
  nesting: number
): IMatch[] {
  if (a.embedded.length !== b.embedded.length) {
    return [match('different', 'value', 'Pictures differ', 'another number')];
  }
  return a.embedded.map(({ mime, value }, i) => {
    const other = b.embedded[i];
    if (value === other.value && mime === other.mime) {
      return IDENTICAL;
    }
    if (mime !== other.mime) {
      return match('different', 'value', 'Another kind of picture');
    }
    if (mime === 'text/html') {
      return nesting < MAX_NESTING
        ? comparePages(value, other.value, context, nesting + 1)
        : match('uncomparable', null, 'Too many pages within pages');
    }
    return /^image\/(?:png|jpe?g);base64$/.test(mime)
      ? comparePicture(value, other.value, context)
      : compareBytes(value, other.value, context);
  });
}

function compareAllDrawings(
  a: IHtmlParts,
  b: IHtmlParts,
  context: IContext
): IMatch[] {
  return a.drawings.length === b.drawings.length
    ? a.drawings.map((drawing, i) =>
        compareDrawings(drawing, b.drawings[i], context)
      )
    : [match('different', 'value', 'Drawings differ', 'another number')];
}

/** A style may carry a value (a bar's width, a colour): not seen, not told. */
function compareHidden(a: IHtmlParts, b: IHtmlParts): IMatch {
  return sameItems(a.hidden, b.hidden) &&
    sameWhereBoth(a.classes, b.classes) &&
    sameWhereBoth(a.emphases, b.emphases)
    ? IDENTICAL
    : match(
        'uncomparable',
        'appearance',
        'Same text, other styles',
        'Colours, sizes, classes or what is bold may stand for values'
      );
}

/** A page that has none at all was written in another way. */
function sameWhereBoth(a: string[], b: string[]): boolean {
  return a.length === 0 || b.length === 0 || sameItems(a, b);
}

function sameItems(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
