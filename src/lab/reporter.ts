import type { ICodeCellModel } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { ServiceManager } from '@jupyterlab/services';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { IReportAnswer } from '../core/engine';
import { RECORD_KEY } from '../core/ladder/file-record';
import type { IRunRecord } from '../core/ladder/record';
import type { INotebook } from '../core/notebook/facts';
import type { ExecutionLog } from '../kernel/execution-log';
import type { EngineClient } from './engine';
import type { ContentsHost } from './host';
import type { KernelMemory } from './kernel-memory';
import { notebookFacts, OutputDigests } from './notebook-facts';
import type { Settings } from './settings';

export interface IReporterOptions {
  panel: NotebookPanel;
  engine: EngineClient;
  services: ServiceManager.IManager;
  settings: Settings;
  runs: ExecutionLog;
  memory: KernelMemory;
  host: ContentsHost;
}

/** What a report was made from, and what the engine answered. */
export interface IReported extends IReportAnswer {
  cells: INotebook['cells'];
}

/**
 * Makes the reports on one open notebook, one after the other.
 *
 * #### Notes
 * Requests that arrive during a computation are folded into one more.
 */
export class Reporter {
  constructor(options: IReporterOptions) {
    this._options = options;
  }

  /** Emitted for each report, also one that says what the last did. */
  get reported(): ISignal<this, IReported> {
    return this._reported;
  }

  /** Emitted when no report could be made, with why. */
  get failed(): ISignal<this, string> {
    return this._failed;
  }

  /** The record of the last clean run; a change shows in the next report. */
  get record(): IRunRecord | null {
    return this._record;
  }
  set record(record: IRunRecord | null) {
    this._record = record;
  }

  /** The last answer; null before the first. */
  get last(): IReported | null {
    return this._last;
  }

  dispose(): void {
    this._isDisposed = true;
    this._options.engine.forget(this._path);
    Signal.clearData(this);
  }

  /**
   * Makes the report again; resolves when one is there that was begun after this call, or with null when none could be
   * made.
   *
   * @param look - whether the files are to be looked at again, too
   */
  async refresh(look = false): Promise<IReported | null> {
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

  /** The notebook as it is now. */
  facts(): INotebook {
    const { panel, services, runs, memory } = this._options;
    const model = panel.content.model!;
    const kernel = panel.context.sessionContext.session?.kernel;
    const spec = kernel && services.kernelspecs.specs?.kernelspecs[kernel.name];
    return notebookFacts(model, {
      path: this._path,
      kernel: kernel
        ? { name: kernel.name, language: spec?.language ?? null }
        : null,
      runs,
      kernelNames: memory.names,
      digests:
        this._record || model.getMetadata(RECORD_KEY) !== undefined
          ? this.digests
          : null
    });
  }

  /** Digests of the outputs of the notebook's cells. */
  readonly digests = new OutputDigests(outputs =>
    this._options.engine.digest(outputs)
  );

  /** The sources that cells last ran with, by cell id, where they were seen to run. */
  ranSources(): Map<string, string> {
    const { panel, runs } = this._options;
    const sources = new Map<string, string>();
    for (const cell of panel.content.model?.cells ?? []) {
      if (cell.type === 'code') {
        const { executionCount } = cell as ICodeCellModel;
        const source = runs.sourceOf(cell.id, executionCount);
        if (source !== null) {
          sources.set(cell.id, source);
        }
      }
    }
    return sources;
  }

  private async _compute(): Promise<IReported | null> {
    const { panel, engine, settings, host } = this._options;
    if (this._isDisposed || !panel.content.model || !panel.context.isReady) {
      return null;
    }
    const look = this._look;
    this._look = false;
    try {
      await this._prepareDigests();
      if (this._isDisposed || !panel.content.model) {
        return null;
      }
      const notebook = this.facts();
      const answer = await engine.report(
        { notebook, run: this._record, look, options: settings.ruleOptions },
        host
      );
      if (this._isDisposed) {
        return null;
      }
      this._last = { ...answer, cells: notebook.cells };
      this._reported.emit(this._last);
      return this._last;
    } catch (reason) {
      if (!this._isDisposed) {
        this._failed.emit(
          reason instanceof Error ? reason.message : String(reason)
        );
      }
      return null;
    }
  }

  /** Large outputs are digested in the worker before they are asked for. */
  private async _prepareDigests(): Promise<void> {
    const model = this._options.panel.content.model!;
    if (this._record || model.getMetadata(RECORD_KEY) !== undefined) {
      await this.digests.prepare(model.cells);
    }
  }

  private get _path(): string {
    const { panel, services } = this._options;
    return services.contents.localPath(panel.context.path);
  }

  private _options: IReporterOptions;
  private _isDisposed = false;
  private _reported = new Signal<this, IReported>(this);
  private _failed = new Signal<this, string>(this);
  private _queue: Promise<unknown> = Promise.resolve();
  private _pending: Promise<IReported | null> | null = null;
  private _look = false;
  private _last: IReported | null = null;
  private _record: IRunRecord | null = null;
}
