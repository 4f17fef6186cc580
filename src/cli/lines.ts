/** A part of a cell's source that stands on one line of the file. */
interface IPart {
  /** 1-based line of the file. */
  line: number;
  /** Offset of the part in the source. */
  from: number;
}

/** Where the sources of a notebook's cells stand in its file. */
export class SourceLines {
  /**
   * @param text - The file, which holds valid JSON. Of other text it knows no line, and does not throw.
   */
  constructor(text: string) {
    const scanner = new Scanner(text);
    scanner.object(key => {
      if (key === 'cells') {
        this._cells = [];
        this._readCells(scanner);
      } else if (key === 'worksheets') {
        scanner.array(() =>
          scanner.object(inner =>
            inner === 'cells' ? this._readCells(scanner) : scanner.skip()
          )
        );
      } else {
        scanner.skip();
      }
    });
  }

  /** The 1-based line of a place in a cell's source; 1 when it was not found. */
  lineOf(cell: number, offset = 0): number {
    const parts = this._cells[cell] ?? [];
    const part = parts.filter(({ from }) => from <= offset).pop();
    return part?.line ?? 1;
  }

  private _readCells(scanner: Scanner): void {
    scanner.array(() => {
      let parts: IPart[] = [];
      scanner.object(key => {
        // nbformat 3 calls the source of code `input`.
        if (key === 'source' || key === 'input') {
          parts = readSource(scanner);
        } else {
          scanner.skip();
        }
      });
      this._cells.push(parts);
    });
  }

  private _cells: IPart[][] = [];
}

function readSource(scanner: Scanner): IPart[] {
  const parts: IPart[] = [];
  let from = 0;
  const readPart = () => {
    parts.push({ line: scanner.line(), from });
    from += scanner.string().length;
  };
  if (scanner.peek() === '[') {
    parts.push({ line: scanner.line(), from });
    scanner.array(readPart);
  } else if (scanner.peek() === '"') {
    readPart();
  } else {
    scanner.skip();
  }
  return parts;
}

/** Walks JSON without making its values; strings are passed over in long steps. */
class Scanner {
  constructor(text: string) {
    this._text = text;
    this._at = text.startsWith('\ufeff') ? 1 : 0;
  }

  /** The next character that is no space; '' at the end. */
  peek(): string {
    if (this._at >= this._text.length) {
      return '';
    }
    SPACE.lastIndex = this._at;
    SPACE.test(this._text);
    this._at = SPACE.lastIndex;
    return this._text.charAt(this._at);
  }

  /** The 1-based line of the next value. */
  line(): number {
    this.peek();
    for (;;) {
      const end = this._text.indexOf('\n', this._counted);
      if (end < 0 || end >= this._at) {
        return this._line;
      }
      this._line++;
      this._counted = end + 1;
    }
  }

  /** @param value - Must pass over the value of the key. */
  object(value: (key: string) => void): void {
    this._list('{', '}', () => {
      const key = this.string();
      this.peek();
      this._at++;
      value(key);
    });
  }

  /** @param value - Must pass over the element. */
  array(value: () => void): void {
    this._list('[', ']', value);
  }

  /** The next string, read. */
  string(): string {
    this.peek();
    const from = this._at;
    this._passString();
    try {
      return String(JSON.parse(this._text.slice(from, this._at)));
    } catch {
      return '';
    }
  }

  /** Passes over the next value. */
  skip(): void {
    let depth = 0;
    do {
      const char = this.peek();
      if (char === '"') {
        this._passString();
      } else if (char === '') {
        return;
      } else {
        depth += '[{'.includes(char) ? 1 : ']}'.includes(char) ? -1 : 0;
        const rest = depth > 0 ? PLAIN : SCALAR;
        rest.lastIndex = this._at + 1;
        rest.test(this._text);
        this._at = rest.lastIndex;
      }
    } while (depth > 0);
  }

  private _list(open: string, close: string, element: () => void): void {
    if (this.peek() !== open) {
      this.skip();
      return;
    }
    this._at++;
    while (this.peek() !== close && this.peek() !== '') {
      const before = this._at;
      element();
      if (this.peek() === ',') {
        this._at++;
      }
      if (this._at === before) {
        // No JSON: nothing more is to be found.
        this._at = this._text.length;
      }
    }
    this._at++;
  }

  private _passString(): void {
    let end = this._at;
    do {
      end = this._text.indexOf('"', end + 1);
    } while (end >= 0 && this._isEscaped(end));
    this._at = end < 0 ? this._text.length : end + 1;
  }

  private _isEscaped(at: number): boolean {
    let from = at;
    while (this._text[from - 1] === '\\') {
      from--;
    }
    return (at - from) % 2 === 1;
  }

  private _text: string;
  private _at: number;
  private _line = 1;
  private _counted = 0;
}

/** JSON's spaces, RFC 8259 section 2. */
const SPACE = /[ \t\r\n]*/y;

/** What can follow within a number or a word. */
const SCALAR = /[\w.+-]*/y;

/** That, and what stands between values. */
const PLAIN = /[\w.+\-,: \t\r\n]*/y;
