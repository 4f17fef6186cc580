import type { Expr, IComprehension } from './ast';
import type { IContext } from './context';
import { tuple } from './lists';
import type { ITreeNode } from './tree';

const COMPREHENSIONS = {
  ComprehensionExpression: 'GeneratorExp',
  ArrayComprehensionExpression: 'ListComp',
  SetComprehensionExpression: 'SetComp',
  DictionaryComprehensionExpression: 'DictComp'
} as const;

/** `[a for b in c if d]` and its kin. */
export function comprehension(node: ITreeNode, ctx: IContext): Expr {
  const { from, to, kids } = node;
  let at = kids.findIndex(kid => kid.name === 'for' || kid.name === 'async');
  at = at < 0 ? kids.length - 1 : at;
  const elts = kids
    .slice(1, at)
    .filter(kid => !/^[*:]+$/.test(kid.name))
    .map(kid => ctx.convert(kid, ctx));
  return {
    type: COMPREHENSIONS[node.name as keyof typeof COMPREHENSIONS],
    elts,
    generators: generators(kids, at, kids.length - 1, ctx),
    from,
    to
  };
}

/** The `for` and `if` of a comprehension. */
export function generators(
  kids: ITreeNode[],
  start: number,
  end: number,
  ctx: IContext
): IComprehension[] {
  const found: IComprehension[] = [];
  let at = start;
  while (at < end) {
    if (kids[at].name === 'for') {
      const stop = kids.findIndex((kid, i) => i > at && kid.name === 'in');
      if (stop < 0 || stop + 1 >= end) {
        break;
      }
      found.push({
        target: tuple(kids, at + 1, stop, ctx),
        iter: ctx.convert(kids[stop + 1], ctx),
        ifs: []
      });
      at = stop + 2;
    } else if (kids[at].name === 'if' && at + 1 < end && found.length > 0) {
      found[found.length - 1].ifs.push(ctx.convert(kids[at + 1], ctx));
      at += 2;
    } else {
      at++;
    }
  }
  return found;
}
