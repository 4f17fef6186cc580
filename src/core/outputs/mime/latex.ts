import { match } from '../match';
import type { Comparer } from '../match';
import { compareText } from '../text/compare';

/** LaTeX with one spelling for what sympy's versions spell in several ways. */
export const compareLatex: Comparer = (old, now, context) => {
  const a = spell(old);
  const b = spell(now);
  return a === b
    ? match('equivalent', 'appearance', 'Same formula, other spelling')
    : compareText(a, b, context);
};

function spell(latex: string): string {
  return (
    latex
      .replace(/\\displaystyle(?![a-zA-Z])/g, '')
      .replace(/\$\$/g, '$')
      .replace(/\s+/g, ' ')
      .replace(/ ?\$ ?/g, '$')
      .replace(/ ?([{}^_]) ?/g, '$1')
      // `x^2` is `x^{2}`.
      .replace(/([\^_])(\\[a-zA-Z]+|[^\s{}\\^_$&])/g, '$1{$2}')
      .trim()
  );
}
