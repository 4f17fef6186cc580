import type { Expr, IArg } from '../syntax/ast';
import { conditional, shortCircuit } from './choice';
import { comprehension } from './comprehension';
import { dictionary, joined, sequence } from './displays';
import type { Machine } from './machine';
import { attribute } from './objects';
import { arithmetic, comparison, unary } from './operators';
import { subscript } from './subscript';
import { isCallable, type IFrame, type Value } from './values';

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
      return shortCircuit(m, expr, frame);
    case 'IfExp':
      return conditional(m, expr, frame);
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
