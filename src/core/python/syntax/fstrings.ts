import type { Expr } from './ast';
import type { IContext } from './context';
import { unescape } from './literals';
import type { ITreeNode } from './tree';

/** String literals side by side. */
export function continued(node: ITreeNode, ctx: IContext): Expr {
  const { from, to, kids } = node;
  const values = kids.flatMap(kid =>
    kid.name === 'FormatString'
      ? formatParts(kid, ctx)
      : [ctx.convert(kid, ctx)]
  );
  let text: string | undefined = '';
  for (const value of values) {
    const part: unknown = value.type === 'Constant' ? value.value : undefined;
    text =
      typeof part === 'string' && text !== undefined ? text + part : undefined;
  }
  return text !== undefined
    ? { type: 'Constant', value: text, from, to }
    : { type: 'JoinedStr', values, from, to };
}

/** Literal parts and fields of an f-string, in order; a field with a format spec is followed by the spec's fields. */
export function formatParts(node: ITreeNode, ctx: IContext): Expr[] {
  const parts: Expr[] = [];
  const open = /^([A-Za-z]*)("""|'''|"|')/.exec(ctx.text.slice(node.from));
  const raw = /r/i.test(open?.[1] ?? '');
  let at = node.from + (open?.[0].length ?? 0);
  const literal = (to: number): void => {
    if (to > at) {
      const text = ctx.text.slice(at, to).replace(/\{\{|\}\}/g, s => s[0]);
      const value = raw ? text : unescape(text);
      parts.push({ type: 'Constant', value, from: at, to });
    }
  };
  for (const kid of node.kids) {
    if (kid.name === 'FormatReplacement') {
      literal(kid.from);
      parts.push(...fieldParts(kid, ctx));
      at = kid.to;
    }
  }
  literal(node.to - (open?.[2].length ?? 0));
  return parts;
}

/** The expressions of one field. */
function fieldParts(node: ITreeNode, ctx: IContext): Expr[] {
  const isExpr = (kid: ITreeNode): boolean =>
    !/^(?:[{},*]|Format.*)$/.test(kid.name) || kid.name === 'FormatString';
  const found = node.kids.filter(isExpr).map(kid => ctx.convert(kid, ctx));
  const spec = node.kids.find(kid => kid.name === 'FormatSpec');
  if (spec || node.kids.some(kid => kid.name === 'FormatConversion')) {
    // The shown text is not the value: keep the reads, lose the constant.
    const parts = [
      ...found,
      ...(spec?.kids ?? []).flatMap(kid => fieldParts(kid, ctx))
    ];
    return [{ type: 'Opaque', parts, from: node.from, to: node.to }];
  }
  return found;
}
