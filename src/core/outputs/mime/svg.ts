import { count, match } from '../match';
import type { Comparer, IContext, IMatch } from '../match';
import { IdNames } from '../ids';
import { elementsOf, parseMarkup } from '../markup';
import type { IElement } from '../markup';
import { declarations, lowerColours } from './style';
import { compareText } from '../text/compare';

/** Coordinates closer than this, in pixels or units of a drawing that is not small, cannot be seen. */
const UNIT = 1e-3;

/** Nor those closer than this share of a drawing's longer side. */
const SHARE = 1e-5;

/** Width of a drawing that tells none (CSS 2.1, section 10.3.2). */
const DEFAULT_WIDTH = 300;

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

/** SVG files: same tree, same text, coordinates as far as can be seen. */
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
  walk(old, now, namesOf(old), namesOf(now), found, context, UNIT);
  if (found.size) {
    return match('uncomparable', null, 'Drawings differ in size');
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
  context: IContext,
  around: number
): void {
  found.shapes++;
  const unit = Math.min(unitOf(old, around), unitOf(now, around));
  compareAttributes(old, now, oldNames, newNames, found, unit);
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
    walk(child, b[i], oldNames, newNames, found, context, unit)
  );
}

/** What cannot be seen within an element, in its own units. */
function unitOf({ tag, attributes }: IElement, around: number): number {
  const box = (attributes.viewBox ?? attributes.viewbox)
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  const scale = Math.max(
    1,
    ...Array.from(
      (attributes.transform ?? '').matchAll(/(?:scale|matrix)\(([^)]*)/g),
      ([, factors]) => Math.max(...numbersIn(factors).slice(0, 4).map(Math.abs))
    )
  );
  const side = box
    ? Math.max(box[2], box[3])
    : tag === 'svg'
      ? Math.max(...['width', 'height'].map(name => pixels(attributes[name])))
      : Infinity;
  const shown = Number.isNaN(side) ? 0 : side * SHARE;
  return Math.min(around, shown) / scale;
}

function numbersIn(text: string): number[] {
  return (text.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/g) ?? []).map(
    Number
  );
}

function pixels(length = ''): number {
  return /%|^$/.test(length) ? DEFAULT_WIDTH : Number.parseFloat(length);
}

function ownText(element: IElement, names: IdNames): string {
  // Where a part of a text stands among the others.
  const mark = /^(?:text|tspan|textPath|a)$/.test(element.tag) ? ' [] ' : '';
  const text = element.children
    .map(child => (typeof child === 'string' ? child : mark))
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

/** Lengths, of which a number alone is in pixels. */
const LENGTH =
  /^(?:style|width|height|c?[xy]|[xy][12]|r[xy]?|font-size|stroke-width)$/;

function compareAttributes(
  old: IElement,
  now: IElement,
  oldNames: IdNames,
  newNames: IdNames,
  found: IFindings,
  unit: number
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
    const spell = (value: string) =>
      (name === 'style' ? declarations(value) : lowerColours(value)).replace(
        LENGTH.test(name) ? /(?<=\d)px\b/g : /(?!)/g,
        ''
      );
    const result = compareLists(
      spell(oldNames.renameReferences(a[name] ?? '')),
      spell(newNames.renameReferences(b[name] ?? '')),
      /scale|matrix|skew/.test(a[name] ?? '') ? unit * unit : unit
    );
    if (result === 'different' && old.tag === 'svg') {
      // Another part of a drawing that is as large is no matter of size.
      found.size ||=
        /^(?:width|height)$/.test(name) ||
        (name === 'viewBox' && a.width === undefined);
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
  now: string,
  unit: number
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
      if (!(apart <= unit)) {
        return 'different';
      }
      close ||= apart > 0;
    }
  }
  return close ? 'close' : 'same';
}
