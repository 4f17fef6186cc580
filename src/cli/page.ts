import type { ITerminal } from './terminal';
import {
  length,
  painter,
  plain,
  plainLines,
  showCode,
  wrap,
  type IPaint
} from './text';

/** Columns where a rung's summary begins, counted from its name. */
const NAME_COLUMNS = 18;

/** Lines for a terminal, as wide as it is. All text is made harmless on its way in. */
export class Page {
  readonly paint: IPaint;

  constructor({ columns, colour }: Pick<ITerminal, 'columns' | 'colour'>) {
    this._width = Math.min(Math.max(columns ?? 80, 30), 100);
    this._colour = colour;
    this.paint = painter(colour);
  }

  text(): string {
    return `${this._lines.join('\n')}\n`;
  }

  heading(text: string): void {
    this._lines.push('', this.paint.bold(plain(text)));
  }

  /** A paragraph. */
  line(indent: string, text: string, paint = (each: string) => each): void {
    for (const each of wrap(plain(text), this._width - indent.length)) {
      this._lines.push(indent + paint(this._show(each)));
    }
  }

  /** A paragraph that hangs behind a mark of one column. */
  entry(mark: string, text: string, indent = ''): void {
    const lines = wrap(plain(text), this._width - indent.length - 2);
    this._hang(`${indent}${mark} `, `${indent}  `, lines);
  }

  /** A mark, a name, and beside it a summary where there is room, else below. */
  rung(label: string, mark: string, name: string, summary: string): void {
    const first = `${label}${mark} `;
    const indent = ' '.repeat(label.length + 2);
    const padded = name.padEnd(NAME_COLUMNS);
    const column = indent.length + length(padded) + 2;
    const beside = this._width - column;
    if (summary !== '' && beside >= 20) {
      const lines = wrap(plain(summary), beside);
      this._hang(`${first}${padded}  `, ' '.repeat(column), lines);
      return;
    }
    this._hang(first, indent, wrap(name, this._width - indent.length));
    if (summary !== '') {
      this.line(`${indent}  `, summary);
    }
  }

  /** How many are left out, if any. */
  more(rest: number, indent: string): void {
    if (rest > 0) {
      this.line(
        indent,
        `and ${rest} more: --json lists them all`,
        this.paint.dim
      );
    }
  }

  /** Lines to be copied, never broken. */
  block(indent: string, text: string): void {
    for (const line of plainLines(text)) {
      this._lines.push(indent + this.paint.code(line));
    }
  }

  private _hang(first: string, below: string, lines: string[]): void {
    lines.forEach((line, k) =>
      this._lines.push((k === 0 ? first : below) + this._show(line))
    );
  }

  private _show(text: string): string {
    return showCode(text, this.paint, this._colour);
  }

  private _lines: string[] = [];
  private _width: number;
  private _colour: boolean;
}
