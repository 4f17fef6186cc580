import type { Cell } from '@jupyterlab/cells';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { IFinding, Severity } from '../core/notebook/finding';
import type { Manager } from './manager';
import type { NotebookModel } from './model';
import type { IUnderline, Underlines } from './underlines';

const MARKED = 'jp-Reproducibility-cell';
const SEVERITIES: Severity[] = ['error', 'warning', 'note'];
const CLASSES: { [severity in Severity]: string } = {
  error: 'jp-Reproducibility-cellError',
  warning: 'jp-Reproducibility-cellWarning',
  note: 'jp-Reproducibility-cellNote'
};

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
    this._clear();
    this._drawn = findings;
    if (findings) {
      this._mark(model, findings);
    }
  }

  private _mark(model: NotebookModel, findings: IFinding[]): void {
    const byId = new Map<string, IFinding[]>();
    const byIndex = new Map<number, IFinding[]>();
    for (const finding of findings) {
      const { cell } = finding;
      if (cell?.id) {
        byId.set(cell.id, [...(byId.get(cell.id) ?? []), finding]);
      } else if (cell) {
        byIndex.set(cell.index, [...(byIndex.get(cell.index) ?? []), finding]);
      }
    }
    const sources = new Map(model.seen.map(({ id, source }) => [id, source]));
    model.panel.content.widgets.forEach((cell, index) => {
      const { id } = cell.model;
      const own = byId.get(id) ?? byIndex.get(index);
      if (own) {
        this._markCell(cell, own, sources.get(id) ?? '');
      }
    });
  }

  private _markCell(cell: Cell, findings: IFinding[], source: string): void {
    const worst = SEVERITIES.find(severity =>
      findings.some(finding => finding.severity === severity)
    );
    cell.addClass(MARKED);
    cell.addClass(CLASSES[worst ?? 'note']);
    cell.node.setAttribute(
      'aria-description',
      findings.map(({ message }) => `${plain(message)}.`).join(' ')
    );
    this._cells.add(cell);
    this._underlines?.set(
      cell.model.sharedModel,
      source,
      findings.flatMap<IUnderline>(({ range, message, severity }) =>
        range ? [{ ...range, message: plain(message), severity }] : []
      )
    );
  }

  private _clear(): void {
    for (const cell of this._cells) {
      if (cell.isDisposed) {
        continue;
      }
      cell.removeClass(MARKED);
      SEVERITIES.forEach(severity => cell.removeClass(CLASSES[severity]));
      cell.node.removeAttribute('aria-description');
      this._underlines?.set(cell.model.sharedModel, '', []);
    }
    this._cells.clear();
    this._drawn = null;
  }

  private _manager: Manager;
  private _underlines: Underlines | null;
  private _isDisposed = false;
  private _model: NotebookModel | null = null;
  private _drawn: IFinding[] | null = null;
  private _cells = new Set<Cell>();
}

function plain(message: string): string {
  return message.replace(/`/g, '');
}
