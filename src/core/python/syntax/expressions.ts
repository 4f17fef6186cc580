import type { Expr, IArg, IComprehension, IKeyword, IName } from './ast';
import { numberValue, stringValue, unescape } from './literals';
import { ERROR, type ITreeNode } from './tree';

/** What the conversion needs beside the tree. */
export interface IContext {
  /** The text the person wrote, at the offsets of the tree. */
  text: string;
  /** Offsets where `repair` stood something else in for what was written. */
  notes: Map<number, string>;
  /** The parser placed everything: no node needs to be looked through for errors. */
  clean: boolean;
}

const COMPARE = new Set(['CompareOp', 'in', 'not', 'is']);

/** The expression that a node of the tree stands for. */
export function expression(node: ITreeNode, ctx: IContext): Expr {
  const { from, to, kids } = node;
  if (!ctx.clean && kids.some(kid => kid.name === ERROR)) {
    return broken(node, ctx);
  }
  switch (node.name) {
    case 'VariableName':
      return name(node, ctx);
    case 'Number':
      return {
        type: 'Constant',
        value: numberValue(ctx.text.slice(from, to)),
        from,
        to
      };
    case 'String':
      return {
        type: 'Constant',
        value: stringValue(ctx.text.slice(from, to)),
        from,
        to
      };
    case 'Boolean':
      return {
        type: 'Constant',
        value: ctx.text.slice(from, to) === 'True',
        from,
        to
      };
    case 'None':
      return ctx.notes.get(from) === 'yield'
        ? { type: 'Yield', value: null, delegates: false, from, to }
        : { type: 'Constant', value: null, from, to };
    case 'Ellipsis':
      return { type: 'Constant', value: undefined, from, to };
    case 'FormatString':
      return { type: 'JoinedStr', values: formatParts(node, ctx), from, to };
    case 'ContinuedString':
      return continued(node, ctx);
    case 'ParenthesizedExpression':
      return list(kids, 1, kids.length - 1, ctx)[0] ?? broken(node, ctx);
    case 'TupleExpression':
      return sequence('Tuple', node, ctx);
    case 'ArrayExpression':
      return sequence('List', node, ctx);
    case 'SetExpression':
      return sequence('Set', node, ctx);
    case 'DictionaryExpression':
      return dictionary(node, ctx);
    case 'ComprehensionExpression':
    case 'ArrayComprehensionExpression':
    case 'SetComprehensionExpression':
    case 'DictionaryComprehensionExpression':
      return comprehension(node, ctx);
    case 'MemberExpression':
      return member(node, ctx);
    case 'CallExpression':
      return {
        type: 'Call',
        func: expression(kids[0], ctx),
        ...callArguments(kids[1], ctx),
        from,
        to
      };
    case 'BinaryExpression':
      return binary(node, ctx);
    case 'UnaryExpression':
      return {
        type: 'UnaryOp',
        op: ctx.text.slice(kids[0].from, kids[0].to),
        operand: expression(kids[1], ctx),
        from,
        to
      };
    case 'ConditionalExpression':
      return {
        type: 'IfExp',
        test: expression(kids[2], ctx),
        body: expression(kids[0], ctx),
        orelse: expression(kids[4], ctx),
        from,
        to
      };
    case 'LambdaExpression':
      return {
        type: 'Lambda',
        args: parameters(kids[1], ctx),
        body: expression(kids[kids.length - 1], ctx),
        from,
        to
      };
    case 'NamedExpression':
      return {
        type: 'NamedExpr',
        target: name(kids[0], ctx),
        value: expression(kids[2], ctx),
        from,
        to
      };
    case 'AwaitExpression':
      return { type: 'Await', value: expression(kids[1], ctx), from, to };
    case 'YieldExpression':
    case 'YieldStatement':
      return yielded(node, ctx);
    default:
      return broken(node, ctx);
  }
}

/** A name, normalised as Python does (NFKC). */
export function name(node: ITreeNode, ctx: IContext): IName {
  const { from, to } = node;
  return { type: 'Name', id: identifier(ctx.text.slice(from, to)), from, to };
}

/** Source of the rule: The Python Language Reference, 2.3. */
export function identifier(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 127) {
      return text.normalize('NFKC');
    }
  }
  return text;
}

function broken(node: ITreeNode, ctx: IContext): Expr {
  const parts = node.kids
    .filter(kid => /Expression$|^VariableName$/.test(kid.name))
    .map(kid => expression(kid, ctx));
  return { type: 'Opaque', parts, from: node.from, to: node.to };
}

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
      const value = kids[i + 1] && expression(kids[i + 1], ctx);
      if (value && i + 1 < end) {
        found.push({ type: 'Starred', value, from: kid.from, to: value.to });
      }
      i++;
    } else if (kid.name !== ',') {
      found.push(expression(kid, ctx));
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

function sequence(
  type: 'Tuple' | 'List' | 'Set',
  node: ITreeNode,
  ctx: IContext
): Expr {
  const { from, to, kids } = node;
  return { type, elts: list(kids, 1, kids.length - 1, ctx), from, to };
}

function dictionary(node: ITreeNode, ctx: IContext): Expr {
  const { from, to, kids } = node;
  const keys: (Expr | null)[] = [];
  const values: Expr[] = [];
  for (let i = 1; i < kids.length - 1; i++) {
    if (kids[i].name === ',') {
      continue;
    }
    if (kids[i].name === '**') {
      keys.push(null);
      values.push(expression(kids[i + 1], ctx));
      i++;
    } else if (kids[i + 1]?.name === ':' && kids[i + 2]) {
      keys.push(expression(kids[i], ctx));
      values.push(expression(kids[i + 2], ctx));
      i += 2;
    }
  }
  return { type: 'Dict', keys, values, from, to };
}

const COMPREHENSIONS = {
  ComprehensionExpression: 'GeneratorExp',
  ArrayComprehensionExpression: 'ListComp',
  SetComprehensionExpression: 'SetComp',
  DictionaryComprehensionExpression: 'DictComp'
} as const;

function comprehension(node: ITreeNode, ctx: IContext): Expr {
  const { from, to, kids } = node;
  let at = kids.findIndex(kid => kid.name === 'for' || kid.name === 'async');
  at = at < 0 ? kids.length - 1 : at;
  const elts = kids
    .slice(1, at)
    .filter(kid => !/^[*:]+$/.test(kid.name))
    .map(kid => expression(kid, ctx));
  return {
    type: COMPREHENSIONS[node.name as keyof typeof COMPREHENSIONS],
    elts,
    generators: generators(kids, at, kids.length - 1, ctx),
    from,
    to
  };
}

function generators(
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
        iter: expression(kids[stop + 1], ctx),
        ifs: []
      });
      at = stop + 2;
    } else if (kids[at].name === 'if' && at + 1 < end && found.length > 0) {
      found[found.length - 1].ifs.push(expression(kids[at + 1], ctx));
      at += 2;
    } else {
      at++;
    }
  }
  return found;
}

function member(node: ITreeNode, ctx: IContext): Expr {
  const { from, to, kids } = node;
  const value = expression(kids[0], ctx);
  if (kids[1].name === '.') {
    const attr = kids[2] ? ctx.text.slice(kids[2].from, kids[2].to) : '';
    return { type: 'Attribute', value, attr, from, to };
  }
  const inner = kids.slice(2, -1);
  const parts = list(
    inner.filter(kid => kid.name !== ':'),
    0,
    inner.filter(kid => kid.name !== ':').length,
    ctx
  );
  const start = inner[0]?.from ?? to;
  const stop = inner[inner.length - 1]?.to ?? to;
  const slice: Expr = inner.some(kid => kid.name === ':')
    ? { type: 'Slice', parts, from: start, to: stop }
    : parts.length === 1 && !inner.some(kid => kid.name === ',')
      ? parts[0]
      : { type: 'Tuple', elts: parts, from: start, to: stop };
  return { type: 'Subscript', value, slice, from, to };
}

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
      const value = expression(kids[i + 1], ctx);
      args.push({ type: 'Starred', value, from: kid.from, to: value.to });
    } else if (kid.name === '**' && kids[i + 1]) {
      keywords.push({ arg: null, value: expression(kids[i + 1], ctx) });
    } else if (kids[i + 1]?.name === 'AssignOp' && kids[i + 2]) {
      const op = ctx.text.slice(kids[i + 1].from, kids[i + 1].to);
      const value = expression(kids[i + 2], ctx);
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
        elts: [expression(kid, ctx)],
        generators: generators(kids, loop, kids.length - 1, ctx),
        from: kid.from,
        to: node?.to ?? kid.to
      });
      end = kids.length - 1;
    } else {
      args.push(expression(kid, ctx));
    }
    i = end + 1;
  }
  return { args, keywords };
}

function binary(node: ITreeNode, ctx: IContext): Expr {
  const { from, to, kids } = node;
  const left = expression(kids[0], ctx);
  const right = expression(kids[kids.length - 1], ctx);
  const sign = kids[1].name;
  if (sign === 'or' || sign === 'and') {
    return { type: 'BoolOp', op: sign, values: [left, right], from, to };
  }
  const op = kids
    .slice(1, -1)
    .map(kid => ctx.text.slice(kid.from, kid.to))
    .join(' ');
  if (!COMPARE.has(sign)) {
    return { type: 'BinOp', op, left, right, from, to };
  }
  return left.type === 'Compare' && kids[0].name === 'BinaryExpression'
    ? {
        type: 'Compare',
        ops: [...left.ops, op],
        values: [...left.values, right],
        from,
        to
      }
    : { type: 'Compare', ops: [op], values: [left, right], from, to };
}

function yielded(node: ITreeNode, ctx: IContext): Expr {
  const { from, to, kids } = node;
  const start = kids[1]?.name === 'from' ? 2 : 1;
  const value =
    kids.length > start ? tuple(kids, start, kids.length, ctx) : null;
  return { type: 'Yield', value, delegates: start === 2, from, to };
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
      last.annotation = expression(kid.kids[1], ctx);
    } else if (before === 'AssignOp' && last) {
      last.default = expression(kid, ctx);
    }
  }
  return args;
}

function continued(node: ITreeNode, ctx: IContext): Expr {
  const { from, to, kids } = node;
  const values = kids.flatMap(kid =>
    kid.name === 'FormatString' ? formatParts(kid, ctx) : [expression(kid, ctx)]
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
function formatParts(node: ITreeNode, ctx: IContext): Expr[] {
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

function fieldParts(node: ITreeNode, ctx: IContext): Expr[] {
  const isExpr = (kid: ITreeNode): boolean =>
    !/^(?:[{},*]|Format.*)$/.test(kid.name) || kid.name === 'FormatString';
  const found = node.kids.filter(isExpr).map(kid => expression(kid, ctx));
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
