import type { ISyntaxProblem } from './problem';
import { tokenise } from './tokens';

const MIXED = /^(?:\t+ | +\t)/m;

/**
 * Indents whose order depends on how wide a tab is, or null.
 * Source: `tok_get` in `Parser/tokenizer.c` of CPython: columns are counted with tabs to the next eighth column, and once
 * more with tabs of one column; both counts must agree on which line is deeper.
 */
export function mixedTabs(text: string): ISyntaxProblem | null {
  if (!/^[ ]*\t/m.test(text) || !(MIXED.test(text) || /^ +\S/m.test(text))) {
    return null;
  }
  const stack = [{ column: 0, narrow: 0 }];
  let starts = true;
  for (const { kind, from, to } of tokenise(text)) {
    if (kind === 'newline') {
      starts = true;
    }
    if (kind === 'newline' || kind === 'comment' || !starts) {
      continue;
    }
    starts = false;
    const start = text.lastIndexOf('\n', from - 1) + 1;
    const lead = text.slice(start, from);
    if (!/^[ \t]*$/.test(lead) || /\\\r?\n$/.test(text.slice(0, start))) {
      continue;
    }
    const line = widths(lead);
    while (stack.length > 1 && line.column < stack[stack.length - 1].column) {
      stack.pop();
    }
    const top = stack[stack.length - 1];
    const agrees =
      line.column === top.column
        ? line.narrow === top.narrow
        : line.narrow > top.narrow;
    if (!agrees) {
      const message = 'inconsistent use of tabs and spaces in indentation';
      return { message, from, to };
    }
    if (line.column > top.column) {
      stack.push(line);
    }
  }
  return null;
}

function widths(lead: string): { column: number; narrow: number } {
  let column = 0;
  for (const char of lead) {
    column = char === '\t' ? (Math.floor(column / 8) + 1) * 8 : column + 1;
  }
  return { column, narrow: lead.length };
}
