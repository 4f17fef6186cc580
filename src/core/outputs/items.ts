import type { IOutput } from '../notebook/facts';
import { kindOf, pairingKey } from './output';
import { pairOutputs } from './pair';
import type { Cause, IMaskHits, IOutputComparison, Verdict } from './types';

/** An output that is compared as one. */
export interface IItem {
  /** Index in the canonical list; the first one of a joined stream. */
  index: number;
  output: IOutput;
}

/** What is said of a pair of outputs, or of one without partner. */
export interface IFound {
  verdict: Verdict;
  cause: Cause | null;
  message: string;
  detail: string | null;
  masks?: IMaskHits[];
  deviation?: number;
}

/**
 * The outputs but the errors, each stream joined where only the other one lies
 * between: their order depends on the time of flushing.
 */
export function itemsOf(outputs: IOutput[]): IItem[] {
  const list: IItem[] = [];
  let open: { [name: string]: IItem } = {};
  outputs.forEach((output, index) => {
    if (output.output_type === 'error') {
      return;
    }
    const name = output.output_type === 'stream' ? (output.name as string) : '';
    if (name === '') {
      open = {};
    } else if (open[name]) {
      open[name].output = {
        ...output,
        text: textOf(open[name]) + (output.text as string)
      };
      return;
    }
    const item = { index, output };
    list.push(item);
    if (name !== '') {
      open[name] = item;
    }
  });
  return list;
}

/** Text of a stream. */
export function textOf(item: IItem): string {
  return item.output.text as string;
}

/** Pairs two lists; stderr on its own, so that its place does not matter. */
export function pairItems(
  old: IItem[],
  now: IItem[]
): [IItem | null, IItem | null][] {
  return [false, true].flatMap(stderr => {
    const only = (items: IItem[]) =>
      items.filter(item => (kindOf(item.output) === 'stderr') === stderr);
    const a = only(old);
    const b = only(now);
    const keys = (items: IItem[]) => items.map(item => pairingKey(item.output));
    return pairOutputs(keys(a), keys(b)).map(
      (pair): [IItem | null, IItem | null] => [
        pair.old === null ? null : a[pair.old],
        pair.new === null ? null : b[pair.new]
      ]
    );
  });
}

/** A comparison of two items, of which one may be missing. */
export function comparison(
  a: IItem | null,
  b: IItem | null,
  found: IFound
): IOutputComparison {
  return {
    verdict: found.verdict,
    cause: found.cause,
    message: found.message,
    detail: found.detail,
    kind: kindOf((a ?? b)!.output),
    old: a?.index ?? null,
    new: b?.index ?? null,
    ...(found.masks ? { masks: found.masks } : {}),
    ...(found.deviation ? { deviation: found.deviation } : {})
  };
}

/** An output that only one side has. */
export function oneSided(isOld: boolean, kind: string): IFound {
  const noun = NOUNS.find(([pattern]) => pattern.test(kind))?.[1] ?? 'Output';
  return {
    verdict: isOld ? 'missing' : 'unexpected',
    cause: 'value',
    message: isOld ? `${noun} is missing` : `${noun} was not there before`,
    detail: null
  };
}

const NOUNS: [RegExp, string][] = [
  [/^image\//, 'Picture'],
  [/^text\/html/, 'Table or page'],
  [/^std|^text\//, 'Text']
];
