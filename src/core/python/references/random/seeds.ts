import type { IArguments, IMade, Value } from '../../flow/values';
import type { Expr, ICall } from '../../syntax/ast';
import type { IDraw } from './draws';
import { OWN_SEED, type IEntry } from './table';

/** `None`. */
export function isNothing(value: Value): boolean {
  return value?.kind === 'const' && value.value === null;
}

/** A number from the clock or the system. */
export function isClock(value: Value): boolean {
  return value?.kind === 'made' && value.what === 'clock';
}

/** A seed that is neither left out, `None`, nor taken from the clock or the system. */
export function hasSeed(
  expr: ICall,
  { args, keywords, exact }: IArguments
): boolean {
  if (expr.args.length === 0 && expr.keywords.length === 0) {
    return false;
  }
  const [given] = args.length > 0 ? args : [...keywords.values()];
  return given === undefined
    ? !exact
    : !isNothing(given) &&
        !isClock(given) &&
        !(
          given?.kind === 'made' &&
          given.what === 'generator' &&
          given.state.slot.bound < 2
        );
}

/** No seed, some seed, or a generator of the notebook. */
type Own = 'none' | 'given' | IMade;

/** The seed or generator that the arguments of a call give it. */
export function ownSeed({ args, keywords, exact }: IArguments): Own {
  for (const keyword of OWN_SEED) {
    const value = keywords.get(keyword);
    if (value !== undefined) {
      return isNothing(value)
        ? 'none'
        : value?.kind === 'made' && value.what === 'generator'
          ? value
          : isClock(value)
            ? 'none'
            : 'given';
    }
  }
  const rng = args.find(
    arg => arg?.kind === 'made' && arg.what === 'generator'
  );
  return rng?.kind === 'made' ? rng : exact ? 'none' : 'given';
}

/** The keyword by which a library's functions take a seed, where all its versions take one. */
export function argumentOf(path: string): IDraw['argument'] {
  return /^(?:sklearn|imblearn|umap)\./.test(path) ? 'random_state' : null;
}

/** Whether a call does what its entry says, given its arguments. */
export function applies({ only }: IEntry, { keywords }: IArguments): boolean {
  if (!only) {
    return true;
  }
  const value = keywords.get(only.keyword);
  return (
    value?.kind === 'const' &&
    only.values.includes(String(value.value).toLowerCase())
  );
}

/** `train_test_split(x, shuffle=False)` takes the elements as they come. */
export function keepsOrder(path: string, { keywords }: IArguments): boolean {
  const shuffle = keywords.get('shuffle');
  return (
    path.endsWith('.train_test_split') &&
    shuffle?.kind === 'const' &&
    shuffle.value === false
  );
}

/** State of something that was given a seed after it was made. */
export const SEEDED = {
  bound: 2,
  value: { kind: 'const', value: 'seed' }
} as const;

/** True for something that was given a seed after it was made. */
export function isSeeded({ state }: IMade): boolean {
  return state.slot.bound === 2 && state.slot.value?.kind === 'const';
}

/** A name as it is written: `np.random.rand`, `default_rng().normal`. */
export function written(expr: Expr): string {
  switch (expr.type) {
    case 'Name':
      return expr.id;
    case 'Attribute':
      return `${written(expr.value)}.${expr.attr}`;
    case 'Call':
      return `${written(expr.func)}()`;
    case 'Subscript':
      return `${written(expr.value)}[]`;
    default:
      return '…';
  }
}
