import type { ICodeCellModel } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { ServiceManager } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IRunRecord } from '../core/ladder/record';
import type { INotebookComparison } from '../core/outputs/types';
import type { IBaseline, ICleanRunResult, IStores } from '../verify';
import type { IDigester } from './engine';
import { keptOf } from './kept';
import { outputsOf } from './notebook-facts';
import type { ICellOutputs, INotebookState } from './view';

/** What the outcome of a run needs of the notebook's model. */
export interface IHasOutcome {
  readonly fullPath: string;
  readonly state: INotebookState;
  refresh(): Promise<unknown>;
  patch(part: Partial<INotebookState>): void;
  forgetRuns(ids: (string | null)[]): void;
}

export interface IOutcomeOptions {
  model: IHasOutcome;
  panel: NotebookPanel;
  services: ServiceManager.IManager;
  trans: TranslationBundle;
  engine: IDigester;
}

/**
 * The old and new outputs of the last clean run: shows them, keeps them until a person chose, and puts them in or back.
 */
export class Outcome {
  constructor(options: IOutcomeOptions) {
    this._options = options;
  }

  /** The last run, as long as its outputs are here. */
  get last(): ICleanRunResult | null {
    return this._last;
  }

  /** Shows what a run gave. */
  show(result: ICleanRunResult, comparison: INotebookComparison): void {
    this._last = result;
    // What a run before this one kept is not what this one was compared with.
    this._baseline = null;
    const inPlace = result.mode === 'in-place';
    this._patch(result, comparison, ran => (inPlace && ran ? 'new' : 'old'));
  }

  /** Says more of the same run. */
  retell(comparison: INotebookComparison): void {
    const { model } = this._options;
    const { result } = model.state;
    if (result) {
      model.patch({ result: { ...result, comparison } });
    }
  }

  /** Keeps what a run gave for as long as a person has not chosen; resolves when it is on disk. */
  async keep(
    result: ICleanRunResult,
    comparison: INotebookComparison
  ): Promise<void> {
    const { fullPath } = this._options.model;
    const { baselines, results } = await this._stores();
    if (result.baseline) {
      const kept = await baselines.list(fullPath);
      this._baseline = kept.find(({ key }) => key === result.baseline) ?? null;
    }
    if (comparison.verdict === 'verified') {
      // The new outputs are the old ones: there is nothing to go back to.
      this._dropWhenSaved();
      await results.drop(fullPath);
    } else {
      await results.save(fullPath, result);
    }
  }

  /** Finds what an earlier page kept of the run with this record. */
  async recall(record: IRunRecord, kept: readonly IBaseline[]): Promise<void> {
    const { fullPath } = this._options.model;
    const { results } = await this._stores();
    const last = await results.load(fullPath, record.ended);
    if (!last) {
      return;
    }
    this._last = last;
    this._baseline =
      kept.find(
        ({ key, state, saved }) =>
          key === last.baseline || (state === 'ended' && saved > last.ended)
      ) ?? null;
    const now = await this._digests();
    if (this._last !== last) {
      return;
    }
    const digests = new Map(record.cells.map(cell => [cell.index, cell]));
    this._patch(last, record.comparison, (_, { id, index }) => {
      const { old, new: fresh } = digests.get(index) ?? {};
      const digest = id === null ? undefined : now.get(id);
      const sides: ICellOutputs['shown'][] =
        last.mode === 'in-place' ? ['new', 'old'] : ['old', 'new'];
      return (
        sides.find(side => digest === (side === 'new' ? fresh : old)) ??
        'neither'
      );
    });
  }

  /** Takes the outputs of the run into the notebook. */
  async keepNew(index?: number): Promise<void> {
    const { model, panel, trans } = this._options;
    const last = this._last;
    if (!last) {
      return;
    }
    const { applyOutputs } = await import('../verify');
    if (!this._baseline && !(await this._keepBefore())) {
      return;
    }
    const { done, changed } = applyOutputs(
      panel.content,
      last.cells,
      index ?? 'all'
    );
    this.note(done, 'new');
    if (changed.length > 0) {
      model.patch({
        notice: trans._n(
          'Cell %2 was edited after the run: its new outputs were not put in.',
          'Cells %2 were edited after the run: their new outputs were not put in.',
          changed.length,
          changed.map(index => index + 1).join(', ')
        )
      });
    }
    this._letGoWhenSettled('new');
    model.forgetRuns(last.cells.map(cell => cell.id));
    await model.refresh();
  }

  /** Puts the outputs from before the run back. */
  async restoreOld(index?: number): Promise<void> {
    const { model, panel } = this._options;
    const baseline = this._baseline;
    if (!baseline) {
      return;
    }
    const { restoreOutputs } = await import('../verify');
    const { done } = restoreOutputs(
      panel.content,
      baseline.cells,
      index ?? 'all'
    );
    this.note(done, 'old');
    this._letGoWhenSettled('old');
    model.forgetRuns(baseline.cells.map(cell => cell.id));
    await model.refresh();
  }

  /** Whether these are the outputs from before the run that is shown. */
  isBefore({ key }: IBaseline): boolean {
    return this._baseline?.key === key;
  }

  /** Notes which side cells hold now. */
  note(indices: number[], shown: 'old' | 'new'): void {
    const { model } = this._options;
    const { result } = model.state;
    if (result) {
      const done = new Set(indices);
      model.patch({
        result: {
          ...result,
          cells: result.cells.map(cell =>
            done.has(cell.index) ? { ...cell, shown } : cell
          )
        }
      });
    }
  }

  /** The outputs from before were let go: what is left cannot be compared with anything. */
  async forget(): Promise<void> {
    const { model } = this._options;
    this._last = null;
    this._baseline = null;
    model.patch({ result: null });
    const { results } = await this._stores();
    await results.drop(model.fullPath).catch(() => undefined);
  }

  private _patch(
    result: ICleanRunResult,
    comparison: INotebookComparison,
    shown: (
      ran: boolean,
      cell: ICleanRunResult['cells'][number]
    ) => ICellOutputs['shown']
  ): void {
    const { mode, started, ended } = result;
    const cells = result.cells.map((cell): ICellOutputs => {
      const ran = cell.outcome.status !== 'not-run';
      return {
        index: cell.index,
        id: cell.id,
        source: cell.source,
        old: cell.old,
        new: cell.new,
        ran,
        followOn: cell.followOn && cell.outcome.status === 'error',
        hadOutputs: cell.stored.length > 0,
        shown: shown(ran, cell)
      };
    });
    this._options.model.patch({
      result: { comparison, mode, started, ended, cells }
    });
  }

  /** A run in a fresh kernel cleared nothing, so the outputs are kept when they are first to be replaced. */
  private async _keepBefore(): Promise<boolean> {
    const { model, panel, trans } = this._options;
    const { isKeepProblem, keepWords, snapshot } = await import('../verify');
    const { baselines } = await this._stores();
    const kept = await baselines.save(
      model.fullPath,
      snapshot(panel.content.model!)
    );
    if (isKeepProblem(kept)) {
      model.patch({
        notice: trans.__(
          'The old outputs could not be kept safe, so they were not replaced. %1',
          keepWords(kept, trans)
        )
      });
      return false;
    }
    await baselines.markEnded(kept.key);
    this._baseline = { ...kept, state: 'ended' };
    return true;
  }

  /** Once a person chose for all cells, the kept outputs may go. */
  private _letGoWhenSettled(side: 'old' | 'new'): void {
    const { model } = this._options;
    const cells = model.state.result?.cells ?? [];
    if (cells.every(cell => !cell.ran || cell.shown === side)) {
      if (model.state.recovery?.key === this._baseline?.key) {
        model.patch({ recovery: null });
      }
      this._dropWhenSaved();
    }
  }

  /**
   * Lets the kept outputs go when the notebook is saved: what was chosen is in the page alone until then. They stay in
   * memory as long as the page lives.
   */
  private _dropWhenSaved(): void {
    const { model, panel } = this._options;
    const { context } = panel;
    const baseline = this._baseline;
    const last = this._last;
    if (!baseline) {
      return;
    }
    const onSave = (_: unknown, state: string) => {
      if (state === 'completed') {
        context.saveState.disconnect(onSave);
        void this._stores()
          .then(async ({ baselines, results }) => {
            await baselines.drop(baseline.key);
            if (this._last === last) {
              await results.drop(model.fullPath);
            }
          })
          .catch(() => undefined);
      }
    };
    context.saveState.connect(onSave);
  }

  /** Digests of the outputs that the notebook holds, by cell id. */
  private async _digests(): Promise<Map<string, string>> {
    const { panel, engine } = this._options;
    const cells = [...(panel.content.model?.cells ?? [])].filter(
      ({ type }) => type === 'code'
    );
    const digests = await engine.digest(
      cells.map(cell => outputsOf(cell as ICodeCellModel))
    );
    return new Map(cells.map(({ id }, at) => [id, digests[at]]));
  }

  private _stores(): Promise<IStores> {
    return keptOf(this._options.services);
  }

  private _options: IOutcomeOptions;
  private _last: ICleanRunResult | null = null;
  private _baseline: IBaseline | null = null;
}
