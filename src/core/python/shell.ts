import { BUILTINS, IPYTHON_NAMES, PROVIDED_NAMES } from './data/known';
import type { Value } from './flow/values';

/** Value of a name that is there before the first cell, or undefined. */
export function knownName(name: string): Value | undefined {
  if (name === '__name__') {
    return { kind: 'const', value: '__main__' };
  }
  if (name === 'get_ipython') {
    return { kind: 'external', path: 'IPython.get_ipython' };
  }
  if (IPYTHON_NAMES.has(name) || /^_i?\d+$/.test(name)) {
    return name === '__builtins__' || name === '__builtin__'
      ? { kind: 'external', path: 'builtins' }
      : null;
  }
  if (BUILTINS.has(name)) {
    return { kind: 'external', path: `builtins.${name}` };
  }
  return PROVIDED_NAMES.has(name) ? null : undefined;
}
