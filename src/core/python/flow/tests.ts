import type { Expr } from '../syntax/ast';
import { glance } from './glance';
import type { Machine } from './machine';
import { NO_ARGUMENTS } from './objects';
import { truth, type IFrame, type Value } from './values';

/** What is known of a condition. */
export interface IOutcome {
  /** True, false, or null when it cannot be told. */
  value: boolean | null;
  /** Take over what holds when the condition has this outcome. */
  assume: (outcome: boolean) => void;
}

const NOTHING = (): void => undefined;

/** Evaluate a condition. */
export function outcome(m: Machine, expr: Expr, frame: IFrame): IOutcome {
  if (expr.type === 'UnaryOp' && expr.op === 'not') {
    const inner = outcome(m, expr.operand, frame);
    return {
      value: inner.value === null ? null : !inner.value,
      assume: result => inner.assume(!result)
    };
  }
  if (expr.type === 'BoolOp') {
    return both(m, expr, frame);
  }
  if (expr.type === 'Compare') {
    const found = membership(m, expr, frame);
    if (found) {
      return found;
    }
  }
  const value = glance(m, expr, frame);
  if (value?.kind === 'instance') {
    for (const name of ['__bool__', '__len__']) {
      m.method(value, name, NO_ARGUMENTS, expr);
    }
  }
  return { value: truth(value), assume: NOTHING };
}

function both(
  m: Machine,
  expr: Extract<Expr, { type: 'BoolOp' }>,
  frame: IFrame
): IOutcome {
  const stops = expr.op === 'or';
  const left = outcome(m, expr.values[0], frame);
  if (left.value === stops || !m.live) {
    return left;
  }
  let right: IOutcome = { value: null, assume: NOTHING };
  if (left.value === null) {
    m.fork([
      () => {
        left.assume(!stops);
        right = outcome(m, expr.values[1], frame);
      },
      () => left.assume(stops)
    ]);
  } else {
    right = outcome(m, expr.values[1], frame);
  }
  return {
    value: left.value === null && right.value !== stops ? null : right.value,
    assume: result => {
      if (result !== stops) {
        left.assume(result);
        right.assume(result);
      }
    }
  };
}

/** `'x' in globals()` and its kin. */
function membership(
  m: Machine,
  expr: Extract<Expr, { type: 'Compare' }>,
  frame: IFrame
): IOutcome | null {
  const [op] = expr.ops;
  if (expr.ops.length !== 1 || (op !== 'in' && op !== 'not in')) {
    return null;
  }
  const key: Value = m.evaluate(expr.values[0], frame);
  const where: Value = m.evaluate(expr.values[1], frame);
  if (where?.kind === 'instance') {
    m.method(where, '__contains__', { ...NO_ARGUMENTS, args: [key] }, expr);
  }
  if (where?.kind !== 'namespace') {
    return { value: truth(contains(op, key, where)), assume: NOTHING };
  }
  if (key?.kind !== 'const' || typeof key.value !== 'string') {
    return { value: null, assume: NOTHING };
  }
  const variable = m.variable(key.value, m.module);
  const isIn = op === 'in';
  const { bound, gone } = variable.slot;
  const cannotTell =
    m.unknowns.length > (gone?.unknowns ?? 0) || m.wild.has(key.value);
  const hidden = m.host.known(key.value) !== undefined;
  return {
    value:
      bound === 2 ? isIn : bound === 0 && !cannotTell && !hidden ? !isIn : null,
    assume: result => {
      if (result === isIn && variable.slot.bound < 2) {
        m.store.set(variable, { ...variable.slot, bound: 2 });
      }
    }
  };
}

/** `key in sequence` for literals. */
function contains(op: string, key: Value, where: Value): Value {
  if (key?.kind !== 'const') {
    return null;
  }
  let found: boolean | null = null;
  if (where?.kind === 'const' && typeof where.value === 'string') {
    found = where.value.includes(String(key.value));
  } else if (where?.kind === 'sequence' && where.elts) {
    const values = where.elts.map(elt =>
      elt?.kind === 'const' ? elt.value : undefined
    );
    found = values.includes(key.value)
      ? true
      : values.includes(undefined)
        ? null
        : false;
  }
  return found === null
    ? null
    : { kind: 'const', value: op === 'in' ? found : !found };
}

/** Result of a comparison between literals, or null. */
export function compare(op: string, left: Value, right: Value): Value {
  if (op === 'in' || op === 'not in') {
    return contains(op, left, right);
  }
  if (left?.kind === 'external' && left.path === 'sys.version_info') {
    return comparedVersion(op, right);
  }
  if (left?.kind !== 'const' || right?.kind !== 'const') {
    return null;
  }
  const [a, b] = [left.value, right.value];
  const ordered =
    (typeof a === 'number' && typeof b === 'number') ||
    (typeof a === 'string' && typeof b === 'string');
  switch (op) {
    case '==':
      return { kind: 'const', value: typeof a === typeof b ? a === b : false };
    case '!=':
      return { kind: 'const', value: typeof a === typeof b ? a !== b : true };
    case 'is':
      return a === null || b === null
        ? { kind: 'const', value: a === b }
        : null;
    case 'is not':
      return a === null || b === null
        ? { kind: 'const', value: a !== b }
        : null;
    case '<':
      return ordered ? { kind: 'const', value: Number(a) < Number(b) } : null;
    case '>':
      return ordered ? { kind: 'const', value: Number(a) > Number(b) } : null;
    case '<=':
      return ordered ? { kind: 'const', value: Number(a) <= Number(b) } : null;
    case '>=':
      return ordered ? { kind: 'const', value: Number(a) >= Number(b) } : null;
    default:
      return null;
  }
}

/** Notebooks run on Python 3 (which one is not known here). */
function comparedVersion(op: string, right: Value): Value {
  const first = right?.kind === 'sequence' ? right.elts?.[0] : null;
  const second = right?.kind === 'sequence' ? right.elts?.[1] : null;
  const major = first?.kind === 'const' ? first.value : null;
  const minor = second?.kind === 'const' ? second.value : 0;
  if (typeof major !== 'number' || (major === 3 && minor !== 0)) {
    return null;
  }
  if (op === '>' || op === '>=') {
    return { kind: 'const', value: major <= 3 };
  }
  return op === '<' || op === '<=' ? { kind: 'const', value: major > 3 } : null;
}
