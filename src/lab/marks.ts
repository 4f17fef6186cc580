import type { Cell } from '@jupyterlab/cells';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { IFinding, Severity } from '../core/notebook/finding';
import type { Manager } from './manager';
import type { NotebookModel } from './model';
import type { IUnderline, Underlines } from './underlines';

const MARKED = 'jp-Reproducibility-marked';
const SEVERITIES: Severity[] = ['error', 'warning', 'note'];
const CLASSES: { [severity in Severity]: string } = {
  error: 'jp-Reproducibility-markedError',
  warning: 'jp-Reproducibility-markedWarning',
  note: 'jp-Reproducibility-markedNote'
};

/** What one cell is marked with. */
interface IMark {
  severity: Severity;
  /** For those who do not see the mark. */
  words: string;
  /** The source that the underlines are for. */
  source: string;
  underlines: IUnderline[];
  /** Two marks of one key are the same. */
  key: string;
}

/**
 * Marks the cells of the notebook in front that have findings, and underlines the names in their editors.
 *
 * #### Notes
 * It draws the report that is made for the views, and asks for none: while no view shows the notebook, nothing is marked.
 * The marks are classes of the cells' own nodes, which are there for every cell in every windowing mode.
 */
export class Marks implements IDisposable {
  constructor(manager: Manager, underlines: Underlines | null) {
    this._manager = manager;
    this._underlines = underlines;
    manager.currentChanged.connect(this._onCurrentChanged, this);
    manager.settings.changed.connect(this._draw, this);
    this._onCurrentChanged();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._follow(null);
      this._isDisposed = true;
      Signal.clearData(this);
    }
  }

  private _onCurrentChanged(): void {
    this._follow(this._manager.current);
  }

  private _follow(model: NotebookModel | null): void {
    const before = this._model;
    if (before === model) {
      return;
    }
    before?.changed.disconnect(this._draw, this);
    before?.panel.model?.cells.changed.disconnect(this._drawSoon, this);
    this._clear();
    this._model = model;
    model?.changed.connect(this._draw, this);
    model?.panel.model?.cells.changed.connect(this._drawSoon, this);
    model?.panel.disposed.connect(() => {
      if (this._model === model) {
        this._follow(null);
      }
    }, this);
    this._draw();
  }

  /** A cell that was moved is another widget, which the notebook makes after this signal. */
  private _drawSoon(): void {
    this._drawn = null;
    queueMicrotask(() => this._draw());
  }

  private _draw(): void {
    const model = this._model;
    if (this._isDisposed || !model || model.panel.isDisposed) {
      return;
    }
    const shown = model.isShown && this._manager.settings.value.marks;
    const findings = (shown && model.state.report?.findings) || null;
    if (findings === this._drawn) {
      return;
    }
    this._drawn = findings;
    const wanted = findings
      ? marksFor(model, findings)
      : new Map<Cell, IMark>();
    for (const [cell, mark] of this._cells) {
      if (wanted.get(cell)?.key !== mark.key) {
        this._unmark(cell, mark);
      }
    }
    for (const [cell, mark] of wanted) {
      if (!this._cells.has(cell)) {
        this._mark(cell, mark);
      }
    }
  }

  private _mark(cell: Cell, mark: IMark): void {
    this._cells.set(cell, mark);
    cell.addClass(MARKED);
    cell.addClass(CLASSES[mark.severity]);
    cell.node.setAttribute('aria-description', mark.words);
    const { source, underlines } = mark;
    this._underlines?.set(cell.model.sharedModel, source, underlines);
  }

  private _unmark(cell: Cell, mark: IMark): void {
    this._cells.delete(cell);
    if (!cell.isDisposed) {
      cell.removeClass(MARKED);
      cell.removeClass(CLASSES[mark.severity]);
      cell.node.removeAttribute('aria-description');
      this._underlines?.set(cell.model.sharedModel, '', []);
    }
  }

  private _clear(): void {
    this._cells.forEach((mark, cell) => this._unmark(cell, mark));
    this._drawn = null;
  }

  private _manager: Manager;
  private _underlines: Underlines | null;
  private _isDisposed = false;
  private _model: NotebookModel | null = null;
  private _drawn: IFinding[] | null = null;
  private _cells = new Map<Cell, IMark>();
}

/** The marks that belong on the cells of a notebook; cells that are not there any more get none. */
function marksFor(
  { panel, seen }: NotebookModel,
  findings: IFinding[]
): Map<Cell, IMark> {
  const groups = new Map<string, IFinding[]>();
  for (const finding of findings) {
    const id = finding.cell && seen[finding.cell.index]?.id;
    if (id) {
      groups.set(id, [...(groups.get(id) ?? []), finding]);
    }
  }
  const sources = new Map(seen.map(({ id, source }) => [id, source]));
  const marks = new Map<Cell, IMark>();
  for (const cell of panel.content.widgets) {
    const own = groups.get(cell.model.id);
    if (own) {
      marks.set(cell, markOf(own, sources.get(cell.model.id) ?? ''));
    }
  }
  return marks;
}

function markOf(findings: IFinding[], source: string): IMark {
  const mark = {
    severity:
      SEVERITIES.find(severity =>
        findings.some(finding => finding.severity === severity)
      ) ?? 'note',
    words: findings.map(({ message }) => `${plain(message)}.`).join(' '),
    source,
    underlines: findings.flatMap<IUnderline>(({ range, message, severity }) =>
      range ? [{ ...range, message: plain(message), severity }] : []
    )
  };
  return { ...mark, key: JSON.stringify(mark) };
}

function plain(message: string): string {
  return message.replace(/`/g, '');
}
