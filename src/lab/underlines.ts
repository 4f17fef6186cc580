import { StateEffect, type Extension } from '@codemirror/state';
import {
  Decoration,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate
} from '@codemirror/view';
import type { Severity } from '../core/notebook/finding';

/** A part of a cell's source to be underlined, with what is said when the pointer rests on it. */
export interface IUnderline {
  from: number;
  to: number;
  message: string;
  severity: Severity;
}

/** What is underlined in the editors of one cell. */
interface IUnderlined {
  /** The source that the underlines were made for. */
  source: string;
  underlines: IUnderline[];
  views: Set<EditorView>;
}

/**
 * The underlines in all editors, by the shared model of their cells. Editors come and go as a notebook is scrolled; what
 * is to be underlined in them stays here.
 */
export class Underlines {
  /** Underlines parts of a cell's source; the empty list takes them away. */
  set(cell: object, source: string, underlines: IUnderline[]): void {
    const own = this._of(cell);
    own.source = source;
    own.underlines = [...underlines].sort((a, b) => a.from - b.from);
    own.views.forEach(view => view.dispatch({ effects: redraw.of(null) }));
  }

  /** The extension for an editor of a cell. */
  extension(cell: object): Extension {
    const own = this._of(cell);
    return ViewPlugin.define(view => new EditorUnderlines(view, own), {
      decorations: ({ decorations }) => decorations
    });
  }

  private _of(cell: object): IUnderlined {
    let own = this._cells.get(cell);
    if (!own) {
      own = { source: '', underlines: [], views: new Set() };
      this._cells.set(cell, own);
    }
    return own;
  }

  private _cells = new WeakMap<object, IUnderlined>();
}

const redraw = StateEffect.define<null>();

class EditorUnderlines {
  constructor(
    private _view: EditorView,
    private _own: IUnderlined
  ) {
    _own.views.add(_view);
    this.decorations = this._draw(_view);
  }

  decorations: DecorationSet;

  update(update: ViewUpdate): void {
    const asked = update.transactions.some(transaction =>
      transaction.effects.some(effect => effect.is(redraw))
    );
    // Until the next report they go along with the text; when an edit is undone they fit again.
    if (asked || (update.docChanged && this._fits(update.view))) {
      this.decorations = this._draw(update.view);
    } else if (update.docChanged) {
      this.decorations = this.decorations.map(update.changes);
    }
  }

  destroy(): void {
    this._own.views.delete(this._view);
  }

  private _fits({ state: { doc } }: EditorView): boolean {
    const { source } = this._own;
    return doc.length === source.length && doc.toString() === source;
  }

  private _draw(view: EditorView): DecorationSet {
    return this._fits(view)
      ? Decoration.set(
          this._own.underlines
            .filter(
              ({ from, to }) => from < to && to <= this._own.source.length
            )
            .map(({ from, to, message, severity }) =>
              Decoration.mark({
                class: `jp-Reproducibility-underline jp-mod-${severity}`,
                attributes: { title: message }
              }).range(from, to)
            )
        )
      : Decoration.none;
  }
}
