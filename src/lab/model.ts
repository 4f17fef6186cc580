import type { ICodeCellModel } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Contents, ServiceManager } from '@jupyterlab/services';
import type { ISessionContextDialogs } from '@jupyterlab/apputils';
import { ActivityMonitor } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Poll } from '@lumino/polling';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { IRunRecord } from '../core/ladder/record';
import type { IReport } from '../core/ladder/report';
import type { INotebook } from '../core/notebook/facts';
import type { IFinding } from '../core/notebook/finding';
import type { EngineClient } from './engine';
import { ExecutionLog } from '../kernel/execution-log';
import { ContentsHost } from './host';
import { KernelMemory } from './kernel-memory';
import { notebookFacts, OutputDigests } from './notebook-facts';
import type { Settings } from './settings';
import { selectInCell } from './selection';
import { recorded, Verification } from './verification';
import type { INotebookModel, INotebookState } from './view';

/** How long typing must pause before the report is made again, in ms. */
const PAUSE = 250;
/** How often the folders are looked at again while the report is on screen, in ms. */
const LOOK_EVERY = 15_000;

export interface IModelOptions {
  panel: NotebookPanel;
  engine: EngineClient;
  services: ServiceManager.IManager;
  settings: Settings;
  dialogs: ISessionContextDialogs;
  trans: TranslationBundle;
  openFile(path: string): void;
  openComparison(model: NotebookModel, cell: number | null): void;
}

/**
 * The reproducibility of one open notebook.
 *
 * #### Notes
 * Nothing is computed while no view shows it (`setShown`). Requests that arrive during a computation are folded into
 * one more. It reads the notebook's models and asks the server for files; it sends nothing to a kernel and writes
 * nothing until `verify` is called.
 */
export class NotebookModel implements INotebookModel {
  constructor(options: IModelOptions) {
    const { panel, engine, services, trans } = options;
    this._options = options;
    this._panel = panel;
    this._engine = engine;
    this._contents = services.contents;
    const drive = this._contents.driveName(panel.context.path);
    this._host = new ContentsHost(this._contents, drive);
    this._drive = drive;
    this._runs = new ExecutionLog({
      notebook: panel.content,
      context: panel.context,
      server: services.serverSettings.baseUrl
    });
    this._memory = new KernelMemory({
      model: this,
      panel,
      log: this._runs,
      trans
    });
    this._state = {
      path: this.path,
      status: 'loading',
      problem: null,
      report: null,
      kernel: 'none',
      readOnly: false,
      changedOnDisk: false,
      progress: null,
      result: null,
      recovery: null,
      notice: null,
      asking: false,
      asked: null
    };
    this._verification = new Verification({ ...options, model: this });
    this._poll = new Poll({
      auto: false,
      factory: async () => this._lookAgain(),
      frequency: { interval: LOOK_EVERY, backoff: false },
      name: `jupyterlab-reproducibility:${trans.__('files')}`,
      standby: () => (this._shown.size > 0 ? 'when-hidden' : true)
    });
    panel.disposed.connect(this.dispose, this);
    void panel.context.ready.then(() => this._connect());
  }

  get path(): string {
    return this._contents.localPath(this._panel.context.path);
  }

  /** With the drive's name, as other extensions know the notebook. */
  get fullPath(): string {
    return this._panel.context.path;
  }

  get panel(): NotebookPanel {
    return this._panel;
  }

  get state(): INotebookState {
    return this._state;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted when the report, not just the state around it, is another one. */
  get reportChanged(): ISignal<this, IReport> {
    return this._reportChanged;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._poll.dispose();
    this._monitor?.dispose();
    this._runMonitor?.dispose();
    this._verification.dispose();
    this._memory.dispose();
    this._runs.dispose();
    this._engine.forget(this.path);
    Signal.clearData(this);
  }

  /** A view shows this notebook, or no longer does. */
  setShown(view: string, shown: boolean): void {
    const before = this._shown.size;
    if (shown) {
      this._shown.add(view);
    } else {
      this._shown.delete(view);
    }
    if (before === 0 && this._shown.size > 0) {
      void this.refresh(true);
      void this._poll.start();
    }
    if (before === 0 || this._shown.size === 0) {
      this._changed.emit();
    }
  }

  /** The cells that the report speaks of, as they were. */
  get seen(): INotebook['cells'] {
    return this._seen;
  }

  /** Whether a view shows this notebook: otherwise the report may be out of date. */
  get isShown(): boolean {
    return this._shown.size > 0;
  }

  /** Replaces a part of the state and tells the views. */
  patch(part: Partial<INotebookState>): void {
    if (!this._isDisposed) {
      this._state = { ...this._state, ...part };
      this._changed.emit();
    }
  }

  /**
   * Makes the report again; resolves when one is there that was begun after this call.
   *
   * @param look - whether the files are to be looked at again, too
   */
  async refresh(look = false): Promise<IReport | null> {
    this._look = this._look || look;
    this._pending ??= this._queue.then(() => {
      this._pending = null;
      return this._compute();
    });
    this._queue = this._pending.then(
      () => undefined,
      () => undefined
    );
    return this._pending;
  }

  verify(mode: 'in-place' | 'fresh-kernel'): Promise<IReport | null> {
    return this._verification.start(mode);
  }

  cancel(): void {
    this._verification.cancel();
  }

  goToCell(index: number, range?: { from: number; to: number }): void {
    const notebook = this._panel.content;
    const cell = notebook.widgets[index];
    if (!cell) {
      return;
    }
    notebook.deselectAll();
    notebook.activeCellIndex = index;
    const there = notebook
      .scrollToItem(index, 'smart')
      .catch(() => undefined)
      .then(() => cell.ready);
    this._panel.activate();
    if (range) {
      void there.then(() => selectInCell(notebook, cell, range));
    }
  }

  openFile(path: string): void {
    this._options.openFile(this._drive ? `${this._drive}:${path}` : path);
  }

  compare(index?: number): void {
    this._options.openComparison(this, index ?? null);
  }

  keepNew(index?: number): Promise<void> {
    return this._verification.keepNew(index);
  }

  restoreOld(index?: number): Promise<void> {
    return this._verification.restoreOld(index);
  }

  recover(): Promise<void> {
    return this._verification.recover();
  }

  dismissRecovery(): Promise<void> {
    return this._verification.dismissRecovery();
  }

  askKernel(): Promise<void> {
    return this._memory.ask();
  }

  cancelAsk(): void {
    this._memory.cancel();
  }

  async applyFix({ fix }: IFinding): Promise<void> {
    if (!fix) {
      return;
    }
    const seen = this._seen;
    const { panel, dialogs, trans } = this._options;
    const { offerFix } = await import('./fixes');
    const index = await offerFix({ panel, fix, seen, dialogs, trans });
    if (index !== null) {
      this.goToCell(index);
      await this.refresh();
    }
  }

  /** The record of the last clean run; changing it makes the report again. */
  get record(): IRunRecord | null {
    return this._record;
  }
  set record(record: IRunRecord | null) {
    this._record = record;
    this._digests ??= record ? new OutputDigests() : null;
  }

  /** Digests of the environment files at the last look. */
  get environment(): { [path: string]: string } {
    return this._environment;
  }

  /** The sources that cells last ran with, by cell id, where they were seen to run. */
  ranSources(): Map<string, string> {
    const sources = new Map<string, string>();
    for (const cell of this._panel.content.model?.cells ?? []) {
      if (cell.type === 'code') {
        const { executionCount } = cell as ICodeCellModel;
        const source = this._runs.sourceOf(cell.id, executionCount);
        if (source !== null) {
          sources.set(cell.id, source);
        }
      }
    }
    return sources;
  }

  /** Stamps of the data files at the last look. */
  get data(): { [path: string]: string } {
    return this._data;
  }

  /** Outputs of these cells were replaced by us: what ran before says nothing of them. */
  forgetRuns(ids: (string | null)[]): void {
    ids.forEach(id => this._runs.forget(id));
  }

  private async _connect(): Promise<void> {
    const { context, content } = this._panel;
    if (this._isDisposed || !content.model) {
      return;
    }
    this._monitor = new ActivityMonitor({
      signal: content.model.contentChanged,
      timeout: PAUSE
    });
    this._monitor.activityStopped.connect(() => this._notebookChanged(), this);
    content.model.metadataChanged.connect(() => this._notebookChanged(), this);
    this._runMonitor = new ActivityMonitor({
      signal: this._runs.changed,
      timeout: PAUSE
    });
    this._runMonitor.activityStopped.connect(
      () => this._notebookChanged(),
      this
    );
    context.sessionContext.statusChanged.connect(this._kernelChanged, this);
    context.sessionContext.kernelChanged.connect(this._kernelChanged, this);
    context.sessionContext.connectionStatusChanged.connect(
      this._kernelChanged,
      this
    );
    let { fullPath } = this;
    context.pathChanged.connect(() => {
      void this._verification
        .rename(fullPath, this.fullPath)
        .then(() => this._filesChanged());
      fullPath = this.fullPath;
    }, this);
    context.saveState.connect((_, state) => {
      if (state === 'completed') {
        this._filesChanged();
      }
    }, this);
    this._contents.fileChanged.connect(this._onFileChanged, this);
    recorded.connect((_, { path, record }) => {
      if (path === this.fullPath && record !== this._record) {
        this.record = record;
        this._notebookChanged();
      }
    }, this);
    this._options.settings.changed.connect(() => this._notebookChanged(), this);
    this._kernelChanged();
    await this._verification.recall();
    this._ready = true;
    this._filesChanged();
  }

  private _kernelChanged(): void {
    const { sessionContext, model } = this._panel.context;
    const status = sessionContext.kernelDisplayStatus;
    const kernel: INotebookState['kernel'] = !sessionContext.session?.kernel
      ? !sessionContext.hasNoKernel &&
        (status === 'starting' || status === 'initializing')
        ? 'starting'
        : 'none'
      : status === 'idle' || status === 'busy' || status === 'dead'
        ? status
        : sessionContext.session.kernel.connectionStatus === 'disconnected'
          ? 'disconnected'
          : 'starting';
    const name = sessionContext.session?.kernel?.name ?? null;
    const readOnly =
      model.readOnly || this._panel.context.contentsModel?.writable === false;
    const spec = model.getMetadata('kernelspec') as
      { name?: string } | undefined;
    const kernelName = name ?? spec?.name ?? null;
    const { state } = this;
    if (
      kernel !== state.kernel ||
      readOnly !== state.readOnly ||
      kernelName !== state.kernelName
    ) {
      this.patch({ kernel, readOnly, kernelName });
    }
    if (name !== this._kernelName) {
      this._kernelName = name;
      this._notebookChanged();
    }
  }

  private _notebookChanged(): void {
    if (this._shown.size > 0 && this._ready) {
      void this.refresh();
    }
  }

  private _filesChanged(): void {
    if (this._shown.size > 0 && this._ready) {
      void this.refresh(true);
    }
  }

  private _onFileChanged(_: unknown, change: Contents.IChangedArgs): void {
    const paths = [change.newValue?.path, change.oldValue?.path];
    const near = paths.some(
      path =>
        path !== undefined &&
        path !== this.fullPath &&
        this._folders.some(
          folder => folder === '' || path.includes(`${folder}/`)
        )
    );
    if (near) {
      this._filesChanged();
    }
  }

  private async _lookAgain(): Promise<void> {
    if (this._shown.size > 0 && this._ready && !this._state.progress) {
      await this.refresh(true);
    }
  }

  /**
   * Whether the file holds something else than what was opened or saved here: told from the listing of its folder, with
   * the half second that JupyterLab grants, too.
   */
  private _compareWithDisk(): void {
    const { context } = this._panel;
    const here = context.contentsModel?.last_modified;
    const there = this._host.modified(this.path);
    const changedOnDisk =
      !context.model.collaborative &&
      here !== undefined &&
      there !== null &&
      Date.parse(there) - Date.parse(here) > 500;
    if (changedOnDisk !== this._state.changedOnDisk) {
      this.patch({ changedOnDisk });
    }
  }

  private async _compute(): Promise<IReport | null> {
    const { content, context } = this._panel;
    if (this._isDisposed || !content.model || !context.isReady) {
      return null;
    }
    const look = this._look;
    this._look = false;
    const session = context.sessionContext.session;
    const spec =
      session?.kernel &&
      this._options.services.kernelspecs.specs?.kernelspecs[
        session.kernel.name
      ];
    const notebook = notebookFacts(content.model, {
      path: this.path,
      kernel: session?.kernel
        ? { name: session.kernel.name, language: spec?.language ?? null }
        : null,
      runs: this._runs,
      kernelNames: this._memory.names,
      digests: this._record ? this._digests : null
    });
    try {
      const answer = await this._engine.report(
        {
          notebook,
          run: this._record,
          look,
          options: this._options.settings.ruleOptions
        },
        this._host
      );
      if (this._isDisposed) {
        return null;
      }
      const before = this._state.report;
      this._seen = notebook.cells;
      this._environment = answer.environment;
      this._data = answer.data;
      this._compareWithDisk();
      this._folders = answer.folders;
      const same = JSON.stringify(before) === JSON.stringify(answer.report);
      if (!same || this._state.status !== 'ready') {
        this.patch({
          path: this.path,
          status: 'ready',
          problem: null,
          report: answer.report
        });
        this._reportChanged.emit(answer.report);
      }
      return answer.report;
    } catch (reason) {
      if (!this._isDisposed) {
        const problem =
          reason instanceof Error ? reason.message : String(reason);
        this.patch({ status: 'error', problem });
      }
      return null;
    }
  }

  private _options: IModelOptions;
  private _panel: NotebookPanel;
  private _engine: EngineClient;
  private _contents: Contents.IManager;
  private _drive: string;
  private _host: ContentsHost;
  private _runs: ExecutionLog;
  private _memory: KernelMemory;
  private _seen: INotebook['cells'] = [];
  private _verification: Verification;
  private _state: INotebookState;
  private _changed = new Signal<this, void>(this);
  private _reportChanged = new Signal<this, IReport>(this);
  private _isDisposed = false;
  private _ready = false;
  private _shown = new Set<string>();
  private _poll: Poll;
  private _monitor: ActivityMonitor<unknown, void> | null = null;
  private _runMonitor: ActivityMonitor<unknown, void> | null = null;
  private _queue: Promise<unknown> = Promise.resolve();
  private _pending: Promise<IReport | null> | null = null;
  private _look = false;
  private _kernelName: string | null = null;
  private _record: IRunRecord | null = null;
  private _digests: OutputDigests | null = null;
  private _environment: { [path: string]: string } = {};
  private _data: { [path: string]: string } = {};
  private _folders: string[] = [];
}
