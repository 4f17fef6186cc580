import { Draft } from './draft';
import { bareYield, lambda, star } from './expressions';
import { header } from './headers';
import { number, string } from './literals';

/**
 * What `@lezer/python` 1.1.19 does not parse although CPython does. Only a text in which one of these occurs is scanned.
 */
const SUSPECT =
  /\d\.(?!\d)|\byield[ \t]{0,40}(?:[)\]};=,#\r\n]|$)|\bwith\b|\bcase\b|\bmatch\b|\b(?:t|rt|tr)["']|\\\{|^[ \t]*@|\blambda\b[^:\n]{0,200}(?:\/|,\s*:)|:\s{0,9}\*|:=|\bexcept\b[^\n]{0,120},|\[\s{0,20}\*|,[ \t]{0,9}\*[^,\n]{0,80}\]|\bin\b[^\n]{0,120}\*|^[ \t]*(?:class|def|async|type)\b[^\n]{0,80}\[[^\n]{0,120}=/im;

/**
 * Replace syntax that the parser does not know by other syntax of the same length that names the same things.
 *
 * @returns the text, and notes: at which offset stands what.
 */
export function repair(text: string): {
  text: string;
  notes: Map<number, string>;
} {
  const notes = new Map<number, string>();
  if (!SUSPECT.test(text)) {
    return { text, notes };
  }
  const draft = new Draft(text, notes);
  repairAll(draft);
  return { text: draft.result(), notes };
}

/** Goes over all tokens once. */
function repairAll(d: Draft): void {
  const { tokens } = d;
  let starts = true;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const word = d.word(i);
    if (token.kind === 'number') {
      number(d, token);
    } else if (token.kind === 'string') {
      string(d, token);
    } else if (word === 'yield') {
      bareYield(d, i);
    } else if (word === 'lambda') {
      lambda(d, i);
    } else if (word === '*') {
      star(d, i);
    }
    if (starts || (word !== '' && d.word(i - 1) === 'async')) {
      header(d, i, word);
    }
    starts =
      token.kind === 'newline' ||
      (token.depth === 0 && (word === ';' || word === ':'));
  }
}
