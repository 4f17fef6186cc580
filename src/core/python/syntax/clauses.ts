import type { ISyntaxProblem } from './problem';
import type { IToken } from './tokens';

/** A logical line: its tokens without comments, the text of the first one, and its indent. */
export interface ILine {
  tokens: IToken[];
  first: string;
  indent: number;
}

/** Which statements a clause may follow at the same indent. */
const BEFORE: Record<string, RegExp> = {
  elif: /^(?:if|elif)$/,
  else: /^(?:if|elif|for|while|async|except)$/,
  except: /^(?:try|except)$/,
  finally: /^(?:try|except|else)$/
};

/**
 * Logical lines that cannot stand where they stand: an `else` without its `if`, `if x = 1:`, half an import, a decorator of
 * nothing. To be asked of texts that did not parse.
 */
export function clauses(text: string, lines: ILine[]): ISyntaxProblem | null {
  const before: ILine[] = [];
  let decorated = false;
  for (const line of lines) {
    const { tokens, first, indent } = line;
    const [{ from }] = tokens;
    const { to } = tokens[tokens.length - 1];
    const words = tokens.map(each => text.slice(each.from, each.to));
    const told = (message = 'invalid syntax'): ISyntaxProblem => ({
      message,
      from,
      to
    });
    while (before.length > 0 && before[before.length - 1].indent > indent) {
      before.pop();
    }
    const last = before[before.length - 1];
    const previous = last?.indent === indent ? last.first : '';
    if (Object.hasOwn(BEFORE, first) && !BEFORE[first].test(previous)) {
      return told();
    }
    if (decorated && !/^(?:@|def|class|async)$/.test(first)) {
      return told();
    }
    decorated = first === '@';
    if (/^(?:if|elif|while)$/.test(first) && assigns(line, words)) {
      return told("invalid syntax. Maybe you meant '==' instead of '='?");
    }
    const isHalf =
      (first === 'import' && tokens.length === 1) ||
      (first === 'from' && !words.includes('import'));
    if (isHalf) {
      return told();
    }
    if (previous !== '') {
      before.pop();
    }
    before.push(line);
  }
  return null;
}

/** `if x = 1:`. */
function assigns({ tokens }: ILine, words: string[]): boolean {
  const colon = tokens.findIndex(
    ({ depth }, i) => depth === 0 && words[i] === ':'
  );
  const header = words.slice(0, colon < 0 ? words.length : colon);
  return (
    !header.includes('lambda') &&
    header.some((word, i) => word === '=' && tokens[i].depth === 0)
  );
}
