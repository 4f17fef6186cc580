import {
  Notification,
  type ISessionContextDialogs
} from '@jupyterlab/apputils';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { ServiceManager } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import type { IRunRecord } from '../core/ladder/record';
import type { IReport } from '../core/ladder/report';
import type { INotebook } from '../core/notebook/facts';
import type { ICleanRun, ICleanRunResult, IStores } from '../verify';
import { isRepeatable } from '../panel/availability';
import { compareAnyway } from './compared';
import type { EngineClient } from './engine';
import type { ContentsHost } from './host';
import { keptOf } from './kept';
import { Outcome, type IHasOutcome } from './outcome';
import { makeRun } from './make-run';
import { Recomparison } from './recomparison';
import type { RecordWriter } from './record-writer';
import { Recovery } from './recovery';
import { judgeSecond } from './second-run';
import type { Settings } from './settings';
import type { Mode } from './view';

/** What a verification needs of the notebook's model. */
export interface IVerified extends IHasOutcome {
  readonly path: string;
  record: IRunRecord | null;
  refresh(look?: boolean): Promise<IReport | null>;
  /** The sources that cells last ran with, by cell id, where they were seen to run. */
  ranSources(): Map<string, string>;
  /** The notebook as it is now. */
  facts(): INotebook;
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
  host: ContentsHost;
}

/** Emitted when the record of a notebook was saved: it may be open in another view, with a model of its own. */
export const recorded = new Signal<
  object,
  { path: string; record: IRunRecord }
>({});

/** What a run gave, and the look at the files that was begun when its last cell had ended. */
interface IEnded {
  result: ICleanRunResult;
  looked: Promise<unknown>;
}

/**
 * The clean runs of one notebook, one at a time: starts them, has them compared, and keeps the record.
 */
export class Verification implements IDisposable {
  constructor(options: IVerificationOptions) {
    this._options = options;
    this.outcome = new Outcome(options);
    this.recovery = new Recovery({ ...options, outcome: this.outcome });
    this._recomparison = new Recomparison({
      ...options,
      last: () => this.outcome.last,
      judged: record => this._rejudged(record)
    });
  }

  /** The outputs of the last run. */
  readonly outcome: Outcome;

  /** The outputs that earlier pages left. */
  readonly recovery: Recovery;

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._recomparison.dispose();
      this._run?.cancel();
      this._writer?.dispose();
    }
  }

  /** Finds what an earlier page kept: the record, the outputs of the run, and those from before it. */
  async recall(): Promise<void> {
    const { model } = this._options;
    try {
      const { baselines, records } = await this._stores();
      model.record = await records.load(model.fullPath);
      const kept = await baselines.list(model.fullPath);
      if (model.record) {
        await this._prepareWriter();
        await this.outcome.recall(model.record, kept);
      }
      await this.recovery.recall(kept);
    } catch {
      // Without storage (a private window) nothing was kept: there is nothing to recall.
    }
  }

  /** The notebook has another path: what is kept of it follows. */
  async rename(oldPath: string, newPath: string): Promise<void> {
    try {
      const { followRename } = await import('../verify/stores');
      await followRename(await this._stores(), oldPath, newPath);
    } catch {
      // Nothing was kept.
    }
  }

  /**
   * Runs the notebook from the top and compares. Resolves with the report after that, also when the run was refused,
   * failed or was called off; a second call during a run resolves with the first.
   */
  start(mode: Mode): Promise<IReport | null> {
    return this._alone(() => this._start(mode));
  }

  /**
   * Runs the notebook once more, in a fresh kernel, and compares with what the last run gave, to tell random from stale.
   * Resolves like `start`.
   */
  repeat(): Promise<IReport | null> {
    return this._alone(() => this._repeat());
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

  /** Never more than one run at a time. */
  private _alone(work: () => Promise<IReport | null>): Promise<IReport | null> {
    this._running ??= work().finally(() => {
      this._running = null;
      // Rules may have been changed meanwhile.
      this._recomparison.look();
    });
    return this._running;
  }

  private async _start(mode: Mode): Promise<IReport | null> {
    const { model, settings } = this._options;
    // What the environment files say when the run begins goes into its record.
    const looked = model.refresh(true).then(() => model.environment);
    const run = await makeRun(this._options, mode);
    const ended = await this._follow(run, false);
    if (!ended) {
      return null;
    }
    try {
      const report = await this._finish(ended, looked);
      const began = ended.result.ending !== 'not-started';
      return began &&
        settings.value.repeatWhenDifferent &&
        isRepeatable(model.state)
        ? await this._repeat()
        : report;
    } finally {
      model.patch({ progress: null });
    }
  }

  private async _repeat(): Promise<IReport | null> {
    const { model, trans } = this._options;
    const report = await model.refresh(true);
    const first = this.outcome.last;
    if (!first || !isRepeatable(model.state) || !report?.run?.stillCounts) {
      const notice =
        report?.run && !report.run.stillCounts && report.run.reason
          ? trans.__(
              'A second run would be of another notebook than the first: %1.',
              report.run.reason
            )
          : trans.__(
              'There is nothing to tell apart: verify first, and run again when outputs differ.'
            );
      model.patch({ progress: null });
      this._refuse(notice);
      return report;
    }
    const run = await makeRun(this._options, 'fresh-kernel');
    const ended = await this._follow(run, true);
    if (!ended) {
      return null;
    }
    try {
      return await this._judge(first, ended);
    } finally {
      model.patch({ progress: null });
    }
  }

  /** Shows how a run goes until it is over; resolves to null when the notebook was closed meanwhile. */
  private async _follow(
    run: ICleanRun,
    repeat: boolean
  ): Promise<IEnded | null> {
    const { model } = this._options;
    this._run = run;
    // The cells may have written files: they are looked at while the last outputs settle.
    let looked: Promise<unknown> | null = null;
    run.progress.connect((_, progress) => {
      if (progress.phase === 'running' && progress.done === progress.total) {
        looked ??= model.refresh(true);
      }
      const cancelling = model.state.progress?.phase === 'cancelling';
      model.patch({
        progress: {
          ...progress,
          repeat,
          phase: cancelling ? 'cancelling' : progress.phase
        },
        notice: null
      });
    });
    const result = await run.run();
    this._run = null;
    return this._isDisposed
      ? null
      : { result, looked: looked ?? model.refresh(true) };
  }

  /** Compares what a run gave, keeps its record, and resolves with the report after that. */
  private async _finish(
    { result, looked }: IEnded,
    environment: Promise<{ [path: string]: string }>
  ): Promise<IReport | null> {
    const { model, panel, settings, engine } = this._options;
    if (result.ending === 'not-started') {
      model.patch({ progress: null, notice: null });
      if (result.reason.code !== 'declined') {
        this._refuse(result.reason.text);
      }
      return model.refresh(true);
    }
    this._comparing();
    const began = await environment;
    const comparison = await compareAnyway(
      engine,
      result.cells,
      settings.compareRules
    );
    await looked;
    const { makeRecord, recordedOutputs } = await import('../verify');
    const digests = await engine.digest(recordedOutputs(result));
    const record = {
      ...makeRecord(result, comparison, began, digests),
      data: model.data
    };
    model.record = record;
    this.outcome.show(result, record.comparison);
    this.recovery.withdraw();
    await this._prepareWriter();
    const [report] = await Promise.all([
      model.refresh(),
      this._store(record, () => this.outcome.keep(result, record.comparison))
    ]);
    if (panel.context.model.collaborative) {
      this._writer?.write();
    }
    return report;
  }

  /** A notebook that is saved takes the record along, if the person wants that. */
  private async _prepareWriter(): Promise<void> {
    const { model, panel, settings } = this._options;
    if (settings.value.recordInNotebook && !this._writer) {
      const { RecordWriter } = await import('./record-writer');
      this._writer ??= new RecordWriter(model, panel, settings);
    }
  }

  /** Tells random from stale by a second run. */
  private async _judge(
    first: ICleanRunResult,
    { result: second, looked }: IEnded
  ): Promise<IReport | null> {
    const { model, settings, engine } = this._options;
    const { record } = model;
    if (
      second.ending === 'not-started' ||
      second.ending === 'cancelled' ||
      !record
    ) {
      model.patch({ progress: null });
      if (second.reason.code !== 'cancelled') {
        this._refuse(second.reason.text);
      }
      return model.refresh(true);
    }
    this._comparing();
    const comparison = await judgeSecond(
      { comparison: record.comparison, first, second },
      cells => engine.compare(cells, settings.compareRules)
    );
    await looked;
    // The second run may have written the data files anew.
    const judged = { ...record, comparison, data: model.data };
    model.record = judged;
    this.outcome.retell(comparison);
    const [report] = await Promise.all([model.refresh(), this._store(judged)]);
    return report;
  }

  /** The last run was judged by other rules. */
  private async _rejudged(record: IRunRecord): Promise<void> {
    const { model } = this._options;
    model.record = record;
    this.outcome.retell(record.comparison);
    await Promise.all([model.refresh(), this._store(record)]);
  }

  /** Nothing was run: says why. */
  private _refuse(notice: string): void {
    this._options.model.patch({ notice });
    // The panel may be closed: it was asked for by the toolbar, a menu or a key.
    Notification.warning(notice, { autoClose: 8000 });
  }

  private _comparing(): void {
    const { model } = this._options;
    const { progress } = model.state;
    if (progress) {
      model.patch({ progress: { ...progress, phase: 'comparing' } });
    }
  }

  private async _store(
    record: IRunRecord,
    more?: () => Promise<void>
  ): Promise<void> {
    const { model } = this._options;
    try {
      const { records } = await this._stores();
      await records.save(model.fullPath, record);
      recorded.emit({ path: model.fullPath, record });
      await more?.();
    } catch {
      // The record counts for this page; a reload will say "not verified".
    }
  }

  private _stores(): Promise<IStores> {
    return keptOf(this._options.services);
  }

  private _options: IVerificationOptions;
  private _isDisposed = false;
  private _recomparison: Recomparison;
  private _run: ICleanRun | null = null;
  private _writer: RecordWriter | null = null;
  private _running: Promise<IReport | null> | null = null;
}
