/** A value told by how it was made: two values are the same when their terms are. */
export type Term = number;

/**
 * Hash-consed terms: the same operation on the same operands is the same number, whoever asks.
 *
 * #### Notes
 * A term that rests on chance (an unseeded generator, the clock) is never known to have the value of another run: ask
 * `isChance` beside the term itself, which tells where the chance came in.
 */
export class Terms {
  /** The term of an operation on operands. */
  of(operation: string, ...operands: Term[]): Term {
    let kind = this._operations.get(operation);
    if (kind === undefined) {
      kind = this._operations.size;
      this._operations.set(operation, kind);
    }
    const key = `${kind},${operands.join()}`;
    let term = this._terms.get(key);
    if (term === undefined) {
      term = this._terms.size;
      this._terms.set(key, term);
      if (operands.some(operand => this._chance.has(operand))) {
        this._chance.add(term);
      }
    }
    return term;
  }

  /** Count of the terms so far. */
  get size(): number {
    return this._terms.size;
  }

  /**
   * What chance or the clock gives.
   *
   * @param moment - When it was asked; each moment gives a value of its own.
   */
  chance(operation: string, moment: string): Term {
    const term = this.of(`${operation} @${moment}`);
    this._chance.add(term);
    return term;
  }

  /** True for a term that rests on chance. */
  isChance(term: Term): boolean {
    return this._chance.has(term);
  }

  /**
   * What a value becomes when a piece of code that need not run, or that does the same when it runs again, went over
   * it: doing the same twice is doing it once.
   *
   * @param cause - The code and all that it read.
   * @param place - What of the value it went over; `rows` for code that takes rows away, each for itself: what was
   * so of the rows before is so of those that are left.
   */
  after(cause: Term, place: string, old: Term): Term {
    const mark = this.of(`after ${place}`, cause);
    const marks = this._marks.get(old);
    if (marks?.has(mark)) {
      return old;
    }
    const term = this.of('after', mark, old);
    const kept = place === 'rows' && marks ? [...marks] : [];
    this._marks.set(term, new Set([...kept, mark]));
    return term;
  }

  private readonly _operations = new Map<string, number>();
  private readonly _terms = new Map<string, Term>();
  private readonly _chance = new Set<Term>();
  private readonly _marks = new Map<Term, Set<Term>>();
}
