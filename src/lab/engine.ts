import { PromiseDelegate } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import type {
  Engine,
  IOwnAnswer,
  IReportAnswer,
  IReportRequest
} from '../core/engine';
import type { IOutput } from '../core/notebook/facts';
import type { IEntry, IFile, IProjectHost } from '../core/project/facts';
import type {
  ICellRun,
  ICompareRules,
  INotebookComparison
} from '../core/outputs/types';

type Work =
  | { name: 'report'; request: IReportRequest }
  | {
      name: 'compare';
      cells: ICellRun[];
      rules: ICompareRules;
      own: IOwnAnswer | null;
    }
  | { name: 'digest'; outputs: IOutput[][] }
  | { name: 'forget'; path: string };
type Value = IReportAnswer | INotebookComparison | string[] | null;

/** What the page says to the worker: do this, or the host's answer to what was asked. */
export type IToWorker =
  | { kind: 'do'; call: number; work: Work }
  | {
      kind: 'told';
      call: number;
      ask: number;
      value: IEntry[] | IFile | null;
      hiddenVisible: boolean;
    };

/** What the worker says to the page: the result, or a question to the host. */
export type IFromWorker =
  | { kind: 'done'; call: number; value: Value; error: string | null }
  | {
      kind: 'ask';
      call: number;
      ask: number;
      name: 'list' | 'read';
      path: string;
    };

/** Computes digests of the outputs of cells, each by `digestOutputs`, away from the page's own thread. */
export interface IDigester {
  digest(outputs: IOutput[][]): Promise<string[]>;
}

/** Cells whose outputs go to the worker in one message. */
const DIGESTED_AT_ONCE = 20;

/** Work under way. */
interface ICall {
  work: Work;
  host: IProjectHost | null;
  answer: PromiseDelegate<Value>;
}

/**
 * The core behind promises: in a worker where one can be had, else in the page.
 *
 * #### Notes
 * The worker starts with the first call, so an application in which no notebook is opened never loads it. A site
 * whose content security policy forbids workers gets the same answers from the page's own thread.
 */
export class EngineClient implements IDisposable, IDigester {
  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._worker?.terminate();
    this._worker = null;
    for (const { answer } of this._calls.values()) {
      answer.promise.catch(() => undefined);
      answer.reject(new Error('disposed'));
    }
    this._calls.clear();
  }

  /** The report on a notebook, looking at files through `host`. */
  async report(
    request: IReportRequest,
    host: IProjectHost
  ): Promise<IReportAnswer> {
    const value = await this._do({ name: 'report', request }, host);
    return value as IReportAnswer;
  }

  /** Compares the outputs of a clean run with those before it. A person's own patterns run in threads of their own. */
  async compare(
    cells: ICellRun[],
    rules: ICompareRules
  ): Promise<INotebookComparison> {
    const patterns = rules.ownPatterns ?? [];
    let own: IOwnAnswer | null = null;
    if (patterns.length > 0) {
      const { evaluatePatterns } = await import('./patterns');
      const found = await evaluatePatterns(cells, patterns);
      own = {
        results: found.places.map(({ result }) => result),
        problem: found.problem?.text ?? null
      };
    }
    const value = await this._do({ name: 'compare', cells, rules, own }, null);
    return value as INotebookComparison;
  }

  async digest(outputs: IOutput[][]): Promise<string[]> {
    const digests: string[] = [];
    // A message is copied at one go.
    for (let from = 0; from < outputs.length; from += DIGESTED_AT_ONCE) {
      const some = outputs.slice(from, from + DIGESTED_AT_ONCE);
      const value = await this._do({ name: 'digest', outputs: some }, null);
      digests.push(...(value as string[]));
    }
    return digests;
  }

  /** Forgets the files around a notebook that was closed. */
  forget(path: string): void {
    if (this._worker || this._local) {
      void this._do({ name: 'forget', path }, null);
    }
  }

  private async _do(work: Work, host: IProjectHost | null): Promise<Value> {
    if (this._isDisposed) {
      throw new Error('disposed');
    }
    if (!this._local && !this._worker) {
      this._start();
    }
    if (!this._worker) {
      return this._doHere(work, host);
    }
    const call = this._next++;
    const answer = new PromiseDelegate<Value>();
    this._calls.set(call, { work, host, answer });
    this._worker.postMessage({ kind: 'do', call, work } satisfies IToWorker);
    return answer.promise;
  }

  private _start(): void {
    try {
      const worker = new Worker(
        new URL('./engine.worker.js', import.meta.url),
        { type: 'module' }
      );
      worker.onmessage = ({ data }: MessageEvent<IFromWorker>) => {
        this._onMessage(worker, data);
      };
      const giveUp = (event: Event) => {
        // It could not load, or what it said could not be read: do in the page what is under way, and all that follows.
        event.preventDefault();
        worker.terminate();
        this._worker = null;
        this._moveHere();
      };
      worker.onerror = giveUp;
      worker.onmessageerror = giveUp;
      this._worker = worker;
    } catch {
      this._moveHere();
    }
  }

  private _onMessage(worker: Worker, message: IFromWorker): void {
    const entry = this._calls.get(message.call);
    if (!entry) {
      return;
    }
    if (message.kind === 'ask') {
      const { call, ask, name, path } = message;
      const host = entry.host!;
      void Promise.resolve(
        name === 'list' ? host.list(path) : host.read(path)
      ).then(value => {
        const { hiddenVisible } = host;
        const told: IToWorker = {
          kind: 'told',
          call,
          ask,
          value,
          hiddenVisible
        };
        worker.postMessage(told);
      });
      return;
    }
    this._calls.delete(message.call);
    if (message.error === null) {
      entry.answer.resolve(message.value);
    } else {
      entry.answer.reject(new Error(message.error));
    }
  }

  private _moveHere(): void {
    this._local = Promise.all([
      import('../core/engine'),
      import('./pace'),
      import('./suggestions')
    ]).then(
      ([{ Engine }, { Pace }, { withSuggestions }]) =>
        new Engine({ pace: new Pace(), finish: withSuggestions })
    );
    const calls = [...this._calls.values()];
    this._calls.clear();
    for (const { work, host, answer } of calls) {
      this._doHere(work, host).then(
        value => answer.resolve(value),
        reason => answer.reject(reason)
      );
    }
  }

  private async _doHere(work: Work, host: IProjectHost | null): Promise<Value> {
    const engine = await this._local!;
    switch (work.name) {
      case 'report':
        return engine.report(work.request, host!);
      case 'compare':
        return engine.compare(work.cells, work.rules, work.own);
      case 'digest':
        return engine.digest(work.outputs);
      case 'forget':
        engine.forget(work.path);
        return null;
    }
  }

  private _isDisposed = false;
  private _worker: Worker | null = null;
  private _local: Promise<Engine> | null = null;
  private _next = 1;
  private _calls = new Map<number, ICall>();
}
