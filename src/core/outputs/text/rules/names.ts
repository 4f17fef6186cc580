import type { IHiddenPair, IMask } from '../mask';

const oneSided = (pairs: IHiddenPair[]) =>
  pairs.every(pair => pair.old === '' || pair.now === '');

/** numpy 2 prints `np.float64(1.5)` where numpy 1 printed `1.5`. */
const scalar: IMask = {
  id: 'type-name',
  name: 'type name',
  plural: 'type names',
  cause: 'environment',
  hides: 'spelling',
  replace: (text, hide) =>
    text
      .replace(
        /\bnp\.(?:(?:float|complex|u?int)\d+|longdouble|bool_?)\(([^()\n]{0,80})\)/g,
        (whole, inner: string) => (hide(whole), inner)
      )
      .replace(
        /\bnp\.(True|False)_/g,
        (whole, inner: string) => (hide(whole), inner)
      )
      .replace(
        /\bnp\.str_\(('[^'\n]*'|"[^"\n]*")\)/g,
        (whole, inner: string) => (hide(whole), inner)
      ),
  // Where both sides name the type, a change of type is a change.
  plausible: oneSided
};

/** pandas 3 reads texts as `str` where pandas 2 had `object`. */
const dtype: IMask = {
  id: 'type-name',
  name: 'type name',
  plural: 'type names',
  cause: 'environment',
  hides: 'spelling',
  replace: (text, hide) =>
    text.replace(/(?<=\bdtype: )(?:object|str|string)$/gm, hide),
  plausible: pairs =>
    pairs.every(pair => pair.old === 'object' && pair.now !== 'object') ||
    pairs.every(pair => pair.now === 'object' && pair.old !== 'object')
};

/** Where a tensor lies and which version of a function made it. */
const tensor: IMask = {
  id: 'device-name',
  name: 'device name',
  plural: 'device names',
  cause: 'environment',
  hides: 'spelling',
  replace: (text, hide) =>
    text.includes('tensor(')
      ? text
          .replace(
            /(?<=[\])\d]),\s{1,20}device='[a-z]{2,8}(?::\d+)?'(?=[,)])/g,
            passage => (hide(passage), '')
          )
          .replace(
            /(?<=\bgrad_fn=<\w{1,60}?Backward)\d*(?=>)/g,
            passage => (hide(passage), '')
          )
      : text
};

/**
 * Reprs of figures and axes, in a cell that shows the picture itself:
 * `<Figure size 640x480 with 1 Axes>`, `<AxesSubplot:>`, `<Axes: >`.
 */
const figure: IMask = {
  id: 'figure-description',
  name: 'figure description',
  plural: 'figure descriptions',
  cause: 'appearance',
  hides: 'spelling',
  applies: ({ picture }) => picture,
  replace: (text, hide) =>
    text
      .replace(/(?<=<Figure size )\d+(?:\.\d+)?x\d+(?:\.\d+)?(?= with )/g, hide)
      .replace(
        /<(?:[\w.]{0,60}\.)?(?:Axes|AxesSubplot|GeoAxes|GeoAxesSubplot|PolarAxes|PolarAxesSubplot|FacetGrid|PairGrid|JointGrid|ClusterGrid)(?: at (?:0x[\da-f]+|\uE000[^\uE000\uE001]{0,80}\uE001)|:[^<>\n]{0,200})>/g,
        hide
      ),
  // The labels in `<Axes: title=…>` are data, unless one side does not tell.
  plausible: pairs =>
    pairs.every(
      pair =>
        pair.old === '' ||
        pair.now === '' ||
        /^\d/.test(pair.old) ||
        / at |: ?>$/.test(pair.old) ||
        / at |: ?>$/.test(pair.now) ||
        bare(pair.old) === bare(pair.now)
    )
};

function bare(repr: string): string {
  return repr
    .replace(/^<(?:[\w.]*\.)?/, '')
    .replace('Subplot', '')
    .replace(/\s/g, '');
}

export const nameMasks = [scalar, dtype, tensor, figure];
