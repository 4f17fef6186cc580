import type { NotebookPanel } from '@jupyterlab/notebook';
import { ActivityMonitor } from '@jupyterlab/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { IRunRecord } from '../core/ladder/record';
import { carryRepeat } from '../core/outputs/recompared';
import type { ICellRun } from '../core/outputs/types';
import { sameRules } from '../core/outputs/used';
import type { ICleanRunResult } from '../verify';
import type { EngineClient } from './engine';
import type { Settings } from './settings';
import type { INotebookState } from './view';

/** How long the notebook must rest before its tags are looked at, in ms. */
const PAUSE = 250;

export interface IRecomparisonOptions {
  model: {
    readonly state: INotebookState;
    readonly record: IRunRecord | null;
  };
  panel: NotebookPanel;
  engine: EngineClient;
  settings: Settings;
  /** The last run, as long as its outputs are here. */
  last(): ICleanRunResult | null;
  /** Takes the judgement by other rules. */
  judged(record: IRunRecord): Promise<void>;
}

/**
 * Compares the kept outputs of the last run again when a person changed the rules, or the tags of a cell. Nothing is run.
 */
export class Recomparison implements IDisposable {
  constructor(options: IRecomparisonOptions) {
    this._options = options;
    options.settings.changed.connect(this.look, this);
    this._monitor = new ActivityMonitor({
      signal: options.panel.context.model.contentChanged,
      timeout: PAUSE
    });
    this._monitor.activityStopped.connect(this.look, this);
  }

  get isDisposed(): boolean {
    return this._monitor.isDisposed;
  }

  dispose(): void {
    if (!this.isDisposed) {
      this._monitor.dispose();
      Signal.clearData(this);
    }
  }

  /** Compares again if the rules or tags are not those of the last judgement. */
  look(): void {
    // Several settings may change at once.
    this._pending ??= Promise.resolve().then(async () => {
      this._pending = null;
      if (this._busy) {
        this._again = true;
        return;
      }
      this._busy = true;
      try {
        do {
          this._again = false;
          // Where it gives up, the judgement stands that there is: it says by which rules it was made.
          await this._compare().catch(() => undefined);
        } while (this._again && !this.isDisposed);
      } finally {
        this._busy = false;
      }
    });
  }

  private async _compare(): Promise<void> {
    const { model, engine, settings } = this._options;
    const last = this._options.last();
    const { record } = model;
    const { result, progress } = model.state;
    if (
      this.isDisposed ||
      !last ||
      !record ||
      !result ||
      progress ||
      record.ended !== last.ended
    ) {
      return;
    }
    const rules = settings.compareRules;
    const { cells, changed } = this._retag(last);
    const used = record.comparison.rules;
    if (!changed && (!used || sameRules(used, rules))) {
      return;
    }
    const compared = await engine.compare(cells, rules);
    const { provenBy } = await import('../verify');
    if (this._options.last() !== last || model.record !== record) {
      return;
    }
    const judged = provenBy(
      { ...last, cells },
      carryRepeat(record.comparison, compared)
    );
    this._tags = tagsOf(cells);
    await this._options.judged({ ...record, comparison: judged });
  }

  /** The cells of the run with the tags that they have now. */
  private _retag(last: ICleanRunResult): {
    cells: ICleanRunResult['cells'];
    changed: boolean;
  } {
    const tags = new Map<string, string[]>();
    for (const cell of this._options.panel.content.model?.cells ?? []) {
      const found: unknown = cell.getMetadata('tags');
      tags.set(cell.id, Array.isArray(found) ? found.map(String) : []);
    }
    const cells = last.cells.map(cell => {
      const now = cell.id === null ? undefined : tags.get(cell.id);
      return now ? { ...cell, tags: now } : cell;
    });
    if (this._judged !== last) {
      this._judged = last;
      this._tags = tagsOf(last.cells);
    }
    return { cells, changed: tagsOf(cells) !== this._tags };
  }

  private _options: IRecomparisonOptions;
  private _monitor: ActivityMonitor<unknown, void>;
  private _pending: Promise<void> | null = null;
  private _busy = false;
  private _again = false;
  /** The run that was judged last, and the tags by which. */
  private _judged: ICleanRunResult | null = null;
  private _tags = '';
}

function tagsOf(cells: readonly ICellRun[]): string {
  return JSON.stringify(cells.map(({ tags }) => tags));
}
