/**
 * What was made of a text, kept by the text. It forgets what was not asked for in a while, never more than half of what
 * it holds.
 *
 * #### Notes
 * Two generations: what is found in the older one moves to the younger, which becomes the older one when it is full.
 * Unlike a list in the order of use, reading what is there changes nothing in most cases.
 */
export class TextCache<T> {
  /**
   * @param capacity - Characters of text that one generation may hold, each entry counted as 100 more.
   */
  constructor(capacity: number) {
    this._capacity = capacity;
  }

  get(text: string): T | undefined {
    const young = this._young.get(text);
    if (young !== undefined) {
      return young;
    }
    const old = this._old.get(text);
    if (old !== undefined) {
      this.set(text, old);
    }
    return old;
  }

  set(text: string, value: T): void {
    this._size += text.length + 100;
    if (this._size > this._capacity) {
      this._old = this._young;
      this._young = new Map();
      this._size = text.length + 100;
    }
    this._young.set(text, value);
  }

  /** Count of the entries. */
  get size(): number {
    return this._young.size + this._old.size;
  }

  private _capacity: number;
  private _size = 0;
  private _young = new Map<string, T>();
  private _old = new Map<string, T>();
}
