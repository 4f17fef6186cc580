import { callArguments, parameters } from './arguments';
import type { Expr } from './ast';
import { comprehension } from './comprehensions';
import type { IContext } from './context';
import { continued, formatParts } from './fstrings';
import { dictionary, list, sequence, tuple } from './lists';
import { numberValue, stringValue } from './literals';
import { name } from './names';
import { ERROR, type ITreeNode } from './tree';

/**
 * What expressions of one text are converted with.
 *
 * @param clean - The parser placed everything.
 */
export function createContext(
  text: string,
  notes: Map<number, string>,
  clean: boolean
): IContext {
  return { text, notes, clean, convert: expression };
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

/** What the parser could not place: only what is read in it counts. */
function broken(node: ITreeNode, ctx: IContext): Expr {
  const parts = node.kids
    .filter(kid => /Expression$|^VariableName$/.test(kid.name))
    .map(kid => expression(kid, ctx));
  return { type: 'Opaque', parts, from: node.from, to: node.to };
}

/** `a.b`, `a[b]`. */
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

/** `a + b`, `a < b < c`, `a or b`. */
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

/** `yield a`, `yield from a`. */
function yielded(node: ITreeNode, ctx: IContext): Expr {
  const { from, to, kids } = node;
  const start = kids[1]?.name === 'from' ? 2 : 1;
  const value =
    kids.length > start ? tuple(kids, start, kids.length, ctx) : null;
  return { type: 'Yield', value, delegates: start === 2, from, to };
}
