import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Contents, ServiceManager } from '@jupyterlab/services';
import type { ISessionContextDialogs } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Poll } from '@lumino/polling';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { IRunRecord } from '../core/ladder/record';
import type { IReport } from '../core/ladder/report';
import type { INotebook } from '../core/notebook/facts';
import type { IFinding } from '../core/notebook/finding';
import { ExecutionLog } from '../kernel/execution-log';
import type { EngineClient } from './engine';
import { NotebookEvents } from './events';
import { ContentsHost } from './host';
import { KernelMemory } from './kernel-memory';
import { isOfHalfARun } from './half-run';
import { kernelState } from './kernel-state';
import { Reporter, type IReported } from './reporter';
import type { Settings } from './settings';
import { selectInCell } from './selection';
import { recorded, Verification } from './verification';
import type { INotebookModel, INotebookState, Mode } from './view';

/** How often the folders are looked at again while the report is on screen, in ms. */
const LOOK_EVERY = 15_000;

/** The state of a notebook of which nothing is known yet. */
const UNKNOWN: Omit<INotebookState, 'path'> = {
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
 * Nothing is computed while no view shows it (`setShown`). It reads the notebook's models and asks the server for files;
 * it sends nothing to a kernel and writes nothing until `verify` is called.
 */
export class NotebookModel implements INotebookModel {
  constructor(options: IModelOptions) {
    const { panel, services, trans } = options;
    this._options = options;
    this._panel = panel;
    this._contents = services.contents;
    this._drive = this._contents.driveName(panel.context.path);
    this._host = new ContentsHost(this._contents, this._drive);
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
    this._reporter = new Reporter({
      ...options,
      runs: this._runs,
      memory: this._memory,
      host: this._host
    });
    this._reporter.reported.connect(this._onReported, this);
    this._reporter.failed.connect((_, problem) =>
      this.patch({ status: 'error', problem })
    );
    this._state = { ...UNKNOWN, path: this.path };
    this._verification = new Verification({
      ...options,
      model: this,
      host: this._host
    });
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
    this._events?.dispose();
    this._verification.dispose();
    this._memory.dispose();
    this._runs.dispose();
    this._reporter.dispose();
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
    return this._told?.cells ?? [];
  }

  /** Whether a view shows this notebook: otherwise the report may be out of date. */
  get isShown(): boolean {
    return this._shown.size > 0;
  }

  /** Replaces a part of the state and tells the views. */
  patch(part: Partial<INotebookState>): void {
    if (this._isDisposed) {
      return;
    }
    const { progress } = this._state;
    this._recordBefore = progress ? this._recordBefore : this.record;
    this._state = { ...this._state, ...part };
    this._changed.emit();
    const { last } = this._reporter;
    if (progress && !this._state.progress && last && last !== this._told) {
      this._onReported(this, last);
    }
  }

  /**
   * Makes the report again; resolves when one is there that was begun after this call.
   *
   * @param look - whether the files are to be looked at again, too
   */
  async refresh(look = false): Promise<IReport | null> {
    return (await this._reporter.refresh(look))?.report ?? null;
  }

  verify(mode: Mode): Promise<IReport | null> {
    return this._verification.start(mode);
  }

  repeat(): Promise<IReport | null> {
    return this._verification.repeat();
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
    return this._verification.outcome.keepNew(index);
  }

  restoreOld(index?: number): Promise<void> {
    return this._verification.outcome.restoreOld(index);
  }

  recover(): Promise<void> {
    return this._verification.recovery.restore();
  }

  dismissRecovery(): Promise<void> {
    return this._verification.recovery.dismiss();
  }

  /** Lists the outputs that are kept of this notebook, and puts those back that the person chooses. */
  recoverOutputs(): Promise<number> {
    return this._verification.recovery.choose();
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
    const { seen } = this;
    const { panel, dialogs, trans } = this._options;
    const { offerFix } = await import('./fixes');
    const index = await offerFix({ panel, fix, seen, dialogs, trans });
    if (index !== null) {
      this.goToCell(index);
      await this.refresh();
    }
  }

  /** The record of the last clean run; changing it shows in the next report. */
  get record(): IRunRecord | null {
    return this._reporter.record;
  }
  set record(record: IRunRecord | null) {
    this._reporter.record = record;
  }

  /** The notebook as it is now. */
  facts(): INotebook {
    return this._reporter.facts();
  }

  /** Digests of the environment files at the last look. */
  get environment(): { [path: string]: string } {
    return this._reporter.last?.environment ?? {};
  }

  /** Stamps of the data files at the last look. */
  get data(): { [path: string]: string } {
    return this._reporter.last?.data ?? {};
  }

  ranSources(): Map<string, string> {
    return this._reporter.ranSources();
  }

  /** Outputs of these cells were replaced by us: what ran before says nothing of them. */
  forgetRuns(ids: (string | null)[]): void {
    ids.forEach(id => this._runs.forget(id));
  }

  private async _connect(): Promise<void> {
    if (this._isDisposed || !this._panel.content.model) {
      return;
    }
    const events = new NotebookEvents({
      panel: this._panel,
      contents: this._contents,
      runs: this._runs
    });
    this._events = events;
    events.edited.connect(() => this._notebookChanged());
    events.kernel.connect(() => this._kernelChanged());
    events.saved.connect(() => this._filesChanged());
    events.renamed.connect((_, oldPath) => {
      void this._verification
        .rename(oldPath, this.fullPath)
        .then(() => this._filesChanged());
    });
    events.file.connect((_, path) => {
      const folders = this._reporter.last?.folders ?? [];
      if (folders.some(name => name === '' || path.includes(`${name}/`))) {
        this._filesChanged();
      }
    });
    recorded.connect((_, { path, record }) => {
      if (path === this.fullPath && record !== this.record) {
        this.record = record;
        this._notebookChanged();
      }
    }, this);
    this._options.settings.changed.connect(this._notebookChanged, this);
    this._kernelChanged();
    await this._verification.recall();
    this._ready = true;
    this._filesChanged();
  }

  private _kernelChanged(): void {
    const { state } = this;
    const part = kernelState(this._panel.context);
    if (
      part.kernel !== state.kernel ||
      part.readOnly !== state.readOnly ||
      part.kernelName !== state.kernelName
    ) {
      this.patch(part);
    }
    const name = this._panel.sessionContext.session?.kernel?.name ?? null;
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

  private async _lookAgain(): Promise<void> {
    if (this._shown.size > 0 && this._ready && !this._state.progress) {
      await this.refresh(true);
    }
  }

  private _onReported(_: unknown, reported: IReported): void {
    this._compareWithDisk();
    if (
      isOfHalfARun(this._state, this.record !== this._recordBefore) ||
      this._isDisposed
    ) {
      return;
    }
    const before = this._state.report;
    const { report } = reported;
    this._told = reported;
    const same = JSON.stringify(before) === JSON.stringify(report);
    if (!same || this._state.status !== 'ready') {
      this.patch({ path: this.path, status: 'ready', problem: null, report });
      this._reportChanged.emit(report);
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

  private _options: IModelOptions;
  private _panel: NotebookPanel;
  private _contents: Contents.IManager;
  private _drive: string;
  private _host: ContentsHost;
  private _runs: ExecutionLog;
  private _memory: KernelMemory;
  private _reporter: Reporter;
  private _verification: Verification;
  private _events: NotebookEvents | null = null;
  private _state: INotebookState;
  /** The report that the views have, and what it was made from. */
  private _told: IReported | null = null;
  /** The record of the last clean run when the one under way began. */
  private _recordBefore: IRunRecord | null = null;
  private _changed = new Signal<this, void>(this);
  private _reportChanged = new Signal<this, IReport>(this);
  private _isDisposed = false;
  private _ready = false;
  private _shown = new Set<string>();
  private _poll: Poll;
  private _kernelName: string | null = null;
}
