import type { Expr } from './ast';
import type { IContext } from './context';
import type { ITreeNode } from './tree';

/** Expressions between commas; `*x` becomes Starred. */
export function list(
  kids: ITreeNode[],
  start: number,
  end: number,
  ctx: IContext
): Expr[] {
  const found: Expr[] = [];
  for (let i = start; i < end; i++) {
    const kid = kids[i];
    if (kid.name === '*' || kid.name === '**') {
      const value = kids[i + 1] && ctx.convert(kids[i + 1], ctx);
      if (value && i + 1 < end) {
        found.push({ type: 'Starred', value, from: kid.from, to: value.to });
      }
      i++;
    } else if (kid.name !== ',') {
      found.push(ctx.convert(kid, ctx));
    }
  }
  return found;
}

/** Expressions between commas as one: a tuple if there is a comma. */
export function tuple(
  kids: ITreeNode[],
  start: number,
  end: number,
  ctx: IContext
): Expr {
  const elts = list(kids, start, end, ctx);
  let comma = false;
  for (let i = start; i < end; i++) {
    comma = comma || kids[i].name === ',';
  }
  const from = kids[start]?.from ?? 0;
  return elts.length === 1 && !comma
    ? elts[0]
    : { type: 'Tuple', elts, from, to: kids[end - 1]?.to ?? from };
}

/** `(a, b)`, `[a, b]`, `{a, b}`. */
export function sequence(
  type: 'Tuple' | 'List' | 'Set',
  node: ITreeNode,
  ctx: IContext
): Expr {
  const { from, to, kids } = node;
  return { type, elts: list(kids, 1, kids.length - 1, ctx), from, to };
}

/** `{a: b, **c}`. */
export function dictionary(node: ITreeNode, ctx: IContext): Expr {
  const { from, to, kids } = node;
  const keys: (Expr | null)[] = [];
  const values: Expr[] = [];
  for (let i = 1; i < kids.length - 1; i++) {
    if (kids[i].name === ',') {
      continue;
    }
    if (kids[i].name === '**') {
      keys.push(null);
      values.push(ctx.convert(kids[i + 1], ctx));
      i++;
    } else if (kids[i + 1]?.name === ':' && kids[i + 2]) {
      keys.push(ctx.convert(kids[i], ctx));
      values.push(ctx.convert(kids[i + 2], ctx));
      i += 2;
    }
  }
  return { type: 'Dict', keys, values, from, to };
}
