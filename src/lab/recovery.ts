import type { ICodeCellModel } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { ServiceManager } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IOutput } from '../core/notebook/facts';
import type { IBaseline, IKnownCell, IStores } from '../verify';
import type { IDigester } from './engine';
import type { ContentsHost } from './host';
import { keptOf } from './kept';
import { outputsOf } from './notebook-facts';
import type { IHasOutcome, Outcome } from './outcome';

export interface IRecoveryOptions {
  model: IHasOutcome;
  panel: NotebookPanel;
  services: ServiceManager.IManager;
  trans: TranslationBundle;
  engine: IDigester;
  outcome: Outcome;
  host: Pick<ContentsHost, 'list'>;
}

/**
 * Outputs from before clean runs that an earlier page left: offered until they are put back or dismissed.
 */
export class Recovery {
  constructor(options: IRecoveryOptions) {
    this._options = options;
  }

  /** Offers what was kept, if the notebook does not hold it anyway. */
  async recall(kept: readonly IBaseline[]): Promise<void> {
    const { model } = this._options;
    const { baselines } = await this._stores();
    // One that is still running belongs to another window that is alive.
    const baseline =
      (await baselines.abandoned(model.fullPath)) ??
      kept.find(({ state, past }) => state === 'ended' && !past) ??
      (await this._follow());
    if (baseline && (await this._holds(baseline))) {
      // Beside the new outputs they are still needed: the notebook may take those in.
      if (!this._options.outcome.isBefore(baseline)) {
        await baselines.drop(baseline.key).catch(() => undefined);
      }
    } else if (baseline) {
      this._offer(baseline);
    }
  }

  /** A run begins or ended: what was offered is not of interest any more. */
  withdraw(): void {
    this._offered = null;
    this._options.model.patch({ recovery: null });
  }

  /** Puts back what is offered. */
  async restore(): Promise<void> {
    if (this._offered) {
      await this._restore(this._offered);
    }
  }

  /** Lets go what is offered. */
  async dismiss(): Promise<void> {
    const baseline = this._offered;
    if (baseline) {
      await this._drop(baseline);
    }
  }

  /**
   * Lists everything that is kept of the notebook, and puts back what a person chooses.
   *
   * @returns how many cells hold old outputs again
   */
  async choose(): Promise<number> {
    const { model, trans } = this._options;
    const { chooseKept } = await import('./recover-dialog');
    for (;;) {
      const kept = await this._list();
      const running = model.state.progress !== null;
      const choice = await chooseKept({
        kept,
        path: model.fullPath,
        running,
        trans
      });
      if (choice?.act === 'let-go') {
        await this._drop(choice.baseline);
      } else {
        return choice ? this._restore(choice.baseline) : 0;
      }
    }
  }

  /** All that is kept of the notebook, here or at a path that it had; nothing where the browser keeps no data. */
  private async _list(): Promise<IBaseline[]> {
    const { model } = this._options;
    try {
      const { baselines } = await this._stores();
      return [
        ...(await baselines.list(model.fullPath)),
        ...(await baselines.listByContent(model.fullPath, this._cells()))
      ];
    } catch {
      return [];
    }
  }

  /** Finds what was kept of the notebook at a path where no notebook is any more, and lets it follow. */
  private async _follow(): Promise<IBaseline | null> {
    const { model, services, host } = this._options;
    const { baselines } = await this._stores();
    const found = await baselines.listByContent(model.fullPath, this._cells());
    for (const baseline of found) {
      const local = services.contents.localPath(baseline.path);
      const slash = local.lastIndexOf('/');
      const entries = await host.list(local.slice(0, Math.max(0, slash)));
      // A folder that cannot be listed may be gone or not; a copy of a notebook is not the notebook.
      if (entries?.every(({ name }) => name !== local.slice(slash + 1))) {
        await baselines.rename(baseline.path, model.fullPath);
        return { ...baseline, path: model.fullPath };
      }
    }
    return null;
  }

  private async _restore(baseline: IBaseline): Promise<number> {
    const { model, panel, trans, outcome } = this._options;
    const { restoreOutputs } = await import('../verify');
    const { done, gone } = restoreOutputs(panel.content, baseline.cells);
    if (outcome.isBefore(baseline)) {
      outcome.note(done, 'old');
    }
    if (this._offered?.key === baseline.key) {
      this.withdraw();
    }
    model.patch({
      notice:
        gone.length > 0
          ? trans._n(
              'The old outputs are back, but for %1 cell that the notebook no longer has.',
              'The old outputs are back, but for %1 cells that the notebook no longer has.',
              gone.length
            )
          : trans.__('The old outputs are back.')
    });
    model.forgetRuns(baseline.cells.map(cell => cell.id));
    if (gone.length === 0 && baseline.path === model.fullPath) {
      this._dropWhenSaved(baseline);
    }
    await model.refresh();
    return done.length;
  }

  /** What was put back is in the page alone until it is saved. */
  private _dropWhenSaved({ key }: IBaseline): void {
    const { context } = this._options.panel;
    const onSave = (_: unknown, state: string) => {
      if (state === 'completed') {
        context.saveState.disconnect(onSave);
        void this._stores()
          .then(({ baselines }) => baselines.drop(key))
          .catch(() => undefined);
      }
    };
    context.saveState.connect(onSave);
  }

  private async _drop(baseline: IBaseline): Promise<void> {
    const { outcome } = this._options;
    if (this._offered?.key === baseline.key) {
      this.withdraw();
    }
    if (outcome.isBefore(baseline)) {
      await outcome.forget();
    }
    const { baselines } = await this._stores();
    await baselines.drop(baseline.key).catch(() => undefined);
  }

  private _offer(baseline: IBaseline): void {
    const { model, trans } = this._options;
    this._offered = baseline;
    model.patch({
      recovery: {
        key: baseline.key,
        saved: baseline.saved,
        ended: baseline.state === 'ended',
        cells: baseline.cells.filter(cell => cell.outputs.length > 0).length,
        reason:
          baseline.state === 'running'
            ? trans.__('A verification did not end; its page was closed.')
            : trans.__('They are from before the last verification.')
      }
    });
  }

  /** Whether the notebook holds every output that was kept. */
  private async _holds({ cells }: IBaseline): Promise<boolean> {
    const { matchCells } = await import('../verify');
    const present = this._cells();
    const partners = new Map(matchCells(cells, present));
    const pairs: IOutput[][] = [];
    for (const [position, { outputs }] of cells.entries()) {
      const partner = partners.get(position);
      if (outputs.length > 0 && partner === undefined) {
        return false;
      }
      if (outputs.length > 0) {
        pairs.push(outputs, outputsOf(present[partner!].model));
      }
    }
    const digests = await this._options.engine.digest(pairs);
    return digests.every((digest, at) => digest === digests[at - (at % 2)]);
  }

  /** The code cells of the notebook as they are now. */
  private _cells(): (IKnownCell & { model: ICodeCellModel })[] {
    const { model } = this._options.panel.content;
    return [...(model?.cells ?? [])].flatMap((cell, index) =>
      cell.type === 'code'
        ? [
            {
              index,
              id: cell.id,
              source: cell.sharedModel.getSource(),
              model: cell as ICodeCellModel
            }
          ]
        : []
    );
  }

  private _stores(): Promise<IStores> {
    return keptOf(this._options.services);
  }

  private _options: IRecoveryOptions;
  private _offered: IBaseline | null = null;
}
