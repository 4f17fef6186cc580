import type { IModule, INode, Stmt } from './ast';
import { mixedTabs } from './indent';
import { clauses, type ILine } from './clauses';
import type { ISyntaxProblem } from './problem';
import { brokenRule } from './rules';
import { depthAfter, tokenise, type IToken } from './tokens';
import { isIdentifier } from './tree';

export type { ISyntaxProblem } from './problem';

/**
 * A syntax error that CPython reports for certain, or null.
 *
 * The parser is not trusted for this: it refuses valid code too. What is claimed here rests on a lexical rule of its own.
 */
export function certainError(
  text: string,
  module: IModule
): ISyntaxProblem | null {
  if (module.errors.length === 0) {
    return (
      strayStatement(module.body, { fn: false, loop: false }) ??
      misplaced(text, module.body) ??
      mixedTabs(text) ??
      brokenRule(module.body, text)
    );
  }
  const tokens = tokenise(text);
  return (
    lexical(text, tokens) ??
    brackets(text, tokens) ??
    mixedTabs(text) ??
    lines(text, tokens) ??
    neighbours(text, tokens) ??
    clauses(text, logicalLines(text, tokens))
  );
}

/** Statements that may not stand where they stand, and Python 2's `print`. */
function strayStatement(
  body: Stmt[],
  inside: { fn: boolean; loop: boolean }
): ISyntaxProblem | null {
  for (const stmt of body) {
    const found = stray(stmt, inside);
    if (found) {
      return found;
    }
  }
  return null;
}

function stray(
  stmt: Stmt,
  inside: { fn: boolean; loop: boolean }
): ISyntaxProblem | null {
  const { from, to } = stmt;
  switch (stmt.type) {
    case 'Print':
      return {
        message: "Missing parentheses in call to 'print'",
        from,
        to
      };
    case 'Return':
      return inside.fn
        ? null
        : { message: "'return' outside function", from, to };
    case 'Break':
      return inside.loop ? null : { message: "'break' outside loop", from, to };
    case 'Continue':
      return inside.loop
        ? null
        : { message: "'continue' not properly in loop", from, to };
    case 'FunctionDef':
      return strayStatement(stmt.body, { fn: true, loop: false });
    case 'ClassDef':
      return strayStatement(stmt.body, { fn: false, loop: false });
    case 'For':
    case 'While':
      return (
        strayStatement(stmt.body, { ...inside, loop: true }) ??
        strayStatement(stmt.orelse, inside)
      );
    case 'If':
      return (
        strayStatement(stmt.body, inside) ?? strayStatement(stmt.orelse, inside)
      );
    case 'With':
      return strayStatement(stmt.body, inside);
    case 'Try':
      return strayStatement(
        [
          ...stmt.body,
          ...stmt.handlers.flatMap(handler => handler.body),
          ...stmt.orelse,
          ...stmt.finalbody
        ],
        inside
      );
    case 'Match':
      return strayStatement(
        stmt.cases.flatMap(({ body }) => body),
        inside
      );
    default:
      return null;
  }
}

/** A statement of the cell that starts a line and is indented: the parser lets it pass. */
function misplaced(text: string, body: Stmt[]): ISyntaxProblem | null {
  for (const { from, to } of body) {
    const start = text.lastIndexOf('\n', from - 1) + 1;
    const lead = text.slice(start, from);
    const joined = /\\\r?\n$/.test(text.slice(0, start));
    if (lead !== '' && /^ +$/.test(lead) && !joined && start > 0) {
      return { message: 'unexpected indent', from, to };
    }
  }
  return null;
}

/** A string that is not closed, a character that Python does not know. */
function lexical(text: string, tokens: IToken[]): ISyntaxProblem | null {
  for (const { kind, from, to, bad } of tokens) {
    if (kind === 'string' && bad) {
      return { message: 'unterminated string literal', from, to };
    }
    const word = text.slice(from, to);
    if (kind === 'number' && /^0[\d_]*[1-9][\d_]*$/.test(word)) {
      const message =
        'leading zeros in decimal integer literals are not permitted';
      return { message, from, to };
    }
    if (kind === 'string' && hasEmptyField(word)) {
      return { message: 'f-string: expression required', from, to };
    }
    if (
      Boolean(bad) &&
      word === '\\' &&
      /^[^\r\n]/.test(text.slice(to, to + 1))
    ) {
      const message = 'unexpected character after line continuation character';
      return { message, from, to };
    }
    const sign = Boolean(bad) && /[?$]/.test(word) && !isHelp(text, from, to);
    if (sign && kind === 'op') {
      return { message: 'invalid syntax', from, to };
    }
    const foreign =
      kind === 'name'
        ? !isIdentifier(word)
        : Boolean(bad) && !/[?!$%\\]/.test(word) && !isHalf(word);
    if (foreign && kind !== 'string') {
      return { message: `invalid character '${word}'`, from, to };
    }
  }
  return null;
}

/** `f'{}'`. Nothing is said of a literal with other quotes in it: they may hold braces of their own. */
function hasEmptyField(literal: string): boolean {
  const found = /^[A-Za-z]*[fF][A-Za-z]*("""|'''|"|')([^'"]*)\1$/.exec(literal);
  const body = found?.[2].replace(/\{\{|\}\}|\\N\{[^}]*\}/g, '') ?? '';
  return /\{\s*[}!:]/.test(body) && !body.includes('\\');
}

/** A question mark where IPython may take it for a call for help: at the start or end of a line. */
function isHelp(text: string, from: number, to: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', from - 1) + 1, from);
  const after = /^[^\r\n]*/.exec(text.slice(to))?.[0] ?? '';
  return (
    text[from] === '?' &&
    (/^[\s?]*$/.test(before) || /^[\s?;]*(?:#.*)?$/.test(after))
  );
}

/** Half of a pair that stands for one character beyond U+FFFF. */
function isHalf(text: string): boolean {
  return /^[\ud800-\udfff]$/.test(text);
}

const OPEN: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

function brackets(text: string, tokens: IToken[]): ISyntaxProblem | null {
  const stack: IToken[] = [];
  for (const token of tokens) {
    const char = token.kind === 'op' ? text.slice(token.from, token.to) : '';
    if (/^[([{]$/.test(char)) {
      stack.push(token);
    } else if (/^[)\]}]$/.test(char)) {
      const open = stack.pop();
      const { from, to } = token;
      if (!open) {
        return { message: `unmatched '${char}'`, from, to };
      }
      if (text[open.from] !== OPEN[char]) {
        return {
          message: `closing parenthesis '${char}' does not match opening parenthesis '${text[open.from]}'`,
          from,
          to
        };
      }
    }
  }
  const open = stack.pop();
  return open
    ? {
        message: `'${text[open.from]}' was never closed`,
        from: open.from,
        to: open.to
      }
    : null;
}

const COMPOUND =
  /^(?:if|elif|else|for|while|try|except|finally|with|def|class|async)$/;

/** Colons and indentation. Nothing is claimed of a text with tabs. */
function lines(text: string, tokens: IToken[]): ISyntaxProblem | null {
  const found = logicalLines(text, tokens);
  const tabs = /^[ ]*\t/m.test(text);
  const indents = [0];
  let opens = false;
  for (const line of found) {
    const { from, to } = line.tokens[0];
    if (!tabs) {
      const current = indents[indents.length - 1];
      if (opens && line.indent <= current) {
        return { message: 'expected an indented block', from, to };
      }
      if (opens) {
        indents.push(line.indent);
      } else if (line.indent > current) {
        return { message: 'unexpected indent', from, to };
      } else {
        while (indents[indents.length - 1] > line.indent) {
          indents.pop();
        }
        if (indents[indents.length - 1] !== line.indent) {
          return {
            message: 'unindent does not match any outer indentation level',
            from,
            to
          };
        }
      }
    }
    const last = line.tokens[line.tokens.length - 1];
    opens = text.slice(last.from, last.to) === ':';
    if (COMPOUND.test(line.first) && !hasColon(text, line)) {
      return { message: "expected ':'", from: last.from, to: last.to };
    }
  }
  const end = tokens[tokens.length - 1];
  return opens && !tabs && end
    ? { message: 'expected an indented block', from: end.from, to: end.to }
    : null;
}

function hasColon(text: string, { tokens }: ILine): boolean {
  return tokens.some(
    ({ kind, depth, from, to }) =>
      kind === 'op' && depth === 0 && text.slice(from, to) === ':'
  );
}

function logicalLines(text: string, tokens: IToken[]): ILine[] {
  const found: ILine[] = [];
  let current: IToken[] = [];
  const close = (): void => {
    const [first] = current;
    if (first) {
      const start = text.lastIndexOf('\n', first.from - 1) + 1;
      found.push({
        tokens: current,
        first: text.slice(first.from, first.to),
        indent: first.from - start
      });
    }
    current = [];
  };
  for (const token of tokens) {
    if (token.kind === 'newline') {
      close();
    } else if (token.kind !== 'comment') {
      current.push(token);
    }
  }
  close();
  return found;
}

const KEYWORDS = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield match case type print exec`.split(
    /\s+/
  )
);

/** Two names, or a name and a literal, with nothing between them. */
function neighbours(text: string, tokens: IToken[]): ISyntaxProblem | null {
  let before: IToken | null = null;
  for (const token of tokens) {
    const word = text.slice(token.from, token.to);
    const { from, to } = token;
    if (before && depthAfter(text, before) === token.depth) {
      const left = text.slice(before.from, before.to);
      const plain =
        (before.kind === 'name' && !KEYWORDS.has(left)) ||
        before.kind === 'number' ||
        (before.kind === 'string' && token.kind !== 'string');
      const operand =
        token.kind === 'number' ||
        (token.kind === 'name' && !KEYWORDS.has(word)) ||
        (token.kind === 'string' && text[before.to] === ' ');
      if (left === ':' && word === '}' && before.kind === 'op') {
        return { message: "expression expected after ':'", from, to };
      }
      if (plain && operand) {
        return { message: 'invalid syntax', from, to };
      }
      const old = before.kind === 'name' && /^(?:print|exec)$/.test(left);
      const starts = isLineStart(text, before);
      if (old && starts && (token.kind === 'string' || operand)) {
        return {
          message: `Missing parentheses in call to '${left}'`,
          from: before.from,
          to
        };
      }
    }
    before = token.kind === 'comment' ? before : token;
  }
  return null;
}

function isLineStart(text: string, { from }: INode): boolean {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  return text.slice(start, from).trim() === '';
}
