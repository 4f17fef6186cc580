import type { IElement } from '../markup';
import { elementsOf, rawTextOf } from '../markup';
import { IdNames } from '../ids';
import type { Grid } from './table';
import { declarations } from './style';
import { gridOf } from './table';

/** A page taken apart into what is compared by its own rules. */
export interface IHtmlParts {
  names: IdNames;
  /** Visible text, block by block, and what links and controls hold. */
  text: string;
  tables: Grid[];
  /** Pictures and pages inside, by MIME type. */
  embedded: { mime: string; value: string }[];
  drawings: IElement[];
  scripts: string[];
  /** Styles of single elements, and data for scripts: may carry values. */
  hidden: string[];
}

const BLOCK =
  /^(?:address|article|aside|blockquote|br|dd|details|div|dl|dt|button|fieldset|label|figure|figcaption|footer|form|h[1-6]|header|hr|li|main|nav|ol|option|p|pre|section|summary|table|tr|ul)$/;

/** Elements that change what their text means: 10⁵ is not 105. */
const MEANT =
  /^(?:su[bp]|del|s|strike|ins|m(?:frac|sup|sub|subsup|sqrt|root|over|under|underover|table|tr|td))$/;

/** Not shown, and not part of the result. */
const LEFT_OUT = /^(?:link|meta|base|title|template|noscript)$/;

/** Attributes that are read or followed by a person. */
const SHOWN = ['href', 'src', 'alt', 'title', 'value', 'checked', 'selected'];

/** What layout needs, and what other attributes are for. */
const LAYOUT =
  /^(?:id|class|style|for|name|type|width|height|border|align|valign|scope|colspan|rowspan|role|tabindex|lang|dir|rel|target|open|span|cellpadding|cellspacing|frameborder|allowfullscreen|aria-.*|xmlns.*)$/;

/** Stand for blanks that count, as in `<pre>`, until all others are put together. */
const BLANK = '\uE002';
const LINE_END = '\uE003';
const KEPT = /[\uE002\uE003]/g;

/** Takes a parsed page apart. */
export function partsOf(root: IElement): IHtmlParts {
  const ids = new Set<string>();
  let code = '';
  for (const element of elementsOf(root)) {
    if (element.attributes.id) {
      ids.add(element.attributes.id);
    }
    if (element.tag === 'script') {
      code += rawTextOf(element) + '\n';
    }
    code += Object.values(element.attributes).join(' ') + '\n';
  }
  const parts: IHtmlParts = {
    names: new IdNames(ids, code),
    text: '',
    tables: [],
    embedded: [],
    drawings: [],
    scripts: [],
    hidden: []
  };
  for (const element of elementsOf(root)) {
    if (element.attributes.id) {
      parts.names.define(element.attributes.id);
    }
  }
  const pieces: string[] = [];
  visit(root, parts, pieces, true);
  parts.text = pieces
    .join('')
    .split('\n')
    .map(line => line.replace(/[^\S\n]+/g, ' ').trim())
    .filter(line => line !== '')
    .join('\n')
    .replace(KEPT, sign => (sign === BLANK ? ' ' : '\n'));
  return parts;
}

function visit(
  node: IElement | string,
  parts: IHtmlParts,
  pieces: string[],
  tables: boolean,
  pre = false
): void {
  if (typeof node === 'string') {
    pieces.push(
      pre
        ? node.replace(/\s/g, sign => (sign === '\n' ? LINE_END : BLANK))
        : node.replace(/\s+/g, ' ')
    );
    return;
  }
  if (LEFT_OUT.test(node.tag) || isHostedControl(node)) {
    return;
  }
  switch (node.tag) {
    case 'style':
      parts.hidden = parts.hidden.concat(
        cellRules(rawTextOf(node), parts.names)
      );
      return;
    case 'script':
      if (!/google\.colab|\bcolab-df/.test(rawTextOf(node))) {
        parts.scripts.push(node.attributes.src ?? rawTextOf(node));
      }
      return;
    case 'svg':
      parts.drawings.push(node);
      pieces.push(' [drawing] ');
      return;
  }
  const block = BLOCK.test(node.tag);
  pieces.push(block ? '\n' : '');
  addAttributes(node, parts, pieces, tables);
  if (node.tag === 'table' && tables) {
    visitTable(node, parts, pieces);
  } else {
    pieces.push(MEANT.test(node.tag) ? ` [${node.tag}] ` : '');
    for (const child of node.children) {
      visit(child, parts, pieces, tables, pre || node.tag === 'pre');
    }
    pieces.push(MEANT.test(node.tag) ? ` [/${node.tag}] ` : '');
  }
  pieces.push(block ? '\n' : /^t[dh]$/.test(node.tag) ? ' ' : '');
}

/** Of a table, the cells as a grid, and the caption as text. */
function visitTable(
  table: IElement,
  parts: IHtmlParts,
  pieces: string[]
): void {
  pieces.push('[table]');
  for (const child of table.children) {
    if (typeof child !== 'string' && child.tag === 'caption') {
      visit(child, parts, pieces, false);
    }
  }
  const grid = gridOf(table, cell => {
    const inside: string[] = [];
    visit(cell, parts, inside, false);
    return inside
      .join('')
      .replace(/[\s\uE002\uE003]+/g, ' ')
      .trim();
  });
  parts.tables.push(grid);
}

function addAttributes(
  node: IElement,
  parts: IHtmlParts,
  pieces: string[],
  outside: boolean
): void {
  for (const name of Object.keys(node.attributes).sort()) {
    const value = node.attributes[name];
    if (name === 'srcdoc' || value.startsWith('data:')) {
      parts.embedded.push(embeddedValue(name, value));
      pieces.push(' [embedded] ');
    } else if (SHOWN.includes(name)) {
      pieces.push(` [${name} ${parts.names.rename(value)}] `);
    } else if (name === 'style') {
      const style = declarations(value);
      // The markup of tables changes from version to version.
      if (outside || /color|width|height/.test(style)) {
        parts.hidden.push(`${name} ${style}`);
      }
    } else if (!LAYOUT.test(name)) {
      parts.hidden.push(`${name} ${parts.names.rename(value)}`);
    }
  }
}

function embeddedValue(
  name: string,
  value: string
): { mime: string; value: string } {
  if (name === 'srcdoc') {
    return { mime: 'text/html', value };
  }
  const [, mime, base64, data] =
    /^data:([^;,]*)[^,]*?(;base64)?,([^]*)$/.exec(value) ?? [];
  return base64
    ? { mime: `${mime || 'text/plain'};base64`, value: data }
    : { mime: mime || 'text/plain', value: data ?? value };
}

/** Rules of a style sheet for single elements (`#id`), as a Styler writes them. */
function cellRules(css: string, names: IdNames): string[] {
  const rules: string[] = [];
  for (const rule of css.split('}')) {
    const open = rule.indexOf('{');
    const selector = rule.slice(0, Math.max(open, 0));
    if (selector.includes('#')) {
      const renamed = names.rename(selector).replace(/\s+/g, ' ').trim();
      rules.push(`${renamed}{${rule.slice(open + 1).replace(/\s+/g, '')}}`);
    }
  }
  return rules;
}

/** Buttons that Colab adds to its tables. */
function isHostedControl({ attributes }: IElement): boolean {
  return /\bcolab-df-(?!container)/.test(attributes.class ?? '');
}
