import { tokenise, type IToken } from './tokens';

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
  const job = new Repair(text, notes);
  job.run();
  return { text: job.result(), notes };
}

const KEYWORD = /^(?:lambda|not|await|None|True|False)$/;

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

class Repair {
  constructor(text: string, notes: Map<number, string>) {
    this._text = text;
    this._chars = text.split('');
    this._tokens = tokenise(text).filter(token => token.kind !== 'comment');
    this._notes = notes;
  }

  result(): string {
    return this._chars.join('');
  }

  run(): void {
    const tokens = this._tokens;
    let starts = true;
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i];
      const word = this._word(i);
      if (token.kind === 'number') {
        this._number(token);
      } else if (token.kind === 'string') {
        this._string(token);
      } else if (word === 'yield') {
        this._yield(i);
      } else if (word === 'lambda') {
        this._lambda(i);
      } else if (word === '*') {
        this._star(i);
      }
      if (starts || (word !== '' && this._word(i - 1) === 'async')) {
        this._statement(i, word);
      }
      starts =
        token.kind === 'newline' ||
        (token.depth === 0 && (word === ';' || word === ':'));
    }
  }

  private _statement(i: number, word: string): void {
    if (word === 'with') {
      this._with(i);
    } else if (word === 'match') {
      this._match(i);
    } else if (word === 'case') {
      this._case(i);
    } else if (word === '@') {
      this._decorator(i);
    } else if (word === 'for') {
      this._for(i);
    } else if (word === 'except') {
      this._except(i);
    } else if (word === 'def' || word === 'class' || word === 'type') {
      this._typeParams(i);
    }
  }

  /** `1.` and `1.e5`: the grammar wants a digit after the point. */
  private _number(token: IToken): void {
    const dot = this._text.slice(token.from, token.to).search(/\.(?!\d)/);
    if (dot >= 0) {
      this._chars[token.from + dot] = '0';
    }
  }

  /** Template strings (PEP 750), and a backslash before a field. */
  private _string(token: IToken): void {
    const literal = this._text.slice(token.from, token.to);
    const prefix = /^[A-Za-z]*/.exec(literal)?.[0] ?? '';
    if (!/[ft]/i.test(prefix)) {
      return;
    }
    for (let i = 0; i < prefix.length; i++) {
      if (/t/i.test(prefix[i])) {
        this._chars[token.from + i] = 'f';
      }
    }
    for (const at of specsWithEquals(literal)) {
      this._chars[token.from + at] = '<';
    }
    for (const found of literal.matchAll(/\d\.(?!\d)/g)) {
      this._chars[token.from + found.index + 1] = '0';
    }
    for (const found of literal.matchAll(/\\+(?=\{)/g)) {
      if (found[0].length % 2 === 1) {
        this._chars[token.from + found.index + found[0].length - 1] = ' ';
      }
    }
  }

  /** `yield` with nothing after it. */
  private _yield(i: number): void {
    const next = this._tokens[i + 1];
    const word = this._word(i + 1);
    if (!next || next.kind === 'newline' || /^[)\]},;=]$/.test(word)) {
      this._put(this._tokens[i].from, 'None ');
      this._notes.set(this._tokens[i].from, 'yield');
    }
  }

  /** `lambda x, /: x` and `lambda x,: x`. */
  private _lambda(i: number): void {
    const { depth } = this._tokens[i];
    for (let at = i + 1; at < this._tokens.length; at++) {
      const word = this._word(at);
      const token = this._tokens[at];
      if (token.depth <= depth && (word === ':' || token.kind === 'newline')) {
        if (this._word(at - 1) === ',') {
          this._blank(this._tokens[at - 1].from, this._tokens[at - 1].to);
        }
        return;
      }
      if (word === '/' && this._word(at - 1) === ',') {
        this._blank(this._tokens[at - 1].from, token.to);
      }
    }
  }

  /** `a[*b]` and `*args: *Ts` (PEP 646). */
  private _star(i: number): void {
    const { depth } = this._tokens[i];
    if (depth > 0 && this._word(i - 1) === ':') {
      this._blank(this._tokens[i].from, this._tokens[i].to);
      return;
    }
    if (depth === 0 || !/^[[,]$/.test(this._word(i - 1))) {
      return;
    }
    let open = i - 1;
    while (open >= 0 && this._tokens[open].depth >= depth) {
      open--;
    }
    const before = this._tokens[open - 1];
    const word = this._word(open - 1);
    const follows = before?.kind === 'name' || word === ')' || word === ']';
    if (this._word(open) === '[' && follows) {
      this._blank(this._tokens[i].from, this._tokens[i].to);
    }
  }

  /** `with (a as b, c as d):`, `with a as (b, c):` and `with a as b.c:`. */
  private _with(i: number): void {
    const end = this._headerEnd(i);
    if (end < 0) {
      return;
    }
    const close = this._close(i + 1);
    const from = this._tokens[i + 1];
    let inner = from.depth;
    if (this._word(i + 1) === '(' && close === end - 1) {
      const grouped = this._find(i + 2, close, from.depth + 1, /^(?:as|,)$/);
      if (grouped) {
        const last = this._word(close - 1) === ',' ? close - 1 : close;
        this._blank(from.from, from.to);
        this._blank(this._tokens[last].from, this._tokens[close].to);
        this._joinLines(from.from, this._tokens[close].to);
        inner = from.depth + 1;
      }
    }
    for (let at = i + 1; at < end; at++) {
      if (this._word(at) === 'as' && this._tokens[at].depth === inner) {
        const simple =
          this._tokens[at + 1].kind === 'name' &&
          !/^[.[(]$/.test(this._word(at + 2));
        if (!simple) {
          this._put(this._tokens[at].from, ', ');
          this._notes.set(this._tokens[at + 1].from, 'target');
        }
      }
    }
  }

  /** `match a, b:`. */
  private _match(i: number): void {
    const end = this._headerEnd(i);
    let next = end + 1;
    while (this._tokens[next]?.kind === 'newline') {
      next++;
    }
    if (end < 0 || this._word(next) !== 'case') {
      return;
    }
    for (let at = i + 1; at < end; at++) {
      const { from, to, depth } = this._tokens[at];
      if (depth === 0 && this._word(at) === ',') {
        this._chars[from] = at === end - 1 ? ' ' : '+';
      } else if (
        depth === 0 &&
        /^(?:and|or|not|in|is|if|else|[<>=!]=?)$/.test(this._word(at))
      ) {
        this._blank(from, to);
        this._chars[from] = '+';
      }
    }
  }

  /** `case A():`, `case []:`, `case ():` and `case {}:`. */
  private _case(i: number): void {
    const end = this._headerEnd(i);
    for (let at = i + 1; at < end - 1; at++) {
      const pair = this._word(at) + this._word(at + 1);
      if (!/^(?:\(\)|\[\]|\{\})$/.test(pair)) {
        continue;
      }
      const open = this._tokens[at];
      const before = this._tokens[at - 1];
      this._blank(open.from, this._tokens[at + 1].to);
      if (pair === '()' && before.kind === 'name' && at - 1 > i) {
        if (this._word(at - 2) !== '.') {
          this._notes.set(before.from, 'class');
        }
      } else {
        this._chars[open.from] = '0';
      }
    }
  }

  /** `@a[0].b`, `@(a)`: any expression (PEP 614). */
  private _decorator(i: number): void {
    let at = i + 1;
    while (this._tokens[at]?.kind === 'name' && this._word(at + 1) === '.') {
      at += 2;
    }
    let end = at + 1;
    if (this._word(end) === '(') {
      end = this._close(end) + 1;
    }
    const named =
      this._tokens[at]?.kind === 'name' && !KEYWORD.test(this._word(i + 1));
    if (named && (!this._tokens[end] || this._tokens[end].kind === 'newline')) {
      return;
    }
    const first = this._tokens[i + 1];
    let last = i + 1;
    while (this._tokens[last] && this._tokens[last].kind !== 'newline') {
      last++;
    }
    if (!first || last === i + 1) {
      return;
    }
    const isName = first.kind === 'name' && named;
    const keep = isName ? first.to : first.from + 1;
    this._chars[first.from] = isName ? this._chars[first.from] : '_';
    this._blank(keep, this._tokens[last - 1].to);
    this._joinLines(keep, this._tokens[last - 1].to);
    this._notes.set(first.from, `decorator ${this._tokens[last - 1].to}`);
  }

  /** `for x in *a, b:`. */
  private _for(i: number): void {
    const end = this._headerEnd(i);
    let within = false;
    for (let at = i + 1; at < end; at++) {
      within = within || this._word(at) === 'in';
      const starts = /^(?:in|,)$/.test(this._word(at - 1));
      if (
        within &&
        starts &&
        this._word(at) === '*' &&
        this._tokens[at].depth === 0
      ) {
        this._blank(this._tokens[at].from, this._tokens[at].to);
      }
    }
  }

  /** `except A, B, C:` (PEP 758): the grammar knows one comma, of Python 2. */
  private _except(i: number): void {
    const end = this._headerEnd(i);
    const commas = this._tokens.filter(
      ({ depth }, at) =>
        at > i && at < end && depth === 0 && this._word(at) === ','
    );
    for (const { from } of commas.length > 1 ? commas : []) {
      this._chars[from] = '+';
    }
  }

  /** `class A[T = int]:` (PEP 696). */
  private _typeParams(i: number): void {
    if (this._word(i + 2) !== '[') {
      return;
    }
    const close = this._close(i + 2);
    for (let at = i + 3; at < close; at++) {
      if (this._word(at) === '=' && this._tokens[at].depth === 1) {
        let stop = at;
        while (
          stop < close &&
          !(this._word(stop) === ',' && this._tokens[stop].depth === 1)
        ) {
          stop++;
        }
        this._blank(this._tokens[at].from, this._tokens[stop].from);
      }
    }
  }

  private _word(i: number): string {
    const token = this._tokens[i];
    return token && (token.kind === 'name' || token.kind === 'op')
      ? this._text.slice(token.from, token.to)
      : '';
  }

  /** Index of the colon that ends the header of a statement, or -1. */
  private _headerEnd(i: number): number {
    let lambdas = 0;
    for (let at = i + 1; at < this._tokens.length; at++) {
      const { kind, depth } = this._tokens[at];
      if (kind === 'newline') {
        return -1;
      }
      if (depth === 0 && this._word(at) === 'lambda') {
        lambdas++;
      } else if (depth === 0 && this._word(at) === ':' && lambdas-- === 0) {
        return at;
      }
    }
    return -1;
  }

  /** Index of the bracket that closes the one at `i`, or -1. */
  private _close(i: number): number {
    const depth = this._tokens[i]?.depth ?? 0;
    for (let at = i + 1; at < this._tokens.length; at++) {
      if (
        this._tokens[at].depth === depth + 1 &&
        /^[)\]}]$/.test(this._word(at))
      ) {
        return at;
      }
    }
    return -1;
  }

  private _find(
    from: number,
    to: number,
    depth: number,
    word: RegExp
  ): boolean {
    for (let at = from; at < to; at++) {
      if (this._tokens[at].depth === depth && word.test(this._word(at))) {
        return true;
      }
    }
    return false;
  }

  private _put(at: number, text: string): void {
    for (let i = 0; i < text.length; i++) {
      this._chars[at + i] = text[i];
    }
  }

  private _blank(from: number, to: number): void {
    for (let i = from; i < to; i++) {
      if (this._chars[i] !== '\n' && this._chars[i] !== '\r') {
        this._chars[i] = ' ';
      }
    }
  }

  /** Make one line of several: brackets that held them together are gone. Comments go too. */
  private _joinLines(from: number, to: number): void {
    const inside = tokenise(this._text.slice(from, to));
    for (const token of inside) {
      if (token.kind === 'comment') {
        this._blank(from + token.from, from + token.to);
      }
    }
    for (let i = from; i < to; i++) {
      if (this._chars[i] === '\n' || this._chars[i] === '\r') {
        this._chars[i] = ' ';
      }
    }
  }

  private _text: string;
  private _chars: string[];
  private _tokens: IToken[];
  private _notes: Map<number, string>;
}
