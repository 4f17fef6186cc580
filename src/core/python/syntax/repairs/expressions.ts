import type { Draft } from './draft';

/** `yield` with nothing after it. */
export function bareYield(d: Draft, i: number): void {
  const next = d.tokens[i + 1];
  const word = d.word(i + 1);
  if (!next || next.kind === 'newline' || /^[)\]},;=]$/.test(word)) {
    d.put(d.tokens[i].from, 'None ');
    d.notes.set(d.tokens[i].from, 'yield');
  }
}

/** `lambda x, /: x` and `lambda x,: x`. */
export function lambda(d: Draft, i: number): void {
  const { depth } = d.tokens[i];
  for (let at = i + 1; at < d.tokens.length; at++) {
    const word = d.word(at);
    const token = d.tokens[at];
    if (token.depth <= depth && (word === ':' || token.kind === 'newline')) {
      if (d.word(at - 1) === ',') {
        d.blank(d.tokens[at - 1].from, d.tokens[at - 1].to);
      }
      return;
    }
    if (word === '/' && d.word(at - 1) === ',') {
      d.blank(d.tokens[at - 1].from, token.to);
    }
  }
}

/** `a[*b]` and `*args: *Ts` (PEP 646). */
export function star(d: Draft, i: number): void {
  const { depth } = d.tokens[i];
  if (depth > 0 && d.word(i - 1) === ':') {
    d.blank(d.tokens[i].from, d.tokens[i].to);
    return;
  }
  if (depth === 0 || !/^[[,]$/.test(d.word(i - 1))) {
    return;
  }
  let open = i - 1;
  while (open >= 0 && d.tokens[open].depth >= depth) {
    open--;
  }
  const before = d.tokens[open - 1];
  const word = d.word(open - 1);
  const follows = before?.kind === 'name' || word === ')' || word === ']';
  if (d.word(open) === '[' && follows) {
    d.blank(d.tokens[i].from, d.tokens[i].to);
  }
}
