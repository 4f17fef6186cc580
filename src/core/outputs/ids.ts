/** Renames ids of a document by the order of first use, so that structure stays. */
export class IdNames {
  /**
   * @param ids - Ids of the document's elements.
   * @param text - All text in which further generated ids may be used.
   */
  constructor(ids: Iterable<string>, text: string) {
    for (const id of ids) {
      this._known.add(id);
    }
    const uses = new Map<string, number>();
    for (const [word] of text.matchAll(WORD)) {
      if (GENERATED.test(word)) {
        uses.set(word, (uses.get(word) ?? 0) + 1);
      }
    }
    for (const [word, count] of uses) {
      // An id is referred to; a digest that is a result stands alone.
      if (count > 1) {
        this._known.add(word);
      }
    }
  }

  /** The text with every known id replaced by its number. */
  rename(text: string): string {
    return text.replace(WORD, word => this._name(word));
  }

  /** The text with every reference (`#id`, `url(#id)`) replaced. */
  renameReferences(text: string): string {
    return text.replace(/(?<=#)[\w.:-]+/g, word => this._name(word));
  }

  /** Numbers an id where it is defined. */
  define(id: string): void {
    this._name(id);
  }

  private _name(word: string): string {
    if (!this._known.has(word)) {
      return word;
    }
    if (!this._numbers.has(word)) {
      this._numbers.set(word, this._numbers.size + 1);
    }
    return `\uE000id ${this._numbers.get(word)}\uE001`;
  }

  private _known = new Set<string>();
  private _numbers = new Map<string, number>();
}

const WORD = /[\w-]{3,200}/g;

/**
 * Shapes of generated ids: UUIDs, 32 hexadecimal digits behind a name (folium,
 * altair), models of bokeh.
 */
const GENERATED =
  /^(?:[\w-]*[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}|[\w-]*[\da-f]{32}|p\d{4,7})$/;
