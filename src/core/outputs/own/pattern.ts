import type { IOwnPattern } from '../types';

/** Signs around what is hidden, as `HIDDEN` has others, and the signs in it: nothing that a pattern is likely to name. */
const OPEN = '\uE002';
const CLOSE = '\uE003';
const DOT = '\uE004';
const ZERO = 0xe010;

const SIGNS = /[\uE000-\uE004\uE010-\uE019]/;
const WHOLE = /\uE002[\uE004\uE010-\uE019]*\uE003/g;

/** Most characters of a pattern. */
const MAX_PATTERN = 2000;

/** An own pattern that can be used. */
export interface ICompiledPattern {
  expression: RegExp;
  /** Texts to hide, and groups to keep, in turn; null hides the whole match. */
  pieces: (string | number)[] | null;
}

/** Makes an own pattern usable, or says what is wrong with it, in words that can follow its name. */
export function compileOwn(
  own: IOwnPattern
): ICompiledPattern | { problem: string } {
  const { pattern, flags = '', replacement } = own;
  if (typeof pattern !== 'string' || pattern === '') {
    return { problem: 'it is empty' };
  }
  if (pattern.length > MAX_PATTERN) {
    return { problem: `it is longer than ${MAX_PATTERN} characters` };
  }
  if (/[^ims]/.test(flags)) {
    return { problem: `of flags only i, m and s are known, not "${flags}"` };
  }
  try {
    const expression = makeExpression(pattern, [...new Set(flags)].join(''));
    // A pattern that may also match nothing makes one more group than it has.
    const groups = new RegExp(`${pattern}|`, expression.flags).exec('')!;
    const names = groupNames(pattern);
    return {
      expression,
      pieces:
        replacement === undefined
          ? null
          : readTemplate(replacement, groups.length - 1, names)
    };
  } catch (error) {
    return { problem: tellSyntax((error as Error).message) };
  }
}

/** Of whole characters where that can be; many write `\-` or `\:`, which that way of reading does not know. */
function makeExpression(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, `${flags}gu`);
  } catch (error) {
    if (/\\[pP]\{/.test(pattern)) {
      throw error;
    }
    return new RegExp(pattern, `${flags}g`);
  }
}

/** What is wrong, without the pattern itself and the words around it. */
function tellSyntax(message: string): string {
  const said = /: ([^:]+)$/.exec(message)?.[1] ?? message;
  return `it is no regular expression: ${said.charAt(0).toLowerCase()}${said.slice(1)}`;
}

/** Numbers of the named groups. */
function groupNames(pattern: string): Map<string, number> {
  const names = new Map<string, number>();
  let number = 0;
  let set = false;
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at];
    if (sign === '\\') {
      at++;
    } else if (set || sign === '[') {
      set = sign !== ']';
    } else if (sign === '(') {
      const name = /^\(\?<([^=!>][^>]*)>/.exec(pattern.slice(at, at + 80));
      if (name) {
        names.set(name[1], ++number);
      } else if (pattern[at + 1] !== '?') {
        number++;
      }
    }
  }
  return names;
}

/** Text and groups of a replacement, as `String.prototype.replace` reads it. */
function readTemplate(
  template: string,
  groups: number,
  names: Map<string, number>
): (string | number)[] {
  const pieces: (string | number)[] = [];
  const add = (text: string) => {
    const last = pieces.length - 1;
    if (typeof pieces[last] === 'string') {
      pieces[last] += text;
    } else if (text !== '') {
      pieces.push(text);
    }
  };
  const parts = template.split(/(\$(?:\$|&|\d{1,2}|<[^>]*>))/);
  for (const part of parts) {
    const reference = /^\$(?:(\$)|(&)|(\d{1,2})|<(.*)>)$/.exec(part);
    if (!reference) {
      add(part);
      continue;
    }
    const [, dollar, whole, digits, name] = reference;
    if (dollar) {
      add('$');
    } else if (whole) {
      pieces.push(0);
    } else if (digits) {
      const two = Number(digits);
      const one = Number(digits[0]);
      if (two >= 1 && two <= groups) {
        pieces.push(two);
      } else if (digits.length === 2 && one >= 1 && one <= groups) {
        pieces.push(one);
        add(digits[1]);
      } else {
        add(part);
      }
    } else if (names.has(name)) {
      pieces.push(names.get(name)!);
    } else {
      add(part);
    }
  }
  return pieces;
}

/**
 * Hides what one pattern matches. A match that would cut through what an earlier pattern hid, and one of nothing, are
 * left. Takes as long as the expression takes: callers must be able to end it from outside.
 *
 * @param index - place of the pattern among all
 */
export function hideOwn(
  text: string,
  { expression, pieces }: ICompiledPattern,
  index: number
): { text: string; hidden: string[] } {
  const hidden: string[] = [];
  const replaced = text.replace(expression, (...found: unknown[]) => {
    const passage = found[0] as string;
    if (passage === '' || cuts(passage)) {
      return passage;
    }
    hidden.push(passage);
    return pieces === null
      ? placeholder(index, 0)
      : pieces
          .map((piece, at) =>
            typeof piece === 'string'
              ? placeholder(index, at)
              : ((found[piece] as string | undefined) ?? '')
          )
          .join('');
  });
  return { text: replaced, hidden };
}

/** Whether a text holds signs that stand for something here. */
export function hasSigns(text: string): boolean {
  return SIGNS.test(text);
}

function cuts(passage: string): boolean {
  return hasSigns(passage) && hasSigns(passage.replace(WHOLE, ''));
}

function placeholder(index: number, piece: number): string {
  const signs = (n: number) =>
    [...String(n)].map(digit => String.fromCharCode(ZERO + Number(digit)));
  return [OPEN, ...signs(index), DOT, ...signs(piece), CLOSE].join('');
}

/** A text without what was hidden in it, `mark` in its place. */
export function withoutHidden(text: string, mark: string): string {
  return text.replace(WHOLE, mark);
}
