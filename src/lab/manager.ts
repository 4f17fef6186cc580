import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ISessionContextDialogs } from '@jupyterlab/apputils';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { Contents, ServiceManager } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { IRunRecord } from '../core/ladder/record';
import type {
  IReport,
  IReportChange,
  IReproducibility,
  IVerifyOptions
} from '../tokens';
import type { EngineClient } from './engine';
import type { NotebookModel } from './model';
import { listen } from '../kernel/process';
import type { Settings } from './settings';
import type { IPanelModel } from './view';

/** How long a verification waits for the kernel of a notebook that was just opened, in ms. */
const READY_LIMIT = 10_000;

export interface IManagerOptions {
  app: JupyterFrontEnd;
  tracker: INotebookTracker;
  settings: Settings;
  dialogs: ISessionContextDialogs;
  trans: TranslationBundle;
  /** The shell is JupyterLab's: its main area takes more than one widget. */
  inLab: boolean;
}

/**
 * Knows the model of each open notebook and which one is in front.
 *
 * #### Notes
 * This is what the application loads when it starts, so it stays small: models, engine and views are loaded when the
 * first of them is needed.
 */
export class Manager implements IReproducibility, IPanelModel {
  constructor(options: IManagerOptions) {
    this._options = options;
    options.tracker.currentChanged.connect(this._onCurrentChanged, this);
    options.tracker.widgetAdded.connect((_, panel) => {
      listen(panel.sessionContext);
    }, this);
    // Also of notebooks that are not open, and of folders.
    options.app.serviceManager.contents.fileChanged.connect(
      this._onFileChanged,
      this
    );
  }

  get settings(): Settings {
    return this._options.settings;
  }

  get current(): NotebookModel | null {
    return this._current;
  }

  get currentChanged(): ISignal<this, void> {
    return this._currentChanged;
  }

  get changed(): ISignal<this, IReportChange> {
    return this._changed;
  }

  /** Emitted when a run of an open notebook began or ended. */
  get runChanged(): ISignal<this, void> {
    return this._runChanged;
  }

  /** The model of an open notebook that was asked for before, or null. */
  loaded(panel: NotebookPanel | null): NotebookModel | null {
    return (panel && this._loaded.get(panel)) ?? null;
  }

  /** A view that shows the notebook in front became visible, or no longer is. */
  setShown(view: string, shown: boolean): void {
    if (shown) {
      this._shown.add(view);
      void this._follow();
    } else {
      this._shown.delete(view);
    }
    this._current?.setShown(view, shown);
  }

  /** The model of an open notebook; made when it is asked for the first time. */
  modelOf(panel: NotebookPanel): Promise<NotebookModel> {
    let model = this._models.get(panel);
    if (!model) {
      model = this._make(panel);
      this._models.set(panel, model);
    }
    return model;
  }

  async report(path: string): Promise<IReport> {
    const panel = this._open(path);
    if (panel) {
      await panel.context.ready;
      const model = await this.modelOf(panel);
      const report = await model.refresh(true);
      if (report) {
        return report;
      }
      throw new Error(
        model.state.problem ??
          this._options.trans.__('%1 was closed meanwhile', path)
      );
    }
    const { app } = this._options;
    const { contents } = app.serviceManager;
    const [engine, { ContentsHost }, { parseNotebook }] = await Promise.all([
      this._engineOnce(),
      import('./host'),
      import('../core/notebook')
    ]);
    const file = await contents.get(path, { type: 'notebook', content: true });
    const local = contents.localPath(path);
    const parsed = parseNotebook(JSON.stringify(file.content), local);
    if ('problem' in parsed) {
      throw new Error(parsed.problem);
    }
    const host = new ContentsHost(contents, contents.driveName(path));
    const { report } = await engine.report(
      {
        notebook: parsed.notebook,
        run: await storedRecord(app.serviceManager, path),
        look: true,
        options: this._options.settings.ruleOptions
      },
      host
    );
    engine.forget(local);
    return report;
  }

  async verify(path: string, options: IVerifyOptions = {}): Promise<IReport> {
    const { app, trans } = this._options;
    let panel = this._open(path);
    if (!panel) {
      await app.commands.execute('docmanager:open', {
        path,
        factory: 'Notebook'
      });
      panel = this._open(path);
    }
    if (!panel) {
      throw new Error(trans.__('%1 could not be opened as a notebook', path));
    }
    await panel.context.ready;
    // A kernel that cannot be started (an unknown one, say) never gets ready: the run itself then says what is wrong.
    await Promise.race([
      panel.sessionContext.ready,
      new Promise(resolve => setTimeout(resolve, READY_LIMIT))
    ]);
    const model = await this.modelOf(panel);
    const report = await model.verify(options.mode ?? 'in-place');
    if (!report) {
      throw new Error(
        model.state.problem ?? trans.__('%1 was closed meanwhile', path)
      );
    }
    return report;
  }

  /** Runs an open notebook once more to tell random from stale; resolves with the report after that. */
  async repeat(path: string): Promise<IReport | null> {
    return (await this._openModel(path)).repeat();
  }

  /** Lists what is kept of an open notebook; resolves with how many cells hold old outputs again. */
  async recover(path: string): Promise<number> {
    return (await this._openModel(path)).recoverOutputs();
  }

  /** Asks the kernel of an open notebook; resolves with the report after that. */
  async askKernel(path: string): Promise<IReport | null> {
    const model = await this._openModel(path);
    await model.askKernel();
    return model.state.report;
  }

  private async _openModel(path: string): Promise<NotebookModel> {
    const panel = this._open(path);
    if (!panel) {
      throw new Error(this._options.trans.__('%1 is not open', path));
    }
    await panel.context.ready;
    return this.modelOf(panel);
  }

  private _open(path: string): NotebookPanel | null {
    return (
      this._options.tracker.find(panel => panel.context.path === path) ?? null
    );
  }

  /** What is kept of notebooks follows them. */
  private _onFileChanged(_: unknown, change: Contents.IChangedArgs): void {
    const { type, oldValue, newValue } = change;
    if (type !== 'rename' || !oldValue?.path || !newValue?.path) {
      return;
    }
    const [from, to] = [oldValue.path, newValue.path];
    void Promise.all([import('./kept'), import('../verify/stores')])
      .then(async ([{ keptOf }, { followRename }]) =>
        followRename(await keptOf(this._options.app.serviceManager), from, to)
      )
      .catch(() => undefined);
  }

  private _onCurrentChanged(): void {
    void this._follow();
  }

  /** Brings `current` to the notebook in front, if any view wants to know. */
  private async _follow(): Promise<void> {
    const panel = this._options.tracker.currentWidget;
    if (panel && this._shown.size === 0 && !this._models.has(panel)) {
      return;
    }
    const model = panel ? await this.modelOf(panel) : null;
    if (
      this._options.tracker.currentWidget !== panel ||
      model === this._current
    ) {
      return;
    }
    const before = this._current;
    this._current = model;
    for (const view of this._shown) {
      before?.setShown(view, false);
      model?.setShown(view, true);
    }
    this._currentChanged.emit();
  }

  private async _make(panel: NotebookPanel): Promise<NotebookModel> {
    const { app, settings, dialogs, trans, inLab } = this._options;
    const [engine, { NotebookModel }] = await Promise.all([
      this._engineOnce(),
      import('./model')
    ]);
    const model = new NotebookModel({
      panel,
      engine,
      services: app.serviceManager,
      settings,
      dialogs,
      trans,
      openFile: path => {
        void app.commands.execute('docmanager:open', { path });
      },
      openComparison: (model, cell) => {
        void import('./comparison').then(({ openComparison }) =>
          openComparison(app, model, cell, trans, inLab, settings)
        );
      }
    });
    model.reportChanged.connect((_, report) => {
      this._changed.emit({ path: model.fullPath, report });
    });
    let { progress, result } = model.state;
    model.changed.connect(() => {
      const before = { progress, result };
      ({ progress, result } = model.state);
      if (
        (before.progress === null) !== (progress === null) ||
        before.result !== result
      ) {
        this._runChanged.emit();
      }
    });
    this._loaded.set(panel, model);
    return model;
  }

  private _engineOnce(): Promise<EngineClient> {
    this._engine ??= import('./engine').then(
      ({ EngineClient }) => new EngineClient()
    );
    return this._engine;
  }

  private _options: IManagerOptions;
  private _current: NotebookModel | null = null;
  private _currentChanged = new Signal<this, void>(this);
  private _changed = new Signal<this, IReportChange>(this);
  private _shown = new Set<string>();
  private _runChanged = new Signal<this, void>(this);
  private _loaded = new WeakMap<NotebookPanel, NotebookModel>();
  private _models = new WeakMap<NotebookPanel, Promise<NotebookModel>>();
  private _engine: Promise<EngineClient> | null = null;
}

/** The record of a notebook's last clean run in this browser, or null. */
async function storedRecord(
  services: ServiceManager.IManager,
  path: string
): Promise<IRunRecord | null> {
  try {
    const { RecordStore } = await import('../verify/records');
    return await new RecordStore(services.serverSettings.baseUrl).load(path);
  } catch {
    return null;
  }
}
