import { readCell } from './cell';
import { parse } from './syntax/parse';
import type { Stmt } from './syntax/ast';

/** Statements of code in a string, or null when they did not parse. */
export function parseString(source: string): Stmt[] | null {
  if (source.length > 20000) {
    return null;
  }
  const { body, errors } = parse(source);
  return errors.length === 0 ? body : null;
}

/** The same for a cell in a string. */
export function parseCell(source: string): Stmt[] | null {
  const { body, words } = readCell(source.slice(0, 20000));
  return words === null && source.length <= 20000 ? body : null;
}
