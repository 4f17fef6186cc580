import type { Expr, Pattern } from './ast';
import type { IContext } from './context';
import { expression } from './expressions';
import { name } from './names';
import type { ITreeNode } from './tree';

const PATTERN = /Pattern$/;

/** The pattern that a node of the tree stands for. Source of the rules: PEP 634. */
export function pattern(node: ITreeNode, ctx: IContext): Pattern {
  const { kids } = node;
  const inner = kids.filter(kid => PATTERN.test(kid.name));
  switch (node.name) {
    case 'CapturePattern': {
      if (ctx.notes.get(node.from) === 'class') {
        return { type: 'MatchClass', cls: name(node, ctx), patterns: [] };
      }
      const id = name(node, ctx).id;
      return { type: 'MatchAs', pattern: null, name: id === '_' ? null : id };
    }
    case 'AsPattern':
      return {
        type: 'MatchAs',
        pattern: pattern(kids[0], ctx),
        name: name(kids[kids.length - 1], ctx).id
      };
    case 'OrPattern':
      return {
        type: 'MatchOr',
        patterns: inner.map(kid => pattern(kid, ctx))
      };
    case 'SequencePattern':
      return inner.length === 1 && isGroup(node)
        ? pattern(inner[0], ctx)
        : {
            type: 'MatchSequence',
            patterns: inner.map(kid => pattern(kid, ctx))
          };
    case 'StarPattern':
      return star(inner[0], ctx);
    case 'ClassPattern':
      return {
        type: 'MatchClass',
        cls: dotted(kids[0], ctx),
        patterns: (kids[1]?.kids ?? []).flatMap(kid => argument(kid, ctx))
      };
    case 'MappingPattern':
      return mapping(node, ctx);
    case 'AttributePattern':
      return { type: 'MatchValue', value: dotted(node, ctx) };
    default:
      return { type: 'MatchValue', value: literal(node, ctx) };
  }
}

function literal(node: ITreeNode, ctx: IContext): Expr {
  const { from, to, kids } = node;
  if (kids.length === 1) {
    return expression(kids[0], ctx);
  }
  return { type: 'Constant', value: undefined, from, to };
}

/** `(p)` groups; `(p,)` and `[p]` are sequences. */
function isGroup(node: ITreeNode): boolean {
  return node.kids[0].name === '(' && !node.kids.some(kid => kid.name === ',');
}

function star(inner: ITreeNode | undefined, ctx: IContext): Pattern {
  const captured = inner ? pattern(inner, ctx) : null;
  return {
    type: 'MatchStar',
    name: captured?.type === 'MatchAs' ? captured.name : null
  };
}

function argument(node: ITreeNode, ctx: IContext): Pattern[] {
  if (node.name === 'KeywordPattern') {
    const value = node.kids.find(kid => PATTERN.test(kid.name));
    return value ? [pattern(value, ctx)] : [];
  }
  return PATTERN.test(node.name) ? [pattern(node, ctx)] : [];
}

function mapping(node: ITreeNode, ctx: IContext): Pattern {
  const keys: Expr[] = [];
  const patterns: Pattern[] = [];
  for (const [i, kid] of node.kids.entries()) {
    const before = node.kids[i - 1]?.name;
    if (kid.name === 'VariableName') {
      keys.push(name(kid, ctx));
    } else if (before === '**') {
      patterns.push(star(kid, ctx));
    } else if (before === ':' && PATTERN.test(kid.name)) {
      patterns.push(pattern(kid, ctx));
    }
  }
  return { type: 'MatchMapping', keys, patterns };
}

/** `a.b.c` in a pattern. */
function dotted(node: ITreeNode, ctx: IContext): Expr {
  if (node.name === 'VariableName') {
    return name(node, ctx);
  }
  let value: Expr = name(node.kids[0], ctx);
  for (const kid of node.kids) {
    if (kid.name === 'PropertyName') {
      const attr = ctx.text.slice(kid.from, kid.to);
      value = {
        type: 'Attribute',
        value,
        attr,
        from: node.from,
        to: kid.to
      };
    }
  }
  return value;
}

/** A pattern that always matches (PEP 634, irrefutable). */
export function isIrrefutable(tested: Pattern): boolean {
  return tested.type === 'MatchAs'
    ? tested.pattern === null || isIrrefutable(tested.pattern)
    : tested.type === 'MatchOr' && tested.patterns.some(isIrrefutable);
}
