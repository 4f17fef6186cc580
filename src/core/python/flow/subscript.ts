import type { Expr } from '../syntax/ast';
import { glance } from './glance';
import { moduleNamed } from './globals';
import type { Machine } from './machine';
import { NO_ARGUMENTS } from './objects';
import { partOf, type IFrame, type Value } from './values';

/** `base[key]`. */
export function subscript(
  m: Machine,
  expr: Extract<Expr, { type: 'Subscript' }>,
  frame: IFrame
): Value {
  const base = glance(m, expr.value, frame);
  const key = m.evaluate(expr.slice, frame);
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
      { ...NO_ARGUMENTS, args: [key] },
      expr
    );
  }
  m.leak(key);
  return partOf(base);
}
