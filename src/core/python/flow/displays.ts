import type { Expr } from '../syntax/ast';
import type { Machine } from './machine';
import { lookup, NO_ARGUMENTS, textMethod } from './objects';
import { isCallable, type IConst, type IFrame, type Value } from './values';

/*
 * Values that are written out: tuples, lists, sets, dictionaries and f-strings.
 */

/** `(a, *b)`, `[a, b]`, `{a, b}`. */
export function sequence(
  m: Machine,
  expr: Extract<Expr, { type: 'Tuple' | 'List' | 'Set' }>,
  frame: IFrame
): Value {
  const mutable = expr.type !== 'Tuple';
  const elts: Value[] = [];
  let known = expr.elts.length <= 64;
  for (const elt of expr.elts) {
    if (elt.type !== 'Starred') {
      elts.push(m.evaluate(elt, frame));
      continue;
    }
    const inner = m.evaluate(elt.value, frame);
    m.consume(inner, 'all');
    if (inner?.kind === 'sequence' && inner.elts) {
      elts.push(...inner.elts);
    } else {
      m.leak(inner);
      known = false;
    }
  }
  if (!known) {
    elts.forEach(elt => m.leak(elt));
    return null;
  }
  return { kind: 'sequence', size: elts.length, elts, mutable };
}

/** `{a: b, **c}`. */
export function dictionary(
  m: Machine,
  expr: Extract<Expr, { type: 'Dict' }>,
  frame: IFrame
): Value {
  const entries = new Map<IConst['value'], Value>();
  expr.values.forEach((expression, i) => {
    const node = expr.keys[i];
    const key = node ? m.evaluate(node, frame) : null;
    const value = m.evaluate(expression, frame);
    m.leak(key);
    m.leak(value);
    if (key?.kind === 'const') {
      entries.set(key.value, isCallable(value) ? value : null);
    }
  });
  if (expr.keys.includes(null)) {
    return null;
  }
  const size = expr.keys.length;
  const isKnown = entries.size === size && size <= 64;
  const common = { size, elts: null, mutable: true };
  return isKnown
    ? { kind: 'sequence', ...common, entries }
    : { kind: 'sequence', ...common };
}

/** The parts of an f-string. */
export function joined(m: Machine, values: Expr[], frame: IFrame): Value {
  let text: string | null = '';
  for (const expr of values) {
    const value = m.evaluate(expr, frame);
    if (value?.kind === 'instance') {
      shown(m, value, expr);
    }
    const part =
      value?.kind === 'const' && typeof value.value !== 'boolean'
        ? value.value
        : null;
    text = text === null || part === null ? null : text + String(part);
  }
  return text === null ? null : { kind: 'const', value: text };
}

/** What a field of an f-string calls of an instance. */
function shown(m: Machine, value: Value, at: Expr): void {
  if (value?.kind === 'instance') {
    const name = lookup(value.cls, '__format__')
      ? '__format__'
      : textMethod(value, '__str__');
    m.method(value, name, NO_ARGUMENTS, at);
  }
}
