import { parser } from '@lezer/python';

/** A node of the Lezer tree as a plain object; comments are left out. */
export interface ITreeNode {
  name: string;
  from: number;
  to: number;
  kids: ITreeNode[];
}

/** The name that Lezer gives to what it could not place. */
export const ERROR = '\u26a0';

/** Deeper nesting than this is not looked into: the recursion of every pass below is bounded by it. */
const MAX_DEPTH = 400;

const LEAVES: ITreeNode[] = [];

/** What the parser lets pass and Python does not: a string without its end, `012`, a name with a sign in it. */
function isMalformed(text: string, { name, from, to }: ITreeNode): boolean {
  switch (name) {
    case 'String':
    case 'FormatString':
      return !/['"]/.test(text[to - 1] ?? '') || to - from < 2;
    case 'Number':
      return (
        text[from] === '0' && /^0[\d_]*[1-9][\d_]*$/.test(text.slice(from, to))
      );
    case 'VariableName':
      return !isIdentifier(text.slice(from, to));
    default:
      return false;
  }
}

/** True for a name of Python (PEP 3131). */
export function isIdentifier(word: string): boolean {
  return (
    /^[A-Za-z_]\w*$/.test(word) ||
    /^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(word.normalize('NFKC'))
  );
}

/**
 * Parse a text with `@lezer/python`.
 *
 * @returns the tree, and the ranges that the parser could not place; `cut` where the tree ends above its leaves.
 */
export function parseTree(text: string): {
  root: ITreeNode;
  errors: { from: number; to: number }[];
  cut: boolean;
} {
  const errors: { from: number; to: number }[] = [];
  let cut = false;
  const cursor = parser.parse(text).cursor();
  const build = (depth: number): ITreeNode => {
    const node: ITreeNode = {
      name: cursor.name,
      from: cursor.from,
      to: cursor.to,
      kids: LEAVES
    };
    if (cursor.type.isError || isMalformed(text, node)) {
      errors.push({ from: node.from, to: node.to });
    }
    if (depth > MAX_DEPTH) {
      cut = true;
      errors.push({ from: node.from, to: node.to });
    } else if (cursor.firstChild()) {
      const kids: ITreeNode[] = [];
      do {
        if (cursor.name !== 'Comment') {
          kids.push(build(depth + 1));
        }
      } while (cursor.nextSibling());
      cursor.parent();
      node.kids = kids;
    }
    return node;
  };
  const root = build(0);
  return { root, errors, cut };
}
