import { match } from '../match';
import type { Comparer, IMatch } from '../match';
import { compareText } from '../text/compare';

/** LaTeX with one spelling for what sympy's versions spell in several ways. */
export const compareLatex: Comparer = (old, now, context) => {
  const a = spell(old);
  const b = spell(now);
  return a === b
    ? match('equivalent', 'appearance', 'Same formula, other spelling')
    : formula(compareText(a, b, context));
};

/** Whether braces group parts of a formula, and are no set. */
export function isFormula(text: string): boolean {
  return /[_^]\{|\\[a-zA-Z]+|\$/.test(text);
}

/** What was found of a text; in a formula every place has a meaning. */
export function inPlace(text: string, found: IMatch): IMatch {
  return isFormula(text) ? formula(found) : found;
}

function formula(found: IMatch): IMatch {
  return found.verdict === 'reordered'
    ? {
        ...found,
        verdict: 'different',
        message: 'Formula differs',
        detail: null
      }
    : found;
}

function spell(latex: string): string {
  return (
    latex
      .replace(/\\displaystyle(?![a-zA-Z])/g, '')
      .replace(/\$\$/g, '$')
      .replace(/\s+/g, ' ')
      .replace(/ ?\$ ?/g, '$')
      // Blanks around signs are up to the typesetter: `x+1` is `x + 1`. Between digits it may be a date.
      .replace(
        /(?<!\\|\d[eE]?) ?([-+=<>]) ?| ?([-+=<>]) ?(?!\d)/g,
        (_, a?: string, b?: string) => ` ${a ?? b} `
      )
      .replace(/ {2,}/g, ' ')
      .replace(/ ?([{}^_]) ?/g, '$1')
      // `x^2` is `x^{2}`.
      .replace(/([\^_])(\\[a-zA-Z]+|[^\s{}\\^_$&])/g, '$1{$2}')
      .trim()
  );
}
