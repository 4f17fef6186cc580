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
    text
      .replace(
        /(?<=\bdtype: |\bnon-null {1,30})(?:object|str|string) *$/gm,
        hide
      )
      .replace(/(?<=\bdtype=')(?:object|str|string)(?=')/g, hide)
      // The list of `df.dtypes`.
      .replace(/(?:^\S.{0,200} [a-z]\S*\n)+dtype: /gm, list =>
        list.replace(/(?<= )(?:object|str|string)(?=\n)/g, hide)
      )
      // The count of `df.info()`.
      .replace(/(?<=^dtypes: .{0,200}\b)(?:object|str|string)(?=\(\d)/gm, hide),
  plausible: pairs =>
    pairs.every(pair => pair.old === 'object' && pair.now !== 'object') ||
    pairs.every(pair => pair.now === 'object' && pair.old !== 'object')
};

/** pandas 3 keeps times in microseconds where pandas 2 had nanoseconds. */
const timeUnit: IMask = {
  id: 'type-name',
  name: 'type name',
  plural: 'type names',
  cause: 'environment',
  hides: 'spelling',
  replace: (text, hide) =>
    text.replace(
      /(?<=\b(?:dtype: |dtype='|non-null {1,30}| {2,})(?:datetime|timedelta)64\[)(?:[nuμm]?s)(?=[\],])/g,
      hide
    ),
  plausible: pairs =>
    pairs.every(pair => pair.old === 'ns') ||
    pairs.every(pair => pair.now === 'ns')
};

/** matplotlib 3.7 and later call it `<Axes: xlabel='year'>`. */
const axes: IMask = {
  id: 'figure-description',
  name: 'figure description',
  plural: 'figure descriptions',
  cause: 'environment',
  hides: 'spelling',
  replace: (text, hide) =>
    text.replace(
      /<Axes(Subplot)?: ?(?=[^<>\n]{0,200}>)/g,
      passage => (hide(passage), '<Axes: ')
    ),
  plausible: pairs => pairs.every(({ old, now }) => old !== '' && now !== '')
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

export const nameMasks = [scalar, dtype, timeUnit, tensor, figure, axes];
