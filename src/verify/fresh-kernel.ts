import { PathExt } from '@jupyterlab/coreutils';
import type { INotebookModel } from '@jupyterlab/notebook';
import type { Kernel, KernelMessage } from '@jupyterlab/services';
import { PromiseDelegate } from '@lumino/coreutils';
import { Signal } from '@lumino/signaling';
import { expectsError } from '../core/outputs/tags';
import { AtWork } from './at-work';
import { CleanRun, keyOf, wordsOf, type IRunOptions } from './base';
import type { IKeptCell } from './baseline';
import { OutputCollector } from './collector';
import { isOrderly, type IEnd } from './ends';
import { FreshSession, isDeath } from './fresh-session';
import { claim } from './guard';
import { endOfOverlong, type IOverlong } from './overlong';
import { lateOutput } from './quiet';
import { kernelNameOf, whyNotFresh } from './refusal';
import type { ICleanRunCell, ICleanRunResult } from './runner';
import { snapshot } from './snapshot';
import type { RunTracker } from './tracker';

/** What ipykernel raises when nobody can be asked. */
const REFUSED_INPUT = 'StdinNotImplementedError';

/**
 * Runs all cells in a fresh kernel beside the notebook's own: the notebook,
 * its kernel and its outputs stay as they are.
 *
 * #### Notes
 * The kernel runs in the notebook's folder but under an invented path; code
 * that reads `JPY_SESSION_NAME` sees that path. Typed input is refused.
 * Widgets find no front end.
 */
export class FreshKernelRun extends CleanRun {
  constructor(options: IRunOptions) {
    super('fresh-kernel', options);
    this._session = new FreshSession(options.services);
  }

  async run(): Promise<ICleanRunResult> {
    const { content, sessionContext } = this.options.panel;
    this.started = new Date();
    this.kernelName = kernelNameOf(content, sessionContext);
    const refusal = whyNotFresh(content, this.kernelName, sessionContext);
    if (refusal || !content.model) {
      return this.notStarted(refusal ?? 'notebook-closed');
    }
    const release = claim(content.model);
    try {
      return await this._run(content.model, this.kernelName!);
    } catch (error) {
      return this.notStarted('unexpected', { words: wordsOf(error) });
    } finally {
      this._over = true;
      Signal.disconnectReceiver(this);
      this._atWork?.dispose();
      await this._session.shutDown();
      release();
      this.finish();
    }
  }

  protected get isBusy(): boolean {
    return (
      this._kernel?.connectionStatus === 'connected' &&
      (this._kernel.status === 'busy' || this._atWork?.value === true)
    );
  }

  protected get connected(): boolean {
    return this._kernel?.connectionStatus !== 'connecting';
  }

  cancel(): void {
    if (!this._over && this.phase !== 'cancelling') {
      this.phase = 'cancelling';
      this.report('now');
      this._finishWith({ ending: 'cancelled', code: 'cancelled' });
    }
  }

  protected interruptOnce(): void {
    void this._kernel?.interrupt().catch(() => undefined);
  }

  /** The kernel is ours: it goes with the run. */
  protected stopOverlong(overlong: IOverlong): void {
    this._finishWith(endOfOverlong(overlong));
  }

  private async _run(
    model: INotebookModel,
    kernelName: string
  ): Promise<ICleanRunResult> {
    this._kept = snapshot(model);
    this.phase = 'restarting';
    this.report('now');
    const kernel = await Promise.race([
      this._start(kernelName),
      this._end.promise
    ]);
    if (!isKernel(kernel)) {
      return this.notStarted(kernel.code, kernel.detail);
    }
    this._kernel = kernel;
    this._atWork = new AtWork(kernel.iopubMessage);
    this.started = new Date();
    const tracker = this.track(this._kept);
    this.phase = 'running';
    kernel.statusChanged.connect(this._onStatus, this);
    kernel.connectionStatusChanged.connect(this._onConnection, this);
    kernel.disposed.connect(this._onGone, this);
    this._send(kernel, tracker);
    this.report('now');
    const end = await this._end.promise;
    if (isOrderly(end)) {
      this._stillChanging = !(await lateOutput(this._output, this._kept));
    }
    this._over = true;
    return this._conclude(end);
  }

  private async _start(
    kernelName: string
  ): Promise<Kernel.IKernelConnection | IEnd> {
    const folder = PathExt.dirname(this.options.panel.sessionContext.path);
    try {
      return await this._session.start(kernelName, folder);
    } catch (error) {
      const detail = { words: wordsOf(error) };
      return { ending: 'not-started', code: 'kernel-refused', detail };
    }
  }

  private _send(kernel: Kernel.IKernelConnection, tracker: RunTracker): void {
    const { continueAfterErrors } = this.options;
    for (const cell of tracker.sent) {
      const { key, source } = cell;
      const future = kernel.requestExecute(
        {
          code: source,
          silent: false,
          store_history: true,
          allow_stdin: false,
          stop_on_error: !continueAfterErrors && !expectsError(cell)
        },
        false
      );
      future.onIOPub = message => {
        if (!this._over) {
          this._outputs.add(key, message);
          this._output.emit();
        }
      };
      future.done.then(
        ({ content }) => this._onReply(tracker, key, content),
        // Rejected when the kernel dies: its status tells.
        () => undefined
      );
    }
  }

  private _onReply(
    tracker: RunTracker,
    key: string,
    content: KernelMessage.IExecuteReplyMsg['content']
  ): void {
    if (this._over) {
      return;
    }
    if (content.status === 'ok') {
      this._outputs.addPayload(key, content.payload);
      this._counts.set(key, content.execution_count);
      tracker.settle(key, { status: 'ok' });
    } else if (content.status === 'error') {
      const { ename, evalue } = content;
      if (ename === REFUSED_INPUT) {
        tracker.interrupt(key);
      }
      this._counts.set(key, content.execution_count);
      tracker.settle(key, { status: 'error', ename, evalue });
    } else {
      tracker.settle(key, { status: 'aborted' });
    }
    this.report();
    const { failure, interrupted, pending } = tracker;
    const { continueAfterErrors } = this.options;
    if (this.overlong?.key === key) {
      this._finishWith(endOfOverlong(this.overlong));
    } else if (interrupted) {
      const refused =
        content.status === 'error' && content.ename === REFUSED_INPUT;
      this._finishWith({
        ending: 'interrupted',
        code: refused ? 'input-refused' : 'interrupted',
        detail: { cell: interrupted.index }
      });
    } else if (pending.length === 0 || (failure && !continueAfterErrors)) {
      this._finishWith(this.ordinaryEnd());
    }
  }

  private _onStatus(_: unknown, status: Kernel.Status): void {
    if (isDeath(status)) {
      this._finishWith({
        ending: 'kernel-died',
        code: 'kernel-died',
        detail: { cell: this.tracker?.current?.index }
      });
    } else if (status === 'terminating') {
      this._onGone();
    }
  }

  private _onConnection(_: unknown, status: Kernel.ConnectionStatus): void {
    if (status === 'disconnected') {
      this._finishWith({ ending: 'disconnected', code: 'disconnected' });
    }
  }

  private _onGone(): void {
    this._finishWith({ ending: 'interrupted', code: 'kernel-restarted' });
  }

  private _finishWith(end: IEnd): void {
    this._end.resolve(end);
  }

  private _conclude(end: IEnd): ICleanRunResult {
    const tracker = this.tracker!;
    const outcomes = tracker.outcomes(end.ending);
    const cells = this._kept.map((kept): ICleanRunCell => {
      const key = keyOf(kept);
      return this.cellOf(kept, outcomes.get(key)!, {
        index: kept.index,
        outputs: this._outputs.outputs(key),
        count: this._counts.get(key) ?? null
      });
    });
    return this.result(
      end,
      cells,
      this._stillChanging ? { code: 'still-changing' } : null
    );
  }

  private _session: FreshSession;
  private _kernel: Kernel.IKernelConnection | null = null;
  private _atWork: AtWork | null = null;
  private _kept: IKeptCell[] = [];
  private _outputs = new OutputCollector();
  private _counts = new Map<string, number | null>();
  private _output = new Signal<this, void>(this);
  private _end = new PromiseDelegate<IEnd>();
  private _over = false;
  private _stillChanging = false;
}

function isKernel(
  value: Kernel.IKernelConnection | IEnd
): value is Kernel.IKernelConnection {
  return !('ending' in value);
}
