import type { Expr } from '../syntax/ast';
import type { Machine } from './machine';
import type { IFrame, Value } from './values';

/** Evaluate what is only looked at (gone over, tested): a list in a variable stays known. */
export function glance(m: Machine, expr: Expr, frame: IFrame): Value {
  return expr.type === 'Name'
    ? m.read(expr.id, frame, expr)
    : m.evaluate(expr, frame);
}
