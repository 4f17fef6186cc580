/** A Python regular expression in JavaScript's syntax. */
export interface IConverted {
  source: string;
  /** Of `i`. */
  flags: string;
  /** Capturing groups, and the names of those that have one. */
  groups: number;
  names: Set<string>;
}

export interface ICannot {
  problem: string;
  /** Whether Python cannot read it either. */
  isPython: boolean;
}

class Refusal extends Error {
  constructor(
    message: string,
    readonly isPython: boolean
  ) {
    super(message);
  }
}

/**
 * Translates the syntax of Python's `re` (3.8 to 3.14) for JavaScript. Never throws.
 *
 * #### Notes
 * `.`, `^`, `$`, `\A` and `\Z` keep their exact meaning. `\d`, `\w` and `\b` know the letters and digits of ASCII alone
 * afterwards.
 */
export function fromPython(regex: string): IConverted | ICannot {
  try {
    return new Converter(regex).convert();
  } catch (error) {
    if (error instanceof Refusal) {
      return { problem: error.message, isPython: error.isPython };
    }
    throw error;
  }
}

const END = '(?![\\s\\S])';
const SYNTAX = /[\^$\\.*+?()[\]{}|/]/;

class Converter {
  constructor(regex: string) {
    this._text = regex;
  }

  convert(): IConverted {
    this._leadingFlags();
    while (this._at < this._text.length) {
      this._out += this._next();
    }
    if (this._open !== 0) {
      throw new Refusal('a bracket is not closed', true);
    }
    const { _out: source, _groups: groups, _names: names } = this;
    return { source, flags: this._flags.has('i') ? 'i' : '', groups, names };
  }

  /** `(?i)` and the like, which hold for the whole expression. */
  private _leadingFlags(): void {
    const leading = /^(?:\(\?[aiLmsux]+\))*/.exec(this._text)![0];
    this._at = leading.length;
    this._flags = new Set(leading.replace(/[()?]/g, ''));
    if (this._flags.has('L')) {
      throw new Refusal('the flag L is for bytes alone', true);
    }
  }

  private _next(): string {
    const sign = this._text[this._at++];
    switch (sign) {
      case '\\':
        return this._escape(false);
      case '[':
        return this._set();
      case '(':
        return this._group();
      case ')':
        if (this._open-- === 0) {
          throw new Refusal('a bracket is not opened', true);
        }
        return ')';
      case '.':
        return this._flags.has('s') ? '[\\s\\S]' : '[^\\n]';
      case '^':
        return this._flags.has('m') ? '(?:(?<=\\n)|(?<![\\s\\S]))' : '^';
      case '$':
        return this._flags.has('m') ? `(?=\\n|${END})` : `(?=\\n?${END})`;
      case '*':
      case '+':
      case '?':
        return this._quantifier(sign);
      case '{':
        return this._braces();
      case '}':
      case ']':
      case '/':
        return `\\${sign}`;
    }
    if (this._flags.has('x') && /[\s#]/.test(sign)) {
      const end = sign === '#' ? this._text.indexOf('\n', this._at) : this._at;
      this._at = end < 0 ? this._text.length : end;
      return '';
    }
    return sign;
  }

  private _quantifier(sign: string): string {
    if (this._text[this._at] === '+') {
      throw new Refusal(`possessive \`${sign}+\``, false);
    }
    const lazy = this._text[this._at] === '?' ? '?' : '';
    this._at += lazy.length;
    return sign + lazy;
  }

  private _braces(): string {
    const found = /^(\d*)(,?)(\d*)\}/.exec(this._text.slice(this._at));
    if (!found || (found[1] === '' && found[3] === '' && found[2] === '')) {
      return '\\{';
    }
    const [whole, low, comma, high] = found;
    this._at += whole.length;
    return this._quantifier(`{${low === '' ? '0' : low}${comma}${high}}`);
  }

  private _group(): string {
    const rest = this._text.slice(this._at);
    const plain = /^\?(?::|=|!|<=|<!)/.exec(rest);
    if (plain) {
      this._open++;
      this._at += plain[0].length;
      return `(${plain[0]}`;
    }
    if (!rest.startsWith('?')) {
      this._open++;
      this._groups++;
      return '(';
    }
    const comment = /^\?#[^)]*\)/.exec(rest);
    if (comment) {
      this._at += comment[0].length;
      return '';
    }
    const named = /^\?P<([A-Za-z_]\w*)>/.exec(rest);
    if (named) {
      if (this._names.has(named[1])) {
        throw new Refusal(`two groups are named \`${named[1]}\``, true);
      }
      this._open++;
      this._groups++;
      this._names.add(named[1]);
      this._at += named[0].length;
      return `(?<${named[1]}>`;
    }
    const back = /^\?P=(\w+)\)/.exec(rest);
    if (back) {
      if (!this._names.has(back[1])) {
        throw new Refusal(`no group is named \`${back[1]}\``, true);
      }
      this._at += back[0].length;
      return `\\k<${back[1]}>`;
    }
    if (rest.startsWith('?>')) {
      throw new Refusal('an atomic group `(?>…)`', false);
    }
    if (rest.startsWith('?(')) {
      throw new Refusal('a condition `(?(…)…)`', false);
    }
    if (/^\?[aiLmsux]*(?:-[imsx]+)?:/.test(rest)) {
      throw new Refusal('flags for a part, `(?i:…)`', false);
    }
    throw new Refusal(
      /^\?[aiLmsux]+\)/.test(rest)
        ? 'flags must stand at the start'
        : `unknown extension \`(${rest.slice(0, 3)}\``,
      true
    );
  }

  private _set(): string {
    const negated = this._text[this._at] === '^';
    this._at += negated ? 1 : 0;
    let inside = '';
    for (let first = true; ; first = false) {
      if (this._at >= this._text.length) {
        throw new Refusal('a set `[` is not closed', true);
      }
      const sign = this._text[this._at++];
      if (sign === ']' && !first) {
        return `[${negated ? '^' : ''}${inside}]`;
      }
      inside +=
        sign === '\\'
          ? this._escape(true)
          : /[\][/^]/.test(sign)
            ? `\\${sign}`
            : sign;
    }
  }

  private _escape(inSet: boolean): string {
    const rest = this._text.slice(this._at);
    const sign = rest[0];
    if (sign === undefined) {
      throw new Refusal('it ends in a backslash', true);
    }
    const take = (pattern: RegExp) => {
      const found = pattern.exec(rest)?.[0];
      this._at += found?.length ?? 0;
      return found;
    };
    if (/\d/.test(sign)) {
      return this._number(take(/^(?:0[0-7]{0,2}|[0-3][0-7]{2}|\d\d?)/)!, inSet);
    }
    const hex = take(/^(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8})/);
    if (hex) {
      return hex[0] === 'U'
        ? `\\u{${Number.parseInt(hex.slice(1), 16).toString(16)}}`
        : `\\${hex}`;
    }
    this._at++;
    if (/[dDwWsSnrtfv]/.test(sign)) {
      return `\\${sign}`;
    }
    switch (sign) {
      case 'a':
        return '\\x07';
      case 'b':
        return inSet ? '\\x08' : '\\b';
      case 'B':
        if (!inSet) {
          return '\\B';
        }
        break;
      case 'A':
        if (!inSet) {
          return '(?<![\\s\\S])';
        }
        break;
      case 'Z':
      case 'z':
        if (!inSet) {
          return END;
        }
        break;
      case 'N':
        throw new Refusal('a character by its name, `\\N{…}`', false);
    }
    if (/[A-Za-z]/.test(sign)) {
      throw new Refusal(`unknown escape \`\\${sign}\``, true);
    }
    return SYNTAX.test(sign) || (inSet && sign === '-') ? `\\${sign}` : sign;
  }

  /** An octal code, or a reference to a group. */
  private _number(digits: string, inSet: boolean): string {
    const octal = /^0|^[0-3][0-7]{2}$/.test(digits);
    if (octal || inSet) {
      if (!/^[0-7]+$/.test(digits)) {
        throw new Refusal(`unknown escape \`\\${digits}\``, true);
      }
      const code = Number.parseInt(digits, 8);
      return `\\x${code.toString(16).padStart(2, '0')}`;
    }
    if (Number(digits) > this._groups) {
      throw new Refusal(`there is no group ${digits}`, true);
    }
    // So that a digit that follows does not become part of it.
    return `(?:\\${digits})`;
  }

  private _text: string;
  private _at = 0;
  private _out = '';
  private _open = 0;
  private _groups = 0;
  private _names = new Set<string>();
  private _flags = new Set<string>();
}

const LETTERS: { [letter: string]: string } = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v'
};

/** Translates a replacement of `re.sub` into one of JavaScript. Never throws. */
export function fromPythonTemplate(
  replace: string,
  { groups, names }: Pick<IConverted, 'groups' | 'names'>
): { template: string } | ICannot {
  let problem: string | null = null;
  const group = (number: number, after: string) => {
    if (number > groups) {
      problem ??= `there is no group ${number}`;
    }
    // Two digits, where a third would follow.
    const digits = /\d/.test(after)
      ? String(number).padStart(2, '0')
      : String(number);
    return number === 0 ? '$&' : `$${digits}`;
  };
  const template = replace.replace(
    /\$|\\(?:g<([^>]*)>|(0[0-7]{0,2}|[0-3][0-7]{2}|\d\d?)|([^]))|\\$/g,
    (
      whole,
      name: string | undefined,
      digits: string | undefined,
      letter: string | undefined,
      at: number
    ) => {
      if (whole === '$') {
        return '$$';
      }
      const after = replace[at + whole.length] ?? '';
      if (name !== undefined) {
        if (/^\d+$/.test(name)) {
          return group(Number(name), after);
        }
        if (!names.has(name)) {
          problem ??= `no group is named \`${name}\``;
        }
        return `$<${name}>`;
      }
      if (digits !== undefined) {
        return /^0|^[0-3][0-7]{2}$/.test(digits)
          ? String.fromCharCode(Number.parseInt(digits, 8)).replace('$', '$$$$')
          : group(Number(digits), after);
      }
      if (letter === '\\') {
        return '\\';
      }
      if (letter === undefined || /[A-Za-z]/.test(letter)) {
        if (letter !== undefined && LETTERS[letter]) {
          return LETTERS[letter];
        }
        problem ??=
          letter === undefined
            ? 'it ends in a backslash'
            : `unknown escape \`\\${letter}\``;
      }
      return letter === '$' ? '\\$$' : whole;
    }
  );
  return problem === null ? { template } : { problem, isPython: true };
}
