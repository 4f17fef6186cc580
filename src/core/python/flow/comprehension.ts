import type { IComprehensionExpr } from '../syntax/ast';
import { targetNames } from '../syntax/parts';
import { assign } from './assign';
import { glance } from './glance';
import type { Level } from './host';
import type { Machine } from './machine';
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
  const over = first ? glance(m, first.iter, frame) : null;
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
  const known = sizeOf(over);
  const { level } = m;
  let total: number | null = 0;
  for (const elt of each) {
    m.level = level;
    const count = inside(m, comp, 0, known, elt, inner);
    total = total === null || count === null ? null : total + count;
    if (!m.spend()) {
      total = null;
      break;
    }
  }
  m.level = level;
  return each.length === known || !total ? total : known;
}

/** Elements worth going through one by one, or one unknown element; none for what is empty. */
function interesting(over: Value): Value[] {
  if (sizeOf(over) === 0) {
    return [];
  }
  return over?.kind === 'sequence' &&
    over.elts &&
    over.elts.length <= 8 &&
    over.elts.some(
      elt =>
        isCallable(elt) || elt?.kind === 'instance' || elt?.kind === 'const'
    )
    ? over.elts
    : [null];
}

/**
 * Run one `for ... if ...` of a comprehension and what is inside, for one element.
 *
 * @param size - Count of the elements; null when there may be none.
 * @returns how many elements come of it, or null.
 */
function inside(
  m: Machine,
  comp: IComprehensionExpr,
  at: number,
  size: number | null,
  elt: Value,
  frame: IFrame
): number | null {
  const saved = m.level;
  const generator = comp.generators[at];
  const mark = m.store.mark();
  if (size === null) {
    m.level = Math.max(m.level, 1) as Level;
  }
  assign(m, generator.target, elt, frame);
  let count: number | null = size === null ? null : 1;
  for (const test of generator.ifs) {
    const { value, assume } = outcome(m, test, frame);
    if (value === false) {
      count = 0;
      break;
    }
    if (value === null) {
      count = null;
      m.level = Math.max(m.level, 1) as Level;
    }
    assume(true);
  }
  if (count !== 0) {
    const made = element(m, comp, at, frame);
    count = count === null ? null : made;
  }
  const ends = m.live ? [m.store.changes(mark)] : [];
  if (count === null) {
    m.store.join(mark, [...ends, new Map()]);
    m.live = true;
  }
  m.store.close();
  m.level = saved;
  return count;
}

/** The next `for` of a comprehension, or its element. */
function element(
  m: Machine,
  comp: IComprehensionExpr,
  at: number,
  frame: IFrame
): number | null {
  const next = comp.generators[at + 1];
  if (!next) {
    comp.elts.forEach(expr => m.leak(m.evaluate(expr, frame)));
    return 1;
  }
  const over = m.evaluate(next.iter, frame);
  m.consume(over, 'some');
  const size = sizeOf(over);
  if (size === 0) {
    return 0;
  }
  inside(m, comp, at + 1, size, null, frame);
  return null;
}
