import type { Expr, IArg } from '../syntax/ast';
import { comprehension } from './comprehension';
import { glance } from './glance';
import { moduleNamed } from './globals';
import type { Machine } from './machine';
import { attribute, lookup, textMethod } from './objects';
import { compare, outcome } from './tests';
import {
  isCallable,
  partOf,
  truth,
  type IConst,
  type IFrame,
  type Value
} from './values';

/** Evaluate an expression: reads, calls and bindings happen in the order in which Python does them. */
export function evaluate(m: Machine, expr: Expr, frame: IFrame): Value {
  if (!m.live) {
    return null;
  }
  switch (expr.type) {
    case 'Name':
      return readName(m, expr.id, frame, expr);
    case 'Constant':
      return expr.value === undefined
        ? null
        : { kind: 'const', value: expr.value };
    case 'Call':
      return m.evaluateCall(expr, frame);
    case 'Attribute':
      return attribute(m, evaluate(m, expr.value, frame), expr.attr, expr);
    case 'Subscript':
      return subscript(m, expr, frame);
    case 'BinOp':
      return arithmetic(m, expr, frame);
    case 'BoolOp':
    case 'IfExp':
      return choice(m, expr, frame);
    case 'Compare':
      return comparison(m, expr, frame);
    case 'UnaryOp':
      return unary(m, expr, frame);
    case 'NamedExpr': {
      const value = evaluate(m, expr.value, frame);
      m.bind(expr.target.id, outOfComprehension(frame), value);
      return value;
    }
    case 'Lambda':
      return {
        kind: 'function',
        node: expr,
        frame,
        owner: null,
        self: null,
        binding: 'plain',
        setter: null,
        defaults: evaluateDefaults(m, expr.args, frame),
        partial: false
      };
    case 'Tuple':
    case 'List':
    case 'Set':
      return sequence(m, expr, frame);
    case 'Dict':
      return dictionary(m, expr, frame);
    case 'JoinedStr':
      return joined(m, expr.values, frame);
    case 'Starred':
      m.leak(evaluate(m, expr.value, frame));
      return null;
    case 'Await': {
      const value = evaluate(m, expr.value, frame);
      m.consume(value, 'all');
      return null;
    }
    case 'Yield':
      if (expr.value) {
        const value = evaluate(m, expr.value, frame);
        if (expr.delegates) {
          const { calls } = m;
          const lazy = calls[calls.length - 1]?.stopAtYield ?? false;
          m.consume(value, lazy ? 'first' : 'all');
        }
        m.leak(value);
      }
      atYield(m);
      return null;
    case 'Slice':
    case 'Opaque':
      expr.parts.forEach(part => m.leak(evaluate(m, part, frame)));
      return null;
    default:
      return comprehension(m, expr, frame);
  }
}

/** Evaluate the defaults of parameters; functions, classes and instances among them are kept. */
export function evaluateDefaults(
  m: Machine,
  args: IArg[],
  frame: IFrame
): Map<string, Value> {
  const found = new Map<string, Value>();
  for (const arg of args) {
    const value = arg.default ? m.evaluate(arg.default, frame) : null;
    if (isCallable(value) || value?.kind === 'instance') {
      found.set(arg.name, value);
    } else {
      m.leak(value);
    }
  }
  return found;
}

/** A list that is read may be changed by whoever holds it, so that its length is no longer known. */
function readName(m: Machine, id: string, frame: IFrame, at: Expr): Value {
  const value = m.read(id, frame, at);
  if (value?.kind === 'sequence' && value.mutable) {
    const variable = m.variable(id, m.home(id, frame));
    m.store.set(variable, { ...variable.slot, value: null });
    m.leak(value);
    return { kind: 'object' };
  }
  return value;
}

function outOfComprehension(frame: IFrame): IFrame {
  let at = frame;
  while (at.kind === 'comprehension' && at.parent) {
    at = at.parent;
  }
  return at;
}

function subscript(
  m: Machine,
  expr: Extract<Expr, { type: 'Subscript' }>,
  frame: IFrame
): Value {
  const base = glance(m, expr.value, frame);
  const key = evaluate(m, expr.slice, frame);
  m.mayRaise();
  if (base?.kind === 'sequence') {
    const at = key?.kind === 'const' ? key.value : undefined;
    const found =
      at === undefined
        ? null
        : base.entries
          ? base.entries.get(at)
          : base.elts?.[Number(at)];
    const isShared = found?.kind === 'sequence' && found.mutable;
    return isShared ? null : (found ?? null);
  }
  if (base?.kind === 'namespace' && key?.kind === 'const') {
    return m.variable(String(key.value), m.module).slot.value;
  }
  if (base?.kind === 'external' && base.path === 'sys.modules') {
    return moduleNamed(key);
  }
  if (base?.kind === 'external' && base.path === 'sys.version_info') {
    const major = key?.kind === 'const' && key.value === 0;
    return major ? { kind: 'const', value: 3 } : null;
  }
  if (base?.kind === 'instance') {
    return m.method(
      base,
      '__getitem__',
      { args: [key], exact: true, keywords: new Map(), nodes: [] },
      expr
    );
  }
  m.leak(key);
  return partOf(base);
}

const OPERATORS: Record<string, string> = {
  '+': '__add__',
  '-': '__sub__',
  '*': '__mul__',
  '/': '__truediv__',
  '@': '__matmul__',
  '+=': '__iadd__'
};

function arithmetic(
  m: Machine,
  expr: Extract<Expr, { type: 'BinOp' }>,
  frame: IFrame
): Value {
  const left = evaluate(m, expr.left, frame);
  const right = evaluate(m, expr.right, frame);
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
    const args = {
      args: [right],
      exact: true,
      keywords: new Map(),
      nodes: []
    };
    return m.method(left, method, args, expr);
  }
  m.leak(left);
  m.leak(right);
  return partOf(left) ?? partOf(right);
}

function unary(
  m: Machine,
  expr: Extract<Expr, { type: 'UnaryOp' }>,
  frame: IFrame
): Value {
  if (expr.op === 'not') {
    const { value } = outcome(m, expr, frame);
    return value === null ? null : { kind: 'const', value };
  }
  const operand = evaluate(m, expr.operand, frame);
  return expr.op === '-' &&
    operand?.kind === 'const' &&
    typeof operand.value === 'number'
    ? { kind: 'const', value: -operand.value }
    : null;
}

/** `a or b`, `a and b`, `b if a else c`. */
function choice(
  m: Machine,
  expr: Extract<Expr, { type: 'BoolOp' | 'IfExp' }>,
  frame: IFrame
): Value {
  if (expr.type === 'BoolOp') {
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
      left = evaluate(m, first, frame);
      value = truth(left);
    }
    if (value !== null) {
      return value === stops ? left : evaluate(m, second, frame);
    }
    m.leak(left);
    m.fork([
      () => {
        assume(!stops);
        m.leak(evaluate(m, second, frame));
      },
      () => assume(stops)
    ]);
    return null;
  }
  const { value, assume } = outcome(m, expr.test, frame);
  if (value !== null) {
    return evaluate(m, value ? expr.body : expr.orelse, frame);
  }
  m.fork([
    () => {
      assume(true);
      m.leak(evaluate(m, expr.body, frame));
    },
    () => {
      assume(false);
      m.leak(evaluate(m, expr.orelse, frame));
    }
  ]);
  return null;
}

function comparison(
  m: Machine,
  expr: Extract<Expr, { type: 'Compare' }>,
  frame: IFrame
): Value {
  if (expr.ops.length === 1 && /^(?:not )?in$/.test(expr.ops[0])) {
    const { value } = outcome(m, expr, frame);
    return value === null ? null : { kind: 'const', value };
  }
  const values = expr.values.map(value => evaluate(m, value, frame));
  return compared(m, expr, values);
}

const COMPARISONS: Record<string, string> = {
  '==': '__eq__',
  '!=': '__ne__',
  '<': '__lt__',
  '<=': '__le__',
  '>': '__gt__',
  '>=': '__ge__'
};

function compared(
  m: Machine,
  expr: Extract<Expr, { type: 'Compare' }>,
  values: Value[]
): Value {
  const [left, right] = values;
  const [op] = expr.ops;
  if (left?.kind === 'instance' && op in COMPARISONS) {
    const args = {
      args: [right],
      exact: true,
      keywords: new Map(),
      nodes: []
    };
    m.method(left, COMPARISONS[op], args, expr);
    return null;
  }
  const result = values.length === 2 ? compare(op, left, right) : null;
  if (result === null) {
    m.mayRaise();
  }
  return result;
}

function sequence(
  m: Machine,
  expr: Extract<Expr, { type: 'Tuple' | 'List' | 'Set' }>,
  frame: IFrame
): Value {
  const mutable = expr.type !== 'Tuple';
  const elts: Value[] = [];
  let known = expr.elts.length <= 64;
  for (const elt of expr.elts) {
    if (elt.type !== 'Starred') {
      elts.push(evaluate(m, elt, frame));
      continue;
    }
    const inner = evaluate(m, elt.value, frame);
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

function dictionary(
  m: Machine,
  expr: Extract<Expr, { type: 'Dict' }>,
  frame: IFrame
): Value {
  const entries = new Map<IConst['value'], Value>();
  expr.values.forEach((expression, i) => {
    const node = expr.keys[i];
    const key = node ? evaluate(m, node, frame) : null;
    const value = evaluate(m, expression, frame);
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

function joined(m: Machine, values: Expr[], frame: IFrame): Value {
  let text: string | null = '';
  for (const expr of values) {
    const value = evaluate(m, expr, frame);
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

function shown(m: Machine, value: Value, at: Expr): void {
  const none = { args: [], exact: true, keywords: new Map(), nodes: [] };
  if (value?.kind === 'instance') {
    const name = lookup(value.cls, '__format__')
      ? '__format__'
      : textMethod(value, '__str__');
    m.method(value, name, none, at);
  }
}

/** What happens when a generator's code reaches a yield depends on who asks. */
function atYield(m: Machine): void {
  const call = m.calls[m.calls.length - 1];
  if (!call) {
    return;
  }
  if (call.stopAtYield) {
    call.returns.push(m.store.changes(call.mark));
    m.live = false;
    m.jumps++;
  } else if (call.maybeAfterYield) {
    m.level = 2;
  }
}
