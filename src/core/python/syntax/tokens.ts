/**
 * A lexical scan: enough to find logical lines, brackets and strings without trusting the parser.
 * Source of the rules: The Python Language Reference, chapter 2.
 */

export type TokenKind =
  'name' | 'number' | 'string' | 'op' | 'newline' | 'comment';

export interface IToken {
  kind: TokenKind;
  from: number;
  to: number;
  /** Count of brackets that are open before the token. */
  depth: number;
  /** A string without its closing quote, or a character Python does not know. */
  bad?: boolean;
}

const SPACE = /(?:[ \t\f]|\\(?:\r\n|\n|\r))+/y;
const NAME = /[A-Za-z_\u00a1-\uffff][\w\u00a1-\uffff]*/y;
const NUMBER =
  /0[xXbBoO][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?/y;
const STRING = /([A-Za-z]{0,2})("""|'''|"|')/y;
const OPERATOR =
  /\.\.\.|\*\*=?|\/\/=?|>>=?|<<=?|->|:=|[-+*/%@&|^=<>!]=|<>|[-+*/%@&|^~=<>()[\]{},:.;]/y;
const PREFIXES = /^(?:[rubft]|br|rb|fr|rf|tr|rt)?$/i;

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found ? found[0] : null;
}

/** End of the logical newline at `at` (`\r\n` counts as one). */
function newlineEnd(text: string, at: number): number {
  return text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
}

/**
 * End of the string literal that opens at `from`, and whether it was closed. Fields of f- and t-strings may hold the
 * same quote again (PEP 701).
 */
export function stringEnd(
  text: string,
  from: number
): { to: number; closed: boolean } | null {
  STRING.lastIndex = from;
  const open = STRING.exec(text);
  if (!open || !PREFIXES.test(open[1])) {
    return null;
  }
  const quote = open[2];
  const format = /[ft]/i.test(open[1]);
  const raw = /r/i.test(open[1]);
  let at = from + open[0].length;
  while (at < text.length) {
    const char = text[at];
    if (text.startsWith(quote, at)) {
      return { to: at + quote.length, closed: true };
    } else if (char === '\\' && format && text[at + 1] === '{') {
      at += 1;
    } else if (char === '\\' && format && !raw && text[at + 1] === 'N') {
      const close = text.indexOf('}', at);
      at = text[at + 2] === '{' && close > 0 ? close + 1 : at + 2;
    } else if (char === '\\') {
      at = newlineEnd(text, at + 1);
    } else if (quote.length === 1 && (char === '\n' || char === '\r')) {
      return { to: at, closed: false };
    } else if (format && char === '{' && text[at + 1] === '{') {
      at += 2;
    } else if (format && char === '{') {
      at = fieldEnd(text, at + 1, quote);
    } else {
      at += 1;
    }
  }
  return { to: text.length, closed: false };
}

/** End of a replacement field whose brace opened just before `from`; stops early where the string must end. */
function fieldEnd(text: string, from: number, quote: string): number {
  let depth = 1;
  let at = from;
  while (at < text.length) {
    const char = text[at];
    if (char === '{' || char === '(' || char === '[') {
      depth++;
    } else if (char === '}' || char === ')' || char === ']') {
      depth--;
      if (depth === 0) {
        return at + 1;
      }
    } else if (char === ':' && depth === 1) {
      return specEnd(text, at + 1, quote);
    } else if (char === '"' || char === "'") {
      const inner = stringEnd(text, at);
      if (!inner || !inner.closed) {
        return at;
      }
      at = inner.to;
      continue;
    } else if (quote.length === 1 && char === '\n' && depth === 1) {
      return at;
    }
    at++;
  }
  return at;
}

/** End of a field whose format spec starts at `from`: quotes are plain text there. */
function specEnd(text: string, from: number, quote: string): number {
  let at = from;
  while (at < text.length) {
    const char = text[at];
    if (char === '}') {
      return at + 1;
    } else if (char === '{') {
      at = fieldEnd(text, at + 1, quote);
    } else if (
      text.startsWith(quote, at) ||
      (quote.length === 1 && char === '\n')
    ) {
      return at;
    } else {
      at++;
    }
  }
  return at;
}

/**
 * The token at `from`, or null at the end of the text. Blanks are skipped, newlines inside brackets too.
 */
export function nextToken(
  text: string,
  from: number,
  depth: number
): IToken | null {
  let at = from;
  for (;;) {
    at += (match(SPACE, text, at) ?? '').length;
    const char = text[at];
    if (char === undefined) {
      return null;
    }
    if (char === '\n' || char === '\r') {
      const to = newlineEnd(text, at);
      if (depth > 0) {
        at = to;
        continue;
      }
      return { kind: 'newline', from: at, to, depth };
    }
    break;
  }
  if (text[at] === '#') {
    let to = at;
    while (to < text.length && text[to] !== '\n' && text[to] !== '\r') {
      to++;
    }
    return { kind: 'comment', from: at, to, depth };
  }
  const string = stringEnd(text, at);
  if (string) {
    // Where an f-string ends depends on the version of Python (PEP 701).
    const format = /^[A-Za-z]*[ftFT]/.test(text.slice(at, at + 2));
    const bad = string.closed || format ? undefined : true;
    return { kind: 'string', from: at, to: string.to, depth, bad };
  }
  const name = match(NAME, text, at);
  if (name) {
    return { kind: 'name', from: at, to: at + name.length, depth };
  }
  const number = match(NUMBER, text, at);
  if (number) {
    return { kind: 'number', from: at, to: at + number.length, depth };
  }
  const operator = match(OPERATOR, text, at);
  if (operator) {
    return { kind: 'op', from: at, to: at + operator.length, depth };
  }
  return { kind: 'op', from: at, to: at + 1, depth, bad: true };
}

/** Depth of brackets after a token. */
export function depthAfter(text: string, token: IToken): number {
  if (token.kind !== 'op') {
    return token.depth;
  }
  const char = text[token.from];
  if (char === '(' || char === '[' || char === '{') {
    return token.depth + 1;
  }
  if (char === ')' || char === ']' || char === '}') {
    return Math.max(0, token.depth - 1);
  }
  return token.depth;
}

/** All tokens of a text, in order. Never throws. */
export function tokenise(text: string): IToken[] {
  const tokens: IToken[] = [];
  let depth = 0;
  let at = 0;
  for (;;) {
    const token = nextToken(text, at, depth);
    if (!token) {
      return tokens;
    }
    tokens.push(token);
    depth = depthAfter(text, token);
    at = token.to;
  }
}
