import type { ICall } from '../syntax/ast';
import { rootName } from './assign';
import { namespaceOf } from './externals';
import { call } from './functions';
import type { Level } from './host';
import type { Machine } from './machine';
import { isMutator } from './mutators';
import type { IArguments, IFrame, Value } from './values';

/** Methods of data frames and series that call the function they are given for each element or group. */
const APPLYING = new Set([
  'apply',
  'map',
  'applymap',
  'transform',
  'agg',
  'aggregate',
  'pipe'
]);

/** Evaluate a call: the function, then the arguments in order, then the call itself. */
export function evaluateCall(m: Machine, expr: ICall, frame: IFrame): Value {
  const callee = m.evaluate(expr.func, frame);
  const args = evaluateArguments(m, expr, frame);
  if (!m.live) {
    return null;
  }
  m.at = expr;
  const isUnknown = callee === null || callee.kind === 'made';
  if (expr.func.type === 'Attribute') {
    const root = rootName(expr.func.value);
    if (root && m.home(root, frame) === m.module) {
      m.host.mutates?.(root, isMutator(expr.func.attr));
    }
    if (/^_convert_?$/.test(expr.func.attr)) {
      // `enum.IntEnum._convert_` writes its members into a module.
      m.unknown('Enum._convert_');
    }
    if (isUnknown && APPLYING.has(expr.func.attr)) {
      applied(m, expr, args);
    }
  }
  if (callee?.kind === 'external') {
    const space = namespaceOf(m, callee.path, args, frame);
    if (space !== undefined) {
      return space;
    }
  }
  const made =
    isUnknown || callee.kind === 'external'
      ? m.host.called?.({ expr, callee, args })
      : null;
  const value = call(m, callee, args, expr);
  return (m.live && made) || value;
}

function evaluateArguments(m: Machine, expr: ICall, frame: IFrame): IArguments {
  const found: IArguments = {
    args: [],
    exact: true,
    keywords: new Map(),
    nodes: expr.args
  };
  for (const arg of expr.args) {
    if (arg.type === 'Starred') {
      const value = m.evaluate(arg.value, frame);
      m.consume(value, 'all');
      m.leak(value);
      found.exact = false;
    } else {
      found.args.push(m.evaluate(arg, frame));
    }
  }
  for (const { arg, value } of expr.keywords) {
    const given = m.evaluate(value, frame);
    if (arg !== null) {
      found.keywords.set(arg, given);
    } else {
      found.exact = false;
      if (given?.kind !== 'namespace') {
        m.leak(given);
      }
    }
  }
  return found;
}

/** `df.apply(f)`: the function runs here, unless there is nothing to apply it to. */
function applied(m: Machine, expr: ICall, { args }: IArguments): void {
  const saved = m.level;
  const sure = expr.func.type === 'Attribute' && expr.func.attr === 'pipe';
  if (!sure) {
    m.level = Math.max(saved, 1) as Level;
  }
  for (const arg of args) {
    if (arg?.kind === 'function') {
      m.call(
        arg,
        { args: [null], exact: false, keywords: new Map(), nodes: [] },
        expr
      );
    }
  }
  m.level = saved;
}
