import type { Expr } from '../syntax/ast';
import type { Machine } from './machine';
import type { IConst, IFrame, Value } from './values';

/** Evaluate what is only looked at (gone over, tested, indexed): a list or dictionary in a variable stays known. */
export function glance(m: Machine, expr: Expr, frame: IFrame): Value {
  if (expr.type === 'Name') {
    return m.read(expr.id, frame, expr);
  }
  return view(m, expr, frame) ?? m.evaluate(expr, frame);
}

/** `d.items()`, `d.keys()` and `d.values()` of a dictionary in a variable; null for anything else. */
function view(m: Machine, expr: Expr, frame: IFrame): Value {
  if (
    expr.type !== 'Call' ||
    expr.func.type !== 'Attribute' ||
    expr.func.value.type !== 'Name' ||
    !/^(?:items|keys|values)$/.test(expr.func.attr) ||
    expr.args.length + expr.keywords.length > 0
  ) {
    return null;
  }
  const { id } = expr.func.value;
  const { slot } = m.variable(id, m.home(id, frame));
  if (slot.bound !== 2 || slot.value?.kind !== 'sequence') {
    return null;
  }
  const { size, entries } = slot.value;
  m.read(id, frame, expr.func.value);
  const elts = entries
    ? [...entries].map(entry => part(expr.func, entry))
    : null;
  return { kind: 'sequence', size, elts, mutable: false };
}

function part(func: Expr, [key, value]: [IConst['value'], Value]): Value {
  const name: Value = { kind: 'const', value: key };
  const attr = func.type === 'Attribute' ? func.attr : '';
  if (attr === 'items') {
    const elts = [name, value];
    return { kind: 'sequence', size: 2, elts, mutable: false };
  }
  return attr === 'keys' ? name : value;
}
