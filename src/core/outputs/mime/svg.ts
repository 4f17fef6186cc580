import { count, match } from '../match';
import type { Comparer, IContext, IMatch } from '../match';
import { IdNames } from '../ids';
import { elementsOf, parseMarkup } from '../markup';
import type { IElement } from '../markup';
import { declarations, lowerColours } from './style';
import { compareText } from '../text/compare';

/** Coordinates closer than this, in units of the drawing, cannot be seen. */
const UNIT = 1e-3;

/** Texts that differ, after which no more are looked into. */
const MAX_TEXTS = 500;

/** What walking two drawings side by side found. */
interface IFindings {
  shapes: number;
  changed: number;
  /** Differences in the outlines of glyphs alone: another font. */
  glyphs: number;
  close: number;
  texts: number;
  structure: boolean;
  size: boolean;
}

/** SVG files: same tree, same text, coordinates within a thousandth. */
export const compareSvg: Comparer = (old, now, context) => {
  const a = parseMarkup(old, true);
  const b = parseMarkup(now, true);
  if (typeof a === 'string' || typeof b === 'string') {
    return match(
      'uncomparable',
      null,
      'Drawing too large to compare',
      typeof a === 'string' ? a : (b as string)
    );
  }
  return compareDrawings(a, b, context);
};

/** Compares two parsed drawings. */
export function compareDrawings(
  old: IElement,
  now: IElement,
  context: IContext
): IMatch {
  const found: IFindings = {
    shapes: 0,
    changed: 0,
    glyphs: 0,
    close: 0,
    texts: 0,
    structure: false,
    size: false
  };
  walk(old, now, namesOf(old), namesOf(now), found, context);
  if (found.size) {
    return match('uncomparable', 'appearance', 'Drawings differ in size');
  }
  if (found.structure) {
    return match('different', 'value', 'Drawing differs', 'other elements');
  }
  if (found.texts > 0) {
    return match(
      'different',
      'value',
      'Drawing differs',
      found.texts < MAX_TEXTS
        ? count(found.texts, 'text')
        : `${count(MAX_TEXTS, 'text')} or more`
    );
  }
  const share = `${found.changed} of ${count(found.shapes, 'element')}`;
  if (found.changed > found.glyphs) {
    return match('different', 'value', 'Drawing differs', share);
  }
  if (found.glyphs > 0) {
    return match('different', 'appearance', 'Letters look different', share);
  }
  return found.close > 0
    ? match('close', null, 'Same but for rounding')
    : match('equivalent', 'identity', 'Same drawing, other ids');
}

function namesOf(root: IElement): IdNames {
  const ids: string[] = [];
  for (const { attributes } of elementsOf(root)) {
    if (attributes.id) {
      ids.push(attributes.id);
    }
  }
  return new IdNames(ids, '');
}

function walk(
  old: IElement,
  now: IElement,
  oldNames: IdNames,
  newNames: IdNames,
  found: IFindings,
  context: IContext
): void {
  found.shapes++;
  compareAttributes(old, now, oldNames, newNames, found);
  if (found.texts < MAX_TEXTS) {
    const { verdict } = compareText(
      ownText(old, oldNames),
      ownText(now, newNames),
      context
    );
    found.texts += verdict === 'identical' || verdict === 'equivalent' ? 0 : 1;
  }
  const a = children(old);
  const b = children(now);
  if (a.length !== b.length || a.some((child, i) => child.tag !== b[i].tag)) {
    found.structure = true;
    return;
  }
  a.forEach((child, i) =>
    walk(child, b[i], oldNames, newNames, found, context)
  );
}

function ownText(element: IElement, names: IdNames): string {
  const text = element.children
    .filter(child => typeof child === 'string')
    .join('')
    .trim();
  return element.tag === 'style' ? names.renameReferences(text) : text;
}

/** Elements that draw; metadata holds date and program. */
function children(element: IElement): IElement[] {
  return element.children.filter(
    (child): child is IElement =>
      typeof child !== 'string' &&
      child.tag !== 'metadata' &&
      !child.tag.startsWith('sodipodi:')
  );
}

/** SVG 2 writes `href` where SVG 1.1 had `xlink:href`. */
function attributesOf({ attributes }: IElement): IElement['attributes'] {
  const { 'xlink:href': link, ...rest } = attributes;
  return link === undefined ? attributes : { href: link, ...rest };
}

function compareAttributes(
  old: IElement,
  now: IElement,
  oldNames: IdNames,
  newNames: IdNames,
  found: IFindings
): void {
  const a = attributesOf(old);
  const b = attributesOf(now);
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  let changed = false;
  let outline = true;
  for (const name of names) {
    if (name === 'id' || name.startsWith('xmlns') || name === 'version') {
      // Ids are renamed where they are defined, so that order of use counts.
      oldNames.define(old.attributes.id ?? '');
      newNames.define(now.attributes.id ?? '');
      continue;
    }
    if (name.startsWith('aria-')) {
      continue;
    }
    const spell = name === 'style' ? declarations : lowerColours;
    const result = compareLists(
      spell(oldNames.renameReferences(a[name] ?? '')),
      spell(newNames.renameReferences(b[name] ?? ''))
    );
    if (result === 'different' && old.tag === 'svg') {
      found.size ||= /^(?:width|height|viewBox)$/.test(name);
    }
    changed ||= result === 'different';
    outline &&= result !== 'different' || name === 'd';
    found.close += result === 'close' ? 1 : 0;
  }
  if (changed) {
    found.changed++;
    const glyph =
      outline &&
      old.attributes.id !== undefined &&
      old.attributes.id === now.attributes.id &&
      /^(?:path|glyph)$/.test(old.tag);
    found.glyphs += glyph ? 1 : 0;
  }
}

const PART =
  /#[\da-fA-F]{3,8}\b|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[^\s,;]/g;

/** Lists of numbers and words, as paths, transformations and styles are. */
function compareLists(
  old: string,
  now: string
): 'same' | 'close' | 'different' {
  if (old === now) {
    return 'same';
  }
  const a = old.match(PART) ?? [];
  const b = now.match(PART) ?? [];
  if (a.length !== b.length) {
    return 'different';
  }
  let close = false;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) {
      const apart = Math.abs(Number(a[i]) - Number(b[i]));
      if (!(apart <= UNIT)) {
        return 'different';
      }
      close ||= apart > 0;
    }
  }
  return close ? 'close' : 'same';
}
