import type { IContext } from '../../match';
import type { IHiddenPair } from '../mask';
import { argumentsAt, printedLines, replaceValues, templateOf } from './lines';
import { codeOf, codeOfNotebook } from './source';
import { namesOf, toldBy } from './told';
import type { Told } from './told';

/**
 * Whether passages that differ may be data: they stand in values of printed lines of which nobody sees what told them,
 * or in no line that is known while the cell prints data with nothing around it.
 */
export function isUntold(
  pairs: IHiddenPair[],
  context: IContext,
  text: string,
  shape: RegExp
): boolean {
  const seen: { value: string; told: Told }[] = [];
  replaceValues(text, printedLines(context), shape, (value, told) => {
    if (/\d/.test(value)) {
      seen.push({ value, told });
    }
    return value;
  });
  const bare = bareTold(context).some(told => isData(told));
  return pairs.some(({ old }) => {
    const known = seen.filter(
      ({ value }) =>
        old !== '' && (value.includes(old) || old.startsWith(value))
    );
    return known.length > 0
      ? known.some(({ told }) => told === 'unknown')
      : bare && context.stream;
  });
}

function isData(told: Told): boolean {
  return told === 'data' || told === 'unknown';
}

/** Whether what a cell shows as its result, and not by printing, is data as far as the source shows. */
export function showsData(context: IContext): boolean {
  const told = context.stream ? [] : bareTold(context);
  return told.length > 0 && told.every(each => each === 'data');
}

/** What tells the values that a cell prints, or shows, with nothing around them. */
function bareTold({ source, notebook, stream }: IContext): Told[] {
  if (source.length > 20_000) {
    return [];
  }
  const code = codeOf(source);
  const names = namesOf(
    codeOfNotebook(notebook).includes(code) ? notebook : source
  );
  const calls = stream ? /(?<![\w.])print\(/g : /(?<![\w.])display\(/g;
  const shown = Array.from(code.matchAll(calls), found => {
    const args = argumentsAt(code, found.index + found[0].length) ?? [];
    return templateOf(args, names) === null ? args : [];
  })
    .flat()
    .filter(arg => arg !== '' && !/^\w+\s*=(?!=)/.test(arg));
  const last = stream ? null : /(?:^|\n|;)([^\s#;][^\n;]*)\s*$/.exec(code);
  return [
    ...shown,
    ...(last && !/^\w[\w.[\]'"]*\s*=(?!=)|^(?:print|display)\(/.test(last[1])
      ? [last[1]]
      : [])
  ].map(value => toldBy(value, names));
}
