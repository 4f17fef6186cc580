import type { Expr, IArg, IKeyword } from './ast';
import { generators } from './comprehensions';
import type { IContext } from './context';
import { name } from './names';
import type { ITreeNode } from './tree';

/** What is between the parentheses of a call or a class. */
export function callArguments(
  node: ITreeNode | undefined,
  ctx: IContext
): { args: Expr[]; keywords: IKeyword[] } {
  const args: Expr[] = [];
  const keywords: IKeyword[] = [];
  const kids = node?.kids ?? [];
  let i = 1;
  while (i < kids.length - 1) {
    const kid = kids[i];
    let end = i + 1;
    while (end < kids.length - 1 && kids[end].name !== ',') {
      end++;
    }
    const loop = kids.findIndex(
      (other, at) =>
        at > i && at < end && (other.name === 'for' || other.name === 'async')
    );
    if (kid.name === ',') {
      end = i;
    } else if (kid.name === '*' && kids[i + 1]) {
      const value = ctx.convert(kids[i + 1], ctx);
      args.push({ type: 'Starred', value, from: kid.from, to: value.to });
    } else if (kid.name === '**' && kids[i + 1]) {
      keywords.push({ arg: null, value: ctx.convert(kids[i + 1], ctx) });
    } else if (kids[i + 1]?.name === 'AssignOp' && kids[i + 2]) {
      const op = ctx.text.slice(kids[i + 1].from, kids[i + 1].to);
      const value = ctx.convert(kids[i + 2], ctx);
      if (op === ':=') {
        const target = name(kid, ctx);
        const { from } = kid;
        args.push({ type: 'NamedExpr', target, value, from, to: value.to });
      } else {
        keywords.push({ arg: name(kid, ctx).id, value });
      }
    } else if (loop > 0) {
      args.push({
        type: 'GeneratorExp',
        elts: [ctx.convert(kid, ctx)],
        generators: generators(kids, loop, kids.length - 1, ctx),
        from: kid.from,
        to: node?.to ?? kid.to
      });
      end = kids.length - 1;
    } else {
      args.push(ctx.convert(kid, ctx));
    }
    i = end + 1;
  }
  return { args, keywords };
}

/** Parameters of a function or a lambda. */
export function parameters(node: ITreeNode | undefined, ctx: IContext): IArg[] {
  const args: IArg[] = [];
  let kind: IArg['kind'] = 'positional';
  let starred: IArg['kind'] | null = null;
  for (const [i, kid] of (node?.kids ?? []).entries()) {
    const last = args[args.length - 1];
    const before = node?.kids[i - 1]?.name;
    if (kid.name === '*') {
      starred = 'star';
      kind = 'keyword';
    } else if (kid.name === '**') {
      starred = 'starstar';
    } else if (kid.name === ',') {
      starred = null;
    } else if (kid.name === 'VariableName' && before !== 'AssignOp') {
      args.push({
        name: name(kid, ctx).id,
        annotation: null,
        default: null,
        kind: starred ?? kind,
        from: kid.from,
        to: kid.to
      });
    } else if (kid.name === 'TypeDef' && last && kid.kids[1]) {
      last.annotation = ctx.convert(kid.kids[1], ctx);
    } else if (before === 'AssignOp' && last) {
      last.default = ctx.convert(kid, ctx);
    }
  }
  return args;
}
