import type { IToken } from '../tokens';
import type { Draft } from './draft';

/** Offsets of the equals signs with which format specs begin (`f'{x:=^9}'`): the grammar takes `:=` for an operator. */
function specsWithEquals(literal: string): number[] {
  if (!literal.includes(':=')) {
    return [];
  }
  const found: number[] = [];
  const depths: number[] = [];
  for (let at = 0; at < literal.length; at++) {
    const char = literal[at];
    const last = depths.length - 1;
    if (char === '{' && literal[at + 1] === '{' && last < 0) {
      at++;
    } else if (char === '{' || char === '(' || char === '[') {
      depths.push(char === '{' ? 1 : 0);
    } else if (/[)\]}]/.test(char)) {
      depths.pop();
    } else if (char === ':' && literal[at + 1] === '=' && depths[last] === 1) {
      found.push(at + 1);
    }
  }
  return found;
}

/** `1.` and `1.e5`: the grammar wants a digit after the point. */
export function number(d: Draft, token: IToken): void {
  const dot = d.text.slice(token.from, token.to).search(/\.(?!\d)/);
  if (dot >= 0) {
    d.chars[token.from + dot] = '0';
  }
}

/** Template strings (PEP 750), and a backslash before a field. */
export function string(d: Draft, token: IToken): void {
  const literal = d.text.slice(token.from, token.to);
  const prefix = /^[A-Za-z]*/.exec(literal)?.[0] ?? '';
  if (!/[ft]/i.test(prefix)) {
    return;
  }
  for (let i = 0; i < prefix.length; i++) {
    if (/t/i.test(prefix[i])) {
      d.chars[token.from + i] = 'f';
    }
  }
  for (const at of specsWithEquals(literal)) {
    d.chars[token.from + at] = '<';
  }
  for (const found of literal.matchAll(/\d\.(?!\d)/g)) {
    d.chars[token.from + found.index + 1] = '0';
  }
  for (const found of literal.matchAll(/\\+(?=\{)/g)) {
    if (found[0].length % 2 === 1) {
      d.chars[token.from + found.index + found[0].length - 1] = ' ';
    }
  }
}
