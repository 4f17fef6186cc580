import type { IComprehensionExpr } from '../syntax/ast';
import { assign } from './assign';
import type { Level, Machine } from './machine';
import { targetNames } from './scopes';
import { outcome } from './tests';
import {
  isCallable,
  sizeOf,
  type IFrame,
  type IGenerator,
  type Value
} from './values';

/** Evaluate a comprehension; a generator expression waits until it is asked for values. */
export function comprehension(
  m: Machine,
  expr: IComprehensionExpr,
  frame: IFrame
): Value {
  const [first] = expr.generators;
  const over = first ? m.evaluate(first.iter, frame) : null;
  const generator: IGenerator = {
    kind: 'generator',
    how: 'expression',
    fn: null,
    args: null,
    comp: expr,
    frame,
    over,
    done: false
  };
  if (expr.type === 'GeneratorExp') {
    return generator;
  }
  const size = runComprehension(m, generator);
  return size === null
    ? null
    : { kind: 'sequence', size, elts: null, mutable: true };
}

/**
 * Run the code of a comprehension.
 *
 * @returns how many elements it makes, or null.
 */
export function runComprehension(
  m: Machine,
  { comp, frame, over }: IGenerator
): number | null {
  if (!comp || !frame || !m.live) {
    return null;
  }
  const locals = new Set(
    comp.generators.flatMap(({ target }) => targetNames(target))
  );
  const inner: IFrame = {
    kind: 'comprehension',
    node: comp,
    vars: new Map(),
    parent: frame,
    locals,
    globals: new Set(),
    nonlocals: new Set(),
    fn: null,
    returned: { value: null, any: false }
  };
  const each = interesting(over);
  if (each.length === 0) {
    return 0;
  }
  m.consume(over, 'some');
  let size: number | null = sizeOf(over);
  const { level } = m;
  for (const elt of each) {
    m.level = level;
    const exact = inside(m, comp, 0, size, elt, inner);
    size = exact ? size : null;
    if (!m.spend()) {
      break;
    }
  }
  m.level = level;
  return size;
}

/** Elements worth going through one by one, or one unknown element; none for what is empty. */
function interesting(over: Value): Value[] {
  if (sizeOf(over) === 0) {
    return [];
  }
  return over?.kind === 'sequence' &&
    over.elts &&
    over.elts.length <= 8 &&
    over.elts.some(elt => isCallable(elt) || elt?.kind === 'instance')
    ? over.elts
    : [null];
}

/** Run one `for ... if ...` of a comprehension and what is inside; false if elements may be left out. */
function inside(
  m: Machine,
  comp: IComprehensionExpr,
  at: number,
  size: number | null,
  elt: Value,
  frame: IFrame
): boolean {
  const saved = m.level;
  const generator = comp.generators[at];
  if (size === null) {
    m.level = Math.max(m.level, 1) as Level;
  }
  const mark = m.store.mark();
  assign(m, generator.target, elt, frame);
  let exact = true;
  let out = false;
  for (const test of generator.ifs) {
    const { value, assume } = outcome(m, test, frame);
    assume(true);
    out ||= value === false;
    if (value !== true) {
      exact = false;
      m.level = Math.max(m.level, 1) as Level;
    }
  }
  if (!out) {
    const next = comp.generators[at + 1];
    if (next) {
      const over = m.evaluate(next.iter, frame);
      m.consume(over, 'some');
      const inner = sizeOf(over);
      exact = false;
      if (inner !== 0) {
        inside(m, comp, at + 1, inner, null, frame);
      }
    } else {
      comp.elts.forEach(expr => m.leak(m.evaluate(expr, frame)));
    }
  }
  const changed = m.store.changes(mark);
  if (size === null && m.live) {
    m.store.join(mark, [changed, new Map()]);
  }
  if (size === null && !m.live) {
    m.store.rollback(mark);
    m.live = true;
  }
  m.store.close();
  m.level = saved;
  return exact;
}
