import type { Draft } from './draft';

const KEYWORD = /^(?:lambda|not|await|None|True|False)$/;

/** The statement that begins at a token. */
export function header(d: Draft, i: number, word: string): void {
  if (word === 'with') {
    withItems(d, i);
  } else if (word === 'match') {
    matchSubject(d, i);
  } else if (word === 'case') {
    casePattern(d, i);
  } else if (word === '@') {
    decorator(d, i);
  } else if (word === 'for') {
    forElements(d, i);
  } else if (word === 'except') {
    exceptTypes(d, i);
  } else if (word === 'def' || word === 'class' || word === 'type') {
    typeParams(d, i);
  }
}

/** `with (a as b, c as d):`, `with a as (b, c):` and `with a as b.c:`. */
function withItems(d: Draft, i: number): void {
  const end = d.headerEnd(i);
  if (end < 0) {
    return;
  }
  const close = d.close(i + 1);
  const from = d.tokens[i + 1];
  let inner = from.depth;
  if (d.word(i + 1) === '(' && close === end - 1) {
    const grouped = d.has(i + 2, close, from.depth + 1, /^(?:as|,)$/);
    if (grouped) {
      const last = d.word(close - 1) === ',' ? close - 1 : close;
      d.blank(from.from, from.to);
      d.blank(d.tokens[last].from, d.tokens[close].to);
      d.joinLines(from.from, d.tokens[close].to);
      inner = from.depth + 1;
    }
  }
  for (let at = i + 1; at < end; at++) {
    if (d.word(at) === 'as' && d.tokens[at].depth === inner) {
      const simple =
        d.tokens[at + 1].kind === 'name' && !/^[.[(]$/.test(d.word(at + 2));
      if (!simple) {
        d.put(d.tokens[at].from, ', ');
        d.notes.set(d.tokens[at + 1].from, 'target');
      }
    }
  }
}

/** `match a, b:`. */
function matchSubject(d: Draft, i: number): void {
  const end = d.headerEnd(i);
  let next = end + 1;
  while (d.tokens[next]?.kind === 'newline') {
    next++;
  }
  if (end < 0 || d.word(next) !== 'case') {
    return;
  }
  for (let at = i + 1; at < end; at++) {
    const { from, to, depth } = d.tokens[at];
    if (depth === 0 && d.word(at) === ',') {
      d.chars[from] = at === end - 1 ? ' ' : '+';
    } else if (
      depth === 0 &&
      /^(?:and|or|not|in|is|if|else|[<>=!]=?)$/.test(d.word(at))
    ) {
      d.blank(from, to);
      d.chars[from] = '+';
    }
  }
}

/** `case A():`, `case []:`, `case ():` and `case {}:`. */
function casePattern(d: Draft, i: number): void {
  const end = d.headerEnd(i);
  for (let at = i + 1; at < end - 1; at++) {
    const pair = d.word(at) + d.word(at + 1);
    if (!/^(?:\(\)|\[\]|\{\})$/.test(pair)) {
      continue;
    }
    const open = d.tokens[at];
    const before = d.tokens[at - 1];
    d.blank(open.from, d.tokens[at + 1].to);
    if (pair === '()' && before.kind === 'name' && at - 1 > i) {
      if (d.word(at - 2) !== '.') {
        d.notes.set(before.from, 'class');
      }
    } else {
      d.chars[open.from] = '0';
    }
  }
}

/** `@a[0].b`, `@(a)`: any expression (PEP 614). */
function decorator(d: Draft, i: number): void {
  let at = i + 1;
  while (d.tokens[at]?.kind === 'name' && d.word(at + 1) === '.') {
    at += 2;
  }
  let end = at + 1;
  if (d.word(end) === '(') {
    end = d.close(end) + 1;
  }
  const named = d.tokens[at]?.kind === 'name' && !KEYWORD.test(d.word(i + 1));
  if (named && (!d.tokens[end] || d.tokens[end].kind === 'newline')) {
    return;
  }
  const first = d.tokens[i + 1];
  let last = i + 1;
  while (d.tokens[last] && d.tokens[last].kind !== 'newline') {
    last++;
  }
  if (!first || last === i + 1) {
    return;
  }
  const isName = first.kind === 'name' && named;
  const keep = isName ? first.to : first.from + 1;
  d.chars[first.from] = isName ? d.chars[first.from] : '_';
  d.blank(keep, d.tokens[last - 1].to);
  d.joinLines(keep, d.tokens[last - 1].to);
  d.notes.set(first.from, `decorator ${d.tokens[last - 1].to}`);
}

/** `for x in *a, b:`. */
function forElements(d: Draft, i: number): void {
  const end = d.headerEnd(i);
  let within = false;
  for (let at = i + 1; at < end; at++) {
    within = within || d.word(at) === 'in';
    const starts = /^(?:in|,)$/.test(d.word(at - 1));
    if (within && starts && d.word(at) === '*' && d.tokens[at].depth === 0) {
      d.blank(d.tokens[at].from, d.tokens[at].to);
    }
  }
}

/** `except A, B, C:` (PEP 758): the grammar knows one comma, of Python 2. */
function exceptTypes(d: Draft, i: number): void {
  const end = d.headerEnd(i);
  const commas = d.tokens.filter(
    ({ depth }, at) => at > i && at < end && depth === 0 && d.word(at) === ','
  );
  for (const { from } of commas.length > 1 ? commas : []) {
    d.chars[from] = '+';
  }
}

/** `class A[T = int]:` (PEP 696). */
function typeParams(d: Draft, i: number): void {
  if (d.word(i + 2) !== '[') {
    return;
  }
  const close = d.close(i + 2);
  for (let at = i + 3; at < close; at++) {
    if (d.word(at) === '=' && d.tokens[at].depth === 1) {
      let stop = at;
      while (
        stop < close &&
        !(d.word(stop) === ',' && d.tokens[stop].depth === 1)
      ) {
        stop++;
      }
      d.blank(d.tokens[at].from, d.tokens[stop].from);
    }
  }
}
