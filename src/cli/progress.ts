import type { ITerminal } from './terminal';
import { plain } from './text';

/** CSI EL, ECMA-48 8.3.41: erases to the end of the line. */
const CLEAR = '\r\u001b[K';

/** One line on stderr that tells how far the work is, while a person watches; nothing else is told. */
export class Progress {
  /**
   * @param total - How many there are in all; of one, nothing is told.
   */
  constructor({ err, progress }: ITerminal, total: number) {
    this._err = err;
    this._columns = total > 1 ? progress : null;
    this._total = total;
  }

  /** @param name - What is worked on now. */
  started(name: string): void {
    this._name = name;
    this._show();
  }

  ended(): void {
    this._done++;
    this._show();
  }

  /** Must come before all other writing to the terminal. */
  clear(): void {
    if (this._isShown) {
      this._err(CLEAR);
      this._isShown = false;
    }
  }

  private _show(): void {
    if (this._columns === null) {
      return;
    }
    const line = `${this._done}/${this._total} ${plain(this._name)}`;
    // A line that fills the last column would be wrapped, and not be cleared.
    this._err(CLEAR + [...line].slice(0, this._columns - 1).join(''));
    this._isShown = true;
  }

  private _err: (text: string) => void;
  private _columns: number | null;
  private _total: number;
  private _done = 0;
  private _name = '';
  private _isShown = false;
}
