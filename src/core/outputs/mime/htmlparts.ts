import type { IElement } from '../markup';
import { elementsOf, rawTextOf } from '../markup';
import { IdNames } from '../ids';
import type { Grid } from './table';
import { declarations } from './style';
import { gridOf, rowsOf } from './table';

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
  /** Classes, and what is bold or italic, each with its place: not all versions of a library write them. */
  classes: string[];
  emphases: string[];
  /** Numbers of generated classes. */
  classNames: Map<string, number>;
  /** Words so far: where in the text something stands. */
  words: number;
}

const BLOCK =
  /^(?:address|article|aside|blockquote|br|dd|details|div|dl|dt|button|fieldset|label|figure|figcaption|footer|form|h[1-6]|header|hr|li|main|nav|ol|option|p|pre|section|summary|table|tr|ul)$/;

/** Elements that change what their text means: 10⁵ is not 105. */
const MEANT =
  /^(?:su[bp]|del|s|strike|ins|q|m(?:frac|sup|sub|subsup|sqrt|root|over|under|underover|table|tr|td))$/;

/** Elements that point out their text, and where they are noted. */
const EMPHASES = new Map<string, 'emphases' | 'hidden'>([
  ['b', 'emphases'],
  ['strong', 'emphases'],
  ['i', 'emphases'],
  ['em', 'emphases'],
  ['mark', 'hidden'],
  ['u', 'hidden']
]);

/** Properties that may stand for a value or point it out, unlike those of layout. */
const MEANING =
  /color|background|width|height|font|decoration|display|visibility|opacity|transform|gradient|(?:^|[;{])(?:left|top|right|bottom|fill|stroke|content):/;

/** Classes of tables and of layout, which change from version to version. */
const PLAIN_CLASS =
  /^(?:dataframe|tex2jax_ignore|rendered_html|output_\w+|colab-df-.*)$/;

/** Words joined by hyphens, the last one with a short number; ids are counted. */
const WORDS =
  /^(?!.*\bid-?\d+$)_{0,2}[a-zA-Z]+(?:[-_]{1,2}[a-zA-Z]+)*(?:(?<=[a-zA-Z]{3})[-_]?\d{1,3}|(?<=[a-zA-Z])-\d{1,3})?$/;

/** Not shown, and not part of the result. */
const LEFT_OUT = /^(?:link|meta|base|title|template|noscript)$/;

/** Attributes that are read or followed by a person. */
const SHOWN =
  /^(?:href|src|alt|title|value|checked|selected|max|start|reversed|hidden|placeholder|label|poster|data)$/;

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
    for (const name of ['id', 'data-root-id']) {
      // The latter names a model of bokeh.
      if (element.attributes[name]) {
        ids.add(element.attributes[name]);
      }
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
    hidden: [],
    classes: [],
    emphases: [],
    classNames: new Map(),
    words: 0
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
  pre = false,
  inItem = false
): void {
  if (typeof node === 'string') {
    // Brackets and signs are none: printed arrays have blanks around them or not.
    parts.words += node
      .split(/\s+/)
      .filter(word => /[\p{L}\p{N}]/u.test(word)).length;
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
      parts.hidden = parts.hidden.concat(cellRules(rawTextOf(node), parts));
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
    const mark = MEANT.test(node.tag)
      ? node.tag
      : inItem && /^[uod]l$/.test(node.tag)
        ? 'list'
        : null;
    pieces.push(mark ? ` [${mark}] ` : '');
    const start = parts.words;
    for (const child of node.children) {
      visit(
        child,
        parts,
        pieces,
        tables,
        pre || node.tag === 'pre',
        inItem || /^(?:li|d[dt])$/.test(node.tag)
      );
    }
    const emphasis = EMPHASES.get(node.tag);
    if (emphasis !== undefined && parts.words > start) {
      parts[emphasis].push(`${emphasis} of ${start} to ${parts.words}`);
    }
    pieces.push(mark ? ` [/${mark}] ` : '');
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
  rowsOf(table).forEach((row, y) => addRow(row, y, parts, pieces));
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

/** What points out a whole row, or hides it. */
function addRow(
  { attributes }: IElement,
  y: number,
  parts: IHtmlParts,
  pieces: string[]
): void {
  const style = declarations(attributes.style ?? '');
  if (MEANING.test(style)) {
    parts.hidden.push(`row ${y} ${style}`);
  }
  const shown = classes(attributes.class ?? '', parts);
  if (shown !== '') {
    parts.classes.push(`row ${y} ${shown}`);
  }
  pieces.push('hidden' in attributes ? ` [hidden row ${y}] ` : '');
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
    } else if (SHOWN.test(name)) {
      pieces.push(` [${name} ${parts.names.rename(value)}] `);
    } else if (name === 'style') {
      const style = declarations(value);
      // The markup of tables changes from version to version.
      if (outside || MEANING.test(style)) {
        parts.hidden.push(`${name} at ${parts.words} ${style}`);
      }
    } else if (name === 'class') {
      const shown = classes(value, parts);
      if (shown !== '') {
        parts.classes.push(`at ${parts.words} ${shown}`);
      }
    } else if (name.startsWith('aria-value')) {
      parts.hidden.push(`${name} at ${parts.words} ${value}`);
    } else if (!LAYOUT.test(name)) {
      parts.hidden.push(
        `${name} at ${parts.words} ${parts.names.rename(value)}`
      );
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

/** Classes in alphabetical order; generated ones by their number. */
function classes(value: string, parts: IHtmlParts): string {
  return value
    .split(/\s+/)
    .filter(name => name !== '' && !PLAIN_CLASS.test(name))
    .map(name => className(name, parts))
    .sort()
    .join(' ');
}

/** A class as it is, when it is made of words (`alert-danger`, `level-3`), else the number of its first use. */
function className(name: string, { names, classNames }: IHtmlParts): string {
  const renamed = names.rename(name);
  if (renamed !== name || WORDS.test(name)) {
    return renamed;
  }
  const number = classNames.get(name) ?? classNames.size + 1;
  classNames.set(name, number);
  return `\uE000class ${number}\uE001`;
}

/** Rules of a style sheet for single elements (`#id`), as a Styler writes them, and those that may carry values. */
function cellRules(css: string, parts: IHtmlParts): string[] {
  const rules: string[] = [];
  for (const rule of css.split('}')) {
    const open = rule.indexOf('{');
    const selector = rule.slice(0, Math.max(open, 0));
    const declared = rule.slice(open + 1).replace(/\s+/g, '');
    if (
      selector.includes('#') ||
      (MEANING.test(declared) && !selector.includes('colab-df'))
    ) {
      const renamed = parts.names
        .rename(selector)
        .replace(/(?<=\.)[\w-]+/g, name => className(name, parts))
        .replace(/\s+/g, ' ')
        .trim();
      rules.push(`${renamed}{${declared}}`);
    }
  }
  return rules;
}

/** Buttons that Colab adds to its tables. */
function isHostedControl({ attributes }: IElement): boolean {
  return /\bcolab-df-(?!container)/.test(attributes.class ?? '');
}
