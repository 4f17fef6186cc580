import {
  Notification,
  type ISessionContextDialogs
} from '@jupyterlab/apputils';
import type { ICodeCellModel } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { ServiceManager } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { IRunRecord } from '../core/ladder/record';
import type { IReport } from '../core/ladder/report';
import type { INotebookComparison } from '../core/outputs/types';
import type {
  BaselineStore,
  IBaseline,
  ICleanRun,
  ICleanRunResult,
  RecordStore
} from '../verify';
import { digestOutputs } from '../core/outputs/digest';
import type { EngineClient } from './engine';
import { outputsOf } from './notebook-facts';
import type { Settings } from './settings';
import type { ICellOutputs, INotebookState } from './view';

/** What a verification needs of the notebook's model. */
export interface IVerified {
  readonly path: string;
  readonly fullPath: string;
  readonly state: INotebookState;
  record: IRunRecord | null;
  refresh(look?: boolean): Promise<IReport | null>;
  patch(part: Partial<INotebookState>): void;
  forgetRuns(ids: (string | null)[]): void;
  /** The sources that cells last ran with, by cell id, where they were seen to run. */
  ranSources(): Map<string, string>;
  /** Digests of the environment files at the last look. */
  readonly environment: { [path: string]: string };
  /** Stamps of the data files at the last look. */
  readonly data: { [path: string]: string };
}

export interface IVerificationOptions {
  model: IVerified;
  panel: NotebookPanel;
  engine: EngineClient;
  services: ServiceManager.IManager;
  settings: Settings;
  dialogs: ISessionContextDialogs;
  trans: TranslationBundle;
}

/** Emitted when the record of a notebook was saved: it may be open in another view, with a model of its own. */
export const recorded = new Signal<
  object,
  { path: string; record: IRunRecord }
>({});

/** Stores of one server; opened once. */
interface IStores {
  baselines: BaselineStore;
  records: RecordStore;
}

/**
 * The clean runs of one notebook: starts them, has them compared, keeps the record, and puts outputs in or back.
 */
export class Verification implements IDisposable {
  constructor(options: IVerificationOptions) {
    this._options = options;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._run?.cancel();
    }
  }

  /** Finds what an earlier page kept: the record, and outputs of a run that did not end. */
  async recall(): Promise<void> {
    const { model } = this._options;
    try {
      const { baselines, records } = await this._stores();
      model.record = await records.load(model.fullPath);
      const kept = await baselines.list(model.fullPath);
      // One that is still running belongs to another window that is alive.
      const baseline =
        (await baselines.abandoned(model.fullPath)) ??
        kept.find(({ state }) => state === 'ended') ??
        null;
      this._baseline = baseline;
      if (baseline && this._holds(baseline)) {
        await this._drop();
      } else if (baseline) {
        this._offerRecovery(baseline);
      }
    } catch {
      // Without storage (a private window) nothing was kept: there is nothing to recall.
    }
  }

  /** The notebook has another path: what is kept of it follows. */
  async rename(oldPath: string, newPath: string): Promise<void> {
    try {
      const { baselines, records } = await this._stores();
      await Promise.all([
        baselines.rename(oldPath, newPath),
        records.rename(oldPath, newPath)
      ]);
    } catch {
      // Nothing was kept.
    }
  }

  /**
   * Runs the notebook from the top and compares. Resolves with the report after that, also when the run was refused,
   * failed or was called off; a second call during a run resolves with the first.
   */
  start(mode: 'in-place' | 'fresh-kernel'): Promise<IReport | null> {
    this._running ??= this._start(mode).finally(() => {
      this._running = null;
    });
    return this._running;
  }

  cancel(): void {
    const { progress } = this._options.model.state;
    if (this._run && progress) {
      this._options.model.patch({
        progress: { ...progress, phase: 'cancelling' }
      });
      this._run.cancel();
    }
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
    this._show(done, 'new');
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
    this._show(done, 'old');
    this._letGoWhenSettled('old');
    model.forgetRuns(baseline.cells.map(cell => cell.id));
    await model.refresh();
  }

  async recover(): Promise<void> {
    const { model, trans } = this._options;
    const baseline = this._baseline;
    if (!baseline) {
      return;
    }
    const { restoreOutputs } = await import('../verify');
    const { gone } = restoreOutputs(
      this._options.panel.content,
      baseline.cells
    );
    model.patch({
      recovery: null,
      notice:
        gone.length > 0
          ? trans._n(
              'The old outputs are back, but for %1 cell that the notebook no longer has.',
              'The old outputs are back, but for %1 cells that the notebook no longer has.',
              gone.length
            )
          : trans.__('The old outputs are back.')
    });
    if (gone.length === 0) {
      this._dropWhenSaved();
    }
    await model.refresh();
  }

  async dismissRecovery(): Promise<void> {
    this._options.model.patch({ recovery: null });
    await this._drop();
  }

  private async _start(
    mode: 'in-place' | 'fresh-kernel'
  ): Promise<IReport | null> {
    const { model, panel, services, settings, dialogs, trans } = this._options;
    // What the environment files say when the run begins goes into its record.
    const looked = model.refresh(true).then(() => model.environment);
    const [{ InPlaceRun, FreshKernelRun }, stores] = await Promise.all([
      import('../verify'),
      this._stores()
    ]);
    const ran = model.ranSources();
    const ranSource = (cell: string) => ran.get(cell) ?? null;
    const common = { panel, trans, services, ranSource };
    const { askBeforeRestart, continueAfterErrors } = settings.value;
    const run: ICleanRun =
      mode === 'in-place'
        ? new InPlaceRun({
            ...common,
            baselines: stores.baselines,
            dialogs,
            ask: askBeforeRestart,
            continueAfterErrors
          })
        : new FreshKernelRun({ ...common, continueAfterErrors });
    this._run = run;
    // The cells may have written files: they are looked at while the last outputs settle.
    let again: Promise<unknown> | null = null;
    run.progress.connect((_, progress) => {
      if (progress.phase === 'running' && progress.done === progress.total) {
        again ??= model.refresh(true);
      }
      if (model.state.progress?.phase !== 'cancelling') {
        model.patch({ progress, notice: null });
      } else {
        model.patch({ progress: { ...progress, phase: 'cancelling' } });
      }
    });
    const result = await run.run();
    this._run = null;
    if (this._isDisposed) {
      return null;
    }
    try {
      again ??= model.refresh(true);
      return await this._finish(result, looked, again, stores);
    } finally {
      model.patch({ progress: null });
    }
  }

  /** Compares what a run gave, keeps its record, and resolves with the report after that. */
  private async _finish(
    result: ICleanRunResult,
    looked: Promise<{ [path: string]: string }>,
    again: Promise<unknown>,
    stores: IStores
  ): Promise<IReport | null> {
    const { model, settings, engine } = this._options;
    if (result.ending === 'not-started') {
      const notice =
        result.reason.code === 'declined' ? null : result.reason.text;
      model.patch({ progress: null, notice });
      if (notice) {
        // The panel may be closed: it was asked for by the toolbar, a menu or a key.
        Notification.warning(notice, { autoClose: 8000 });
      }
      return model.refresh(true);
    }
    const { progress } = model.state;
    if (progress) {
      model.patch({ progress: { ...progress, phase: 'comparing' } });
    }
    const environment = await looked;
    const compared = await engine.compare(result.cells, settings.value);
    const comparison = await withoutProof(result, compared);
    await again;
    const record = await this._conclude(result, comparison, environment);
    const [report] = await Promise.all([
      model.refresh(),
      this._store(record, result, stores)
    ]);
    return report;
  }

  private async _conclude(
    result: ICleanRunResult,
    comparison: INotebookComparison,
    environment: { [path: string]: string }
  ): Promise<IRunRecord> {
    const { model } = this._options;
    const { makeRecord } = await import('../verify');
    const record = {
      ...makeRecord(result, comparison, environment),
      data: model.data
    };
    model.record = record;
    this._last = result;
    const inPlace = result.mode === 'in-place';
    // What a run before this one kept is not what this one was compared with.
    this._baseline = null;
    const cells: ICellOutputs[] = result.cells.map(cell => ({
      index: cell.index,
      id: cell.id,
      source: cell.source,
      old: cell.old,
      new: cell.new,
      ran: cell.outcome.status !== 'not-run',
      hadOutputs: cell.stored.length > 0,
      shown: inPlace && cell.outcome.status !== 'not-run' ? 'new' : 'old'
    }));
    model.patch({
      recovery: null,
      notice: null,
      result: {
        comparison,
        mode: result.mode,
        started: result.started,
        ended: result.ended,
        cells
      }
    });
    return record;
  }

  private async _store(
    record: IRunRecord,
    result: ICleanRunResult,
    { baselines, records }: IStores
  ): Promise<void> {
    const { model } = this._options;
    try {
      await records.save(model.fullPath, record);
      recorded.emit({ path: model.fullPath, record });
      if (result.baseline) {
        const kept = await baselines.list(model.fullPath);
        this._baseline =
          kept.find(({ key }) => key === result.baseline) ?? null;
        if (record.comparison.verdict === 'verified') {
          // The new outputs are the old ones: there is nothing to go back to.
          this._dropWhenSaved();
        }
      }
    } catch {
      // The record counts for this page; a reload will say "not verified".
    }
  }

  /** A run in a fresh kernel cleared nothing, so the outputs are kept when they are first to be replaced. */
  private async _keepBefore(): Promise<boolean> {
    const { model, panel, trans } = this._options;
    const { isKeepProblem, snapshot } = await import('../verify');
    const { baselines } = await this._stores();
    const kept = await baselines.save(
      model.fullPath,
      snapshot(panel.content.model!)
    );
    if (isKeepProblem(kept)) {
      model.patch({
        notice: trans.__(
          'The old outputs could not be kept safe, so they were not replaced: %1',
          kept.words
        )
      });
      return false;
    }
    await baselines.markEnded(kept.key);
    this._baseline = { ...kept, state: 'ended' };
    return true;
  }

  /** Notes which side the cells hold now. */
  private _show(indices: number[], shown: 'old' | 'new'): void {
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

  /** Once a person chose for all cells, the kept outputs may go. */
  private _letGoWhenSettled(side: 'old' | 'new'): void {
    const cells = this._options.model.state.result?.cells ?? [];
    if (cells.every(cell => !cell.ran || cell.shown === side)) {
      this._dropWhenSaved();
    }
  }

  /**
   * Lets the kept outputs go when the notebook is saved: what was chosen is in the page alone until then. They stay in
   * memory as long as the page lives.
   */
  private _dropWhenSaved(): void {
    const { context } = this._options.panel;
    const baseline = this._baseline;
    if (!baseline) {
      return;
    }
    const onSave = (_: unknown, state: string) => {
      if (state === 'completed') {
        context.saveState.disconnect(onSave);
        void this._stores()
          .then(({ baselines }) => baselines.drop(baseline.key))
          .catch(() => undefined);
      }
    };
    context.saveState.connect(onSave);
  }

  /** Whether the notebook holds every output that was kept. */
  private _holds(baseline: IBaseline): boolean {
    const { model } = this._options.panel.content;
    const now = new Map<string, string>();
    for (const cell of model?.cells ?? []) {
      if (cell.type === 'code') {
        now.set(cell.id, digestOutputs(outputsOf(cell as ICodeCellModel)));
      }
    }
    return baseline.cells.every(
      ({ id, outputs }) =>
        outputs.length === 0 ||
        (id !== null && now.get(id) === digestOutputs(outputs))
    );
  }

  private async _drop(): Promise<void> {
    const baseline = this._baseline;
    this._baseline = null;
    if (baseline) {
      const { baselines } = await this._stores();
      await baselines.drop(baseline.key).catch(() => undefined);
    }
  }

  private _offerRecovery(baseline: IBaseline): void {
    const { model, trans } = this._options;
    model.patch({
      recovery: {
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

  private _stores(): Promise<IStores> {
    const { baseUrl } = this._options.services.serverSettings;
    // Apart from the runners, because every notebook that is opened asks for these.
    this._opened ??= Promise.all([
      import('../verify/baseline'),
      import('../verify/records')
    ]).then(([{ BaselineStore }, { RecordStore }]) => ({
      baselines: new BaselineStore(baseUrl),
      records: new RecordStore(baseUrl)
    }));
    return this._opened;
  }

  private _options: IVerificationOptions;
  private _isDisposed = false;
  private _run: ICleanRun | null = null;
  private _running: Promise<IReport | null> | null = null;
  private _last: ICleanRunResult | null = null;
  private _baseline: IBaseline | null = null;
  private _opened: Promise<IStores> | null = null;
}

/** A run that proves nothing keeps its comparison of outputs, but not a verdict. */
async function withoutProof(
  result: ICleanRunResult,
  comparison: INotebookComparison
): Promise<INotebookComparison> {
  const { whyNoProof } = await import('../verify');
  const why = whyNoProof(result);
  return why
    ? { ...comparison, verdict: 'could-not-verify', reason: why.text }
    : comparison;
}
