import type { Expr } from '../syntax/ast';
import type { Machine } from './machine';
import { outcome } from './tests';
import { truth, type IFrame, type Value } from './values';

/** `a or b`, `a and b`. */
export function shortCircuit(
  m: Machine,
  expr: Extract<Expr, { type: 'BoolOp' }>,
  frame: IFrame
): Value {
  const [first, second] = expr.values;
  const stops = expr.op === 'or';
  const isTest = first.type === 'Compare' || first.type === 'UnaryOp';
  let left: Value = null;
  let value: boolean | null;
  let assume: (result: boolean) => void = () => undefined;
  if (isTest || first.type === 'BoolOp') {
    const tested = outcome(m, first, frame);
    ({ value, assume } = tested);
    left = value === null ? null : { kind: 'const', value };
  } else {
    left = m.evaluate(first, frame);
    value = truth(left);
  }
  if (value !== null) {
    return value === stops ? left : m.evaluate(second, frame);
  }
  m.leak(left);
  m.fork([
    () => {
      assume(!stops);
      m.leak(m.evaluate(second, frame));
    },
    () => assume(stops)
  ]);
  return null;
}

/** `b if a else c`. */
export function conditional(
  m: Machine,
  expr: Extract<Expr, { type: 'IfExp' }>,
  frame: IFrame
): Value {
  const { value, assume } = outcome(m, expr.test, frame);
  if (value !== null) {
    return m.evaluate(value ? expr.body : expr.orelse, frame);
  }
  m.fork([
    () => {
      assume(true);
      m.leak(m.evaluate(expr.body, frame));
    },
    () => {
      assume(false);
      m.leak(m.evaluate(expr.orelse, frame));
    }
  ]);
  return null;
}
