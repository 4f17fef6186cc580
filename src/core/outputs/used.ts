import { shorten } from './own/evaluate';
import { compileOwn } from './own/pattern';
import type { ICompareRules, IUsedRules } from './types';

/** The rules that were used, with what is set to nothing filled in. */
export function usedRules(rules: ICompareRules): IUsedRules {
  const { stderr, tolerance, images, imageThreshold } = rules;
  return {
    stderr,
    tolerance,
    images: images ?? 'small',
    imageThreshold: imageThreshold ?? 0,
    masksOff: [...(rules.masksOff ?? [])],
    ownPatterns: (rules.ownPatterns ?? []).map(own => {
      const compiled = compileOwn(own);
      return 'problem' in compiled
        ? { ...own, problem: compiled.problem }
        : { ...own };
    })
  };
}

/** Whether outputs that were compared by some rules would be compared by these in the same way. */
export function sameRules(used: IUsedRules, rules: ICompareRules): boolean {
  return JSON.stringify(used) === JSON.stringify(usedRules(rules));
}

const DEFAULT_TOLERANCE = 1e-9;

/**
 * In what the rules differ from those that hold unless a person chose otherwise: `tolerance 1e-6`, `stderr strict`,
 * ``ignoring matches of `job-\d+` ``. Empty when in nothing.
 */
export function tellOwnRules(used: IUsedRules): string[] {
  const { stderr, tolerance, images, imageThreshold } = used;
  const usable = used.ownPatterns.filter(({ problem }) => !problem);
  const broken = used.ownPatterns.filter(({ problem }) => problem);
  const names = [
    ...new Set(usable.map(own => own.name || `\`${shorten(own.pattern)}\``))
  ];
  return [
    ...(tolerance === DEFAULT_TOLERANCE ? [] : [tellTolerance(tolerance)]),
    ...(stderr === 'remark' ? [] : [STDERR[stderr]]),
    ...(images === 'exact' ? ['every pixel of pictures'] : []),
    ...(images === 'ignore' ? ['pictures left out'] : []),
    ...(images === 'small' && imageThreshold > 0
      ? [`up to ${tellShare(imageThreshold)} of a picture's pixels`]
      : []),
    ...(used.masksOff.length > 0
      ? [`not ignoring ${used.masksOff.join(', ')}`]
      : []),
    ...(names.length > 0 ? [`ignoring matches of ${names.join(', ')}`] : []),
    ...broken.map(
      ({ pattern, problem }) => `without \`${shorten(pattern)}\`, as ${problem}`
    )
  ];
}

const STDERR = {
  ignore: 'stderr left out',
  remark: 'stderr as a remark',
  strict: 'stderr like stdout'
};

/** `tolerance 1e-6`, `exact numbers`. */
export function tellTolerance(tolerance: number): string {
  return tolerance === 0
    ? 'exact numbers'
    : `tolerance ${tolerance.toExponential().replace('+', '')}`;
}

/** Per cent, without needless digits. */
function tellShare(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}
