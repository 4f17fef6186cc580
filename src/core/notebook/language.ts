import type { INotebook } from './facts';

/** A file that names no language is taken for Python, unless its kernel says otherwise. */
export function isPython({ language, kernelName }: INotebook): boolean {
  return language === null
    ? kernelName === null || /py(?:thon|olite|odide)/i.test(kernelName)
    : /^i?python[23]?$/.test(language);
}
