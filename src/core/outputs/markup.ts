import { Parser } from 'htmlparser2';

/** An element of HTML or SVG; comments and declarations are left out. */
export interface IElement {
  tag: string;
  attributes: { [name: string]: string };
  children: (IElement | string)[];
}

/** Elements within elements. */
const MAX_DEPTH = 250;

/** Elements, texts aside. */
const MAX_ELEMENTS = 100_000;

/** Characters, embedded pictures included. */
const MAX_LENGTH = 6_000_000;

/**
 * Parses HTML or XML into a tree under an element without name; the words of
 * the limit when it is too long, too deep or has too many elements. Nothing is
 * rendered, loaded or run.
 */
export function parseMarkup(text: string, xml = false): IElement | string {
  if (text.length > MAX_LENGTH) {
    return `Longer than ${MAX_LENGTH / 1e6} million characters`;
  }
  const root: IElement = { tag: '', attributes: {}, children: [] };
  const open = [root];
  let elements = 0;
  let limit: string | null = null;
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const element: IElement = { tag, attributes, children: [] };
        open[open.length - 1].children.push(element);
        open.push(element);
        if (++elements > MAX_ELEMENTS) {
          limit = `More than ${MAX_ELEMENTS} elements`;
        } else if (open.length > MAX_DEPTH) {
          limit = `More than ${MAX_DEPTH} elements within each other`;
        }
        if (limit !== null) {
          parser.pause();
        }
      },
      onclosetag() {
        if (open.length > 1) {
          open.pop();
        }
      },
      ontext(data) {
        const { children } = open[open.length - 1];
        const last = children.length - 1;
        if (typeof children[last] === 'string') {
          children[last] += data;
        } else {
          children.push(data);
        }
      }
    },
    { xmlMode: xml, decodeEntities: true }
  );
  // In pieces, so that a limit ends the work early.
  const piece = 65_536;
  for (let at = 0; at < text.length && limit === null; at += piece) {
    parser.write(text.slice(at, at + piece));
  }
  if (limit !== null) {
    parser.reset();
    return limit;
  }
  parser.end();
  return root;
}

/** All text within an element, as it is. */
export function rawTextOf(node: IElement | string): string {
  return typeof node === 'string'
    ? node
    : node.children.map(rawTextOf).join('');
}

/** All elements in document order. */
export function elementsOf(node: IElement): IElement[] {
  const elements: IElement[] = [];
  const visit = (element: IElement) => {
    elements.push(element);
    for (const child of element.children) {
      if (typeof child !== 'string') {
        visit(child);
      }
    }
  };
  visit(node);
  return elements;
}
