import type { IContext } from '../../match';
import { codeOf, codeOfNotebook } from './source';
import { namesOf, toldBy } from './told';
import type { INames, Told } from './told';

/** A printed line: fixed texts, with values between them. */
export interface ILineTemplate {
  /** One more than there are values. */
  fixed: string[];
  /** For each value. */
  told: Told[];
}

/** Sources and lines beyond these lengths are not looked into. */
const MAX_SOURCE = 20_000;
const MAX_LINE = 2_000;

/** What was found last: several masks ask for the lines of one cell. */
let last: { source: string; notebook: string; lines: ILineTemplate[] } | null =
  null;

/** The lines that a cell prints with values. */
export function printedLines({
  source,
  notebook
}: Pick<IContext, 'source' | 'notebook'>): ILineTemplate[] {
  if (last?.source !== source || last.notebook !== notebook) {
    last = { source, notebook, lines: findLines(source, notebook) };
  }
  return last.lines;
}

/** The lines that a source prints with values; what gives them is looked for in the notebook. */
export function findLines(source: string, notebook: string): ILineTemplate[] {
  if (source.length > MAX_SOURCE || !source.includes('print(')) {
    return [];
  }
  const code = codeOf(source);
  const names = namesOf(
    codeOfNotebook(notebook).includes(code) ? notebook : source
  );
  const lines: ILineTemplate[] = [];
  for (const { index } of code.matchAll(/(?<![\w.])print\(/g)) {
    const args = argumentsAt(code, index + 'print('.length);
    const line = args && templateOf(args, names);
    if (line) {
      lines.push(line);
    }
  }
  return lines;
}

/** The arguments of a call that begin at `start`, or null where they do not end. */
export function argumentsAt(code: string, start: number): string[] | null {
  const split = splitAt(code.slice(start, start + 1000), ',');
  return split.closed ? split.parts : null;
}

/** Splits at signs outside of brackets and quotes, up to a bracket that was opened before. */
function splitAt(
  code: string,
  at: string
): { parts: string[]; closed: boolean } {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < code.length; i++) {
    const sign = code[i];
    if (sign === '"' || sign === "'") {
      const end = code.indexOf(sign, i + 1);
      if (end < 0) {
        return { parts, closed: false };
      }
      i = end;
    } else if (/[([{]/.test(sign)) {
      depth++;
    } else if (/[)\]}]/.test(sign)) {
      if (depth === 0) {
        parts.push(code.slice(from, i).trim());
        return { parts, closed: true };
      }
      depth--;
    } else if (depth === 0 && sign === at) {
      parts.push(code.slice(from, i).trim());
      from = i + 1;
    }
  }
  parts.push(code.slice(from).trim());
  return { parts, closed: false };
}

/** A text that stands in the source, or the expression of a value. */
type Part = { text: string } | { value: string };

const TEXT = /^([fFrRbBuU]{0,2})(['"])((?:(?!\2)[^\\\n])*)\2$/;

export function templateOf(
  args: string[],
  names: INames
): ILineTemplate | null {
  const named = args.filter(arg => /^\w+\s*=(?!=)/.test(arg));
  let separator = ' ';
  for (const arg of named) {
    const [, name, value] = /^(\w+)\s*=\s*([^]*)$/.exec(arg)!;
    const text = TEXT.exec(value);
    if (name === 'sep' && text && text[1] === '') {
      separator = text[3];
    } else if (!/^(?:end|flush)$/.test(name)) {
      return null;
    }
  }
  const line: ILineTemplate = { fixed: [''], told: [] };
  args
    .filter(arg => arg !== '' && !named.includes(arg))
    .forEach((arg, i) => {
      for (const part of [
        { text: i > 0 ? separator : '' },
        ...partsOf(arg)
      ] as Part[]) {
        if ('text' in part) {
          line.fixed[line.fixed.length - 1] += part.text;
        } else {
          line.told.push(toldBy(part.value, names));
          line.fixed.push('');
        }
      }
    });
  // Values that touch cannot be told apart, and a line of values alone is not known by its text.
  return line.fixed.slice(1, -1).every(text => text !== '') &&
    /\S/.test(line.fixed.join('')) &&
    line.told.length > 0
    ? line
    : null;
}

/** Texts and values of an argument: texts, f-strings, `%`, `.format()` and sums of such with `str()`. */
function partsOf(arg: string): Part[] {
  const text = TEXT.exec(arg);
  if (text && !/[bB]/.test(text[1])) {
    return /f/i.test(text[1]) ? fieldsOf(text[3]) : [{ text: text[3] }];
  }
  const percent = /^((['"])(?:(?!\2)[^\\\n])*\2)\s*%\s*([^]+)$/.exec(arg);
  if (percent) {
    return percentOf(percent[1].slice(1, -1), percent[3]) ?? [{ value: arg }];
  }
  const format = /^((['"])(?:(?!\2)[^\\\n])*\2)\.format\(([^]*)\)$/.exec(arg);
  if (format) {
    return formatOf(format[1].slice(1, -1), format[3]) ?? [{ value: arg }];
  }
  const sum = splitAt(arg, '+').parts;
  if (sum.length > 1 && sum.some(each => TEXT.test(each))) {
    return sum.flatMap(each =>
      partsOf(/^str\(([^()]*(?:\([^()]*\)[^()]*)*)\)$/.exec(each)?.[1] ?? each)
    );
  }
  return [{ value: arg }];
}

function fieldsOf(text: string): Part[] {
  return text
    .split(/\{([^{}]+)\}/)
    .map((part, k) =>
      k % 2 === 0
        ? { text: part }
        : { value: part.replace(/(?:=)?(?:![rsa])?(?::[^'"()[\]]*)?$/, '') }
    );
}

function percentOf(text: string, given: string): Part[] | null {
  const texts = text.split(/%[-+ #0]*[\d.]*[dfsgeir]/);
  const values = /^\([^]*\)$/.test(given)
    ? splitAt(given.slice(1, -1), ',').parts.filter(value => value !== '')
    : [given];
  return texts.length === values.length + 1 && !texts.join('').includes('%')
    ? interleave(texts, values)
    : null;
}

function formatOf(text: string, given: string): Part[] | null {
  const texts = text.split(/\{(?:![rsa])?(?::[^{}]*)?\}/);
  const values = splitAt(given, ',').parts.filter(value => value !== '');
  return texts.length === values.length + 1 && !/[{}]/.test(texts.join(''))
    ? interleave(texts, values)
    : null;
}

function interleave(texts: string[], values: string[]): Part[] {
  return texts.flatMap((text, i): Part[] =>
    i < values.length ? [{ text }, { value: values[i] }] : [{ text }]
  );
}

/** Replaces the values of the lines of a text that are known by their fixed texts. */
export function replaceValues(
  text: string,
  templates: ILineTemplate[],
  shape: RegExp,
  replace: (value: string, told: Told) => string
): string {
  if (templates.length === 0) {
    return text;
  }
  return text
    .split('\n')
    .map(line => {
      for (const { fixed, told } of line.length > MAX_LINE ? [] : templates) {
        const values = splitLine(line, { fixed, told }, shape);
        if (values) {
          return fixed
            .map((part, i) =>
              i < values.length ? part + replace(values[i], told[i]) : part
            )
            .join('');
        }
      }
      return line;
    })
    .join('\n');
}

/** Stand for the digits of values that no clock told, so that they look like no time. */
const BARRED = /[\uE010-\uE019]/g;

/** Changes a text but for the values of printed lines that no clock told, as far as the source shows. */
export function sparingData(
  text: string,
  context: IContext,
  shape: RegExp,
  change: (text: string) => string
): string {
  const lines = text.search(BARRED) < 0 ? printedLines(context) : [];
  if (!lines.some(({ told }) => told.includes('data'))) {
    return change(text);
  }
  const barred = replaceValues(text, lines, shape, (value, told) =>
    told === 'data' ? value.replace(/\d/g, bar) : value
  );
  return change(barred).replace(BARRED, sign =>
    String(sign.charCodeAt(0) - 0xe010)
  );
}

function bar(digit: string): string {
  return String.fromCharCode(0xe010 + Number(digit));
}

/**
 * The values of a line that has all the fixed texts of a template, else null. What a clock told is as long as its
 * shape allows.
 */
function splitLine(
  line: string,
  { fixed, told }: ILineTemplate,
  shape: RegExp
): string[] | null {
  let steps = 0;
  const from = (i: number, at: number): string[] | null => {
    if (i === told.length) {
      return at === line.length ? [] : null;
    }
    const isLast = i === told.length - 1;
    const ending = isLast ? fixed[i + 1].trimEnd() : fixed[i + 1];
    const ends = isLast
      ? line.endsWith(ending) && line.length - ending.length >= at
        ? [line.length - ending.length]
        : []
      : placesOf(line, ending, at);
    const value = (end: number) => line.slice(at, end);
    if (told[i] === 'clock') {
      // The longest first that a clock can have told.
      ends.reverse();
      ends.sort(
        (a, b) => Number(shape.test(value(b))) - Number(shape.test(value(a)))
      );
    }
    for (const end of ends) {
      if (++steps > 200) {
        return null;
      }
      if (told[i] === 'clock' && !/\d|\uE000/.test(value(end))) {
        continue;
      }
      const rest = from(i + 1, end + ending.length);
      if (rest) {
        return [value(end), ...rest];
      }
    }
    return null;
  };
  return line.startsWith(fixed[0]) ? from(0, fixed[0].length) : null;
}

function placesOf(line: string, part: string, at: number): number[] {
  const places: number[] = [];
  for (
    let end = line.indexOf(part, at);
    end >= 0 && places.length < 50;
    end = line.indexOf(part, end + 1)
  ) {
    places.push(end);
  }
  return places;
}
