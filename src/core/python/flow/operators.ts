import type { Expr } from '../syntax/ast';
import type { Machine } from './machine';
import { NO_ARGUMENTS } from './objects';
import { compare, outcome } from './tests';
import { partOf, type IFrame, type Value } from './values';

/** Methods of the left operand by which a class says what an operator does. */
const OPERATORS: Record<string, string> = {
  '+': '__add__',
  '-': '__sub__',
  '*': '__mul__',
  '/': '__truediv__',
  '@': '__matmul__',
  '+=': '__iadd__'
};

/** The same for comparisons. */
const COMPARISONS: Record<string, string> = {
  '==': '__eq__',
  '!=': '__ne__',
  '<': '__lt__',
  '<=': '__le__',
  '>': '__gt__',
  '>=': '__ge__'
};

/** `a + b`, and the other operators that compute something of two. */
export function arithmetic(
  m: Machine,
  expr: Extract<Expr, { type: 'BinOp' }>,
  frame: IFrame
): Value {
  const left = m.evaluate(expr.left, frame);
  const right = m.evaluate(expr.right, frame);
  if (left?.kind === 'const' && right?.kind === 'const') {
    const [a, b] = [left.value, right.value];
    if (
      expr.op === '+' &&
      typeof a === 'string' &&
      typeof b === 'string' &&
      a.length + b.length < 10000
    ) {
      return { kind: 'const', value: a + b };
    }
    if (b === 0 && typeof a === 'number' && /^(?:\/|\/\/|%)$/.test(expr.op)) {
      m.raise();
      return null;
    }
    if (typeof a === 'number' && typeof b === 'number') {
      const value =
        expr.op === '+'
          ? a + b
          : expr.op === '-'
            ? a - b
            : expr.op === '*'
              ? a * b
              : undefined;
      return value !== undefined && Number.isSafeInteger(value)
        ? { kind: 'const', value }
        : null;
    }
    return null;
  }
  m.mayRaise();
  const method = OPERATORS[expr.op];
  if (left?.kind === 'instance' && method) {
    const args = { ...NO_ARGUMENTS, args: [right] };
    return m.method(left, method, args, expr);
  }
  m.leak(left);
  m.leak(right);
  return partOf(left) ?? partOf(right);
}

/** `-a`, `not a`. */
export function unary(
  m: Machine,
  expr: Extract<Expr, { type: 'UnaryOp' }>,
  frame: IFrame
): Value {
  if (expr.op === 'not') {
    const { value } = outcome(m, expr, frame);
    return value === null ? null : { kind: 'const', value };
  }
  const operand = m.evaluate(expr.operand, frame);
  return expr.op === '-' &&
    operand?.kind === 'const' &&
    typeof operand.value === 'number'
    ? { kind: 'const', value: -operand.value }
    : null;
}

/** `a < b`, `a in b`. */
export function comparison(
  m: Machine,
  expr: Extract<Expr, { type: 'Compare' }>,
  frame: IFrame
): Value {
  if (expr.ops.length === 1 && /^(?:not )?in$/.test(expr.ops[0])) {
    const { value } = outcome(m, expr, frame);
    return value === null ? null : { kind: 'const', value };
  }
  const values = expr.values.map(value => m.evaluate(value, frame));
  return compared(m, expr, values);
}

function compared(
  m: Machine,
  expr: Extract<Expr, { type: 'Compare' }>,
  values: Value[]
): Value {
  const [left, right] = values;
  const [op] = expr.ops;
  if (left?.kind === 'instance' && op in COMPARISONS) {
    const args = { ...NO_ARGUMENTS, args: [right] };
    m.method(left, COMPARISONS[op], args, expr);
    return null;
  }
  const result = values.length === 2 ? compare(op, left, right) : null;
  if (result === null) {
    m.mayRaise();
  }
  return result;
}
