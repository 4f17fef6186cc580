import { runComprehension } from './comprehension';
import { runFunction } from './functions';
import type { Level } from './host';
import type { Machine } from './machine';
import { callMethod, NO_ARGUMENTS } from './objects';
import { sizeOf, type IGenerator, type Value } from './values';

const NOWHERE = { from: 0, to: 0 };

/**
 * Run the code of a value that makes its elements when asked.
 *
 * @param how - `all`: to the end; `some`: perhaps only the first elements; `first`: one element.
 */
export function consume(
  m: Machine,
  value: Value,
  how: 'all' | 'some' | 'first'
): void {
  if (value?.kind === 'instance') {
    for (const name of ['__iter__', '__next__']) {
      const inner = callMethod(m, value, name, NO_ARGUMENTS, m.site ?? NOWHERE);
      if (inner?.kind === 'generator') {
        consume(m, inner, how);
      }
    }
    return;
  }
  if (value?.kind !== 'generator' || value.done) {
    return;
  }
  value.done = true;
  m.consumed.push(value);
  if (value.how === 'expression') {
    runComprehension(m, value);
  } else if (value.how === 'map') {
    mapped(m, value);
  } else if (value.fn && value.args) {
    runFunction(m, value.fn, value.args, m.site ?? m.at, how);
  }
}

/** `map(f, xs)` and `filter(f, xs)`. */
function mapped(m: Machine, { fn, over }: IGenerator): void {
  const size = sizeOf(over);
  consume(m, over, 'some');
  if (!fn || size === 0) {
    return;
  }
  const saved = m.level;
  if (size === null) {
    m.level = Math.max(saved, 1) as Level;
  }
  const args = { ...NO_ARGUMENTS, args: [null] };
  m.call(fn, args, m.site ?? m.at);
  m.level = saved;
}
