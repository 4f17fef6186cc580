import { tokenise, type IToken } from '../tokens';

/** A text while it is repaired: its tokens as they were written, and its characters as they are to be. */
export class Draft {
  constructor(text: string, notes: Map<number, string>) {
    this.text = text;
    this.chars = text.split('');
    this.tokens = tokenise(text).filter(token => token.kind !== 'comment');
    this.notes = notes;
  }

  /** What was written. */
  readonly text: string;
  readonly chars: string[];
  /** Comments are left out. */
  readonly tokens: IToken[];
  /** At which offset stands what. */
  readonly notes: Map<number, string>;

  result(): string {
    return this.chars.join('');
  }

  /** A name or an operator as it is written; empty for anything else. */
  word(i: number): string {
    const token = this.tokens[i];
    return token && (token.kind === 'name' || token.kind === 'op')
      ? this.text.slice(token.from, token.to)
      : '';
  }

  /** Index of the colon that ends the header of a statement, or -1. */
  headerEnd(i: number): number {
    let lambdas = 0;
    for (let at = i + 1; at < this.tokens.length; at++) {
      const { kind, depth } = this.tokens[at];
      if (kind === 'newline') {
        return -1;
      }
      if (depth === 0 && this.word(at) === 'lambda') {
        lambdas++;
      } else if (depth === 0 && this.word(at) === ':' && lambdas-- === 0) {
        return at;
      }
    }
    return -1;
  }

  /** Index of the bracket that closes the one at `i`, or -1. */
  close(i: number): number {
    const depth = this.tokens[i]?.depth ?? 0;
    for (let at = i + 1; at < this.tokens.length; at++) {
      if (
        this.tokens[at].depth === depth + 1 &&
        /^[)\]}]$/.test(this.word(at))
      ) {
        return at;
      }
    }
    return -1;
  }

  /** True if one of some tokens is such a word at this depth. */
  has(from: number, to: number, depth: number, word: RegExp): boolean {
    for (let at = from; at < to; at++) {
      if (this.tokens[at].depth === depth && word.test(this.word(at))) {
        return true;
      }
    }
    return false;
  }

  /** Write over what is there. */
  put(at: number, text: string): void {
    for (let i = 0; i < text.length; i++) {
      this.chars[at + i] = text[i];
    }
  }

  /** Spaces instead of what is there; lines stay. */
  blank(from: number, to: number): void {
    for (let i = from; i < to; i++) {
      if (this.chars[i] !== '\n' && this.chars[i] !== '\r') {
        this.chars[i] = ' ';
      }
    }
  }

  /** Make one line of several: brackets that held them together are gone. Comments go too. */
  joinLines(from: number, to: number): void {
    const inside = tokenise(this.text.slice(from, to));
    for (const token of inside) {
      if (token.kind === 'comment') {
        this.blank(from + token.from, from + token.to);
      }
    }
    for (let i = from; i < to; i++) {
      if (this.chars[i] === '\n' || this.chars[i] === '\r') {
        this.chars[i] = ' ';
      }
    }
  }
}
