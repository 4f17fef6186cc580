import type { Kernel, KernelMessage, Session } from '@jupyterlab/services';
import { ServerConnection } from '@jupyterlab/services';
import { PathExt, URLExt } from '@jupyterlab/coreutils';
import { PromiseDelegate, UUID } from '@lumino/coreutils';
import { Signal } from '@lumino/signaling';
import {
  CleanRun,
  isOrderly,
  keyOf,
  type IEnd,
  type IRunOptions
} from './base';
import type { IKeptCell } from './baseline';
import { OutputCollector } from './collector';
import { delay, lateOutput, within } from './quiet';
import type { ICleanRunCell, ICleanRunResult } from './runner';
import { snapshot } from './snapshot';
import { EXPECTS_ERROR, type RunTracker } from './tracker';

/** How long a new kernel may take to give its first sign of life. */
const START_LIMIT = 60000;
/** How long a kernel that died may take to be there again. */
const REVIVAL_LIMIT = 5000;
const DEATH: readonly Kernel.Status[] = [
  'restarting',
  'autorestarting',
  'dead'
];
/** What ipykernel raises when nobody can be asked. */
const REFUSED_INPUT = 'StdinNotImplementedError';
/** How long the server may take to shut the session down. */
const SHUTDOWN_LIMIT = 10000;
const SHUTDOWN_AGAIN = 500;

type ExecuteFuture = Kernel.IShellFuture<
  KernelMessage.IExecuteRequestMsg,
  KernelMessage.IExecuteReplyMsg
>;

/**
 * Runs all cells in a fresh kernel beside the notebook's own: the notebook,
 * its kernel and its outputs stay as they are.
 *
 * #### Notes
 * The kernel runs in the notebook's folder but under an invented path, for
 * otherwise the server would hand the notebook's own kernel out; code that
 * reads `JPY_SESSION_NAME` sees that path. Typed input is refused. Widgets
 * find no front end.
 */
export class FreshKernelRun extends CleanRun {
  constructor(options: IRunOptions) {
    super('fresh-kernel', options);
  }

  async run(): Promise<ICleanRunResult> {
    this.started = new Date();
    const onPageHide = () => this._endOnUnload();
    window.addEventListener('pagehide', onPageHide);
    try {
      return await this._run();
    } catch (error) {
      return this.notStarted('unexpected', { words: wordsOf(error) });
    } finally {
      this._over = true;
      await this._shutDown();
      window.removeEventListener('pagehide', onPageHide);
      Signal.clearData(this);
      this.finish();
    }
  }

  cancel(): void {
    if (!this._over && this.phase !== 'cancelling') {
      this.phase = 'cancelling';
      this.report('now');
      this._finishWith({ ending: 'cancelled', code: 'cancelled' });
    }
  }

  private async _run(): Promise<ICleanRunResult> {
    const { content } = this.options.panel;
    this._kept = content.model ? snapshot(content.model) : [];
    this.kernelName = this._kernelName();
    if (this.kernelName === null) {
      return this.notStarted('no-kernel');
    }
    if (this._kept.every(({ source }) => source.trim() === '')) {
      return this.notStarted('nothing-to-run');
    }
    this.phase = 'restarting';
    this.report('now');
    const starting = this._start(this.kernelName);
    const kernel = await Promise.race([starting, this._end.promise]);
    if (!isKernel(kernel)) {
      // A session that comes after all is shut down with the rest.
      await within(starting, SHUTDOWN_LIMIT, null);
      return this.notStarted(kernel.code, kernel.detail);
    }
    const tracker = this.track(this._kept);
    this.phase = 'running';
    this._listen(kernel);
    this._send(kernel, tracker);
    this.report('now');
    const end = await this._end.promise;
    if (isOrderly(end)) {
      this._stillChanging = !(await lateOutput(this._output, this._kept));
    }
    this._over = true;
    return this._conclude(end);
  }

  /** Starts a kernel that answers; or tells why there is none. */
  private async _start(
    kernelName: string
  ): Promise<Kernel.IKernelConnection | IEnd> {
    const { panel, services } = this.options;
    const folder = PathExt.dirname(panel.sessionContext.path);
    const name = `reproducibility-${UUID.uuid4()}`;
    try {
      this._session = await services.sessions.startNew(
        {
          path: PathExt.join(folder, name),
          type: 'reproducibility',
          name,
          kernel: { name: kernelName }
        },
        { kernelConnectionOptions: { handleComms: false } }
      );
    } catch (error) {
      return refused(wordsOf(error));
    }
    const { kernel } = this._session;
    if (!kernel) {
      return refused(kernelName);
    }
    const died = new PromiseDelegate<false>();
    const onStatus = (_: unknown, status: Kernel.Status) => {
      if (DEATH.includes(status)) {
        died.resolve(false);
      }
    };
    kernel.statusChanged.connect(onStatus);
    const alive = await within(
      Promise.race([kernel.info.then(() => true), died.promise]),
      START_LIMIT,
      false
    ).catch(() => false);
    kernel.statusChanged.disconnect(onStatus);
    return alive
      ? kernel
      : refused(this.trans.__('the kernel "%1" does not answer', kernelName));
  }

  /** The kernel spec of the notebook's kernel, or of the one it would get. */
  private _kernelName(): string | null {
    const { content, sessionContext } = this.options.panel;
    const spec: unknown = content.model?.getMetadata('kernelspec');
    const name =
      typeof spec === 'object' && spec !== null && 'name' in spec
        ? spec.name
        : null;
    return (
      sessionContext.session?.kernel?.name ||
      sessionContext.prevKernelName ||
      (typeof name === 'string' && name) ||
      null
    );
  }

  private _listen(kernel: Kernel.IKernelConnection): void {
    kernel.statusChanged.connect(this._onStatus, this);
    kernel.connectionStatusChanged.connect(this._onConnection, this);
    kernel.disposed.connect(this._onGone, this);
  }

  private _send(kernel: Kernel.IKernelConnection, tracker: RunTracker): void {
    for (const { key, source, tags } of tracker.sent) {
      const { continueAfterErrors } = this.options;
      const future: ExecuteFuture = kernel.requestExecute(
        {
          code: source,
          silent: false,
          store_history: true,
          allow_stdin: false,
          stop_on_error: !continueAfterErrors && !tags.includes(EXPECTS_ERROR)
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
        reply => this._onReply(key, reply),
        // Rejected when the kernel dies: its status tells.
        () => undefined
      );
    }
  }

  private _onReply(
    key: string,
    { content }: KernelMessage.IExecuteReplyMsg
  ): void {
    const { tracker } = this;
    if (!tracker || this._over) {
      return;
    }
    if (content.status === 'ok') {
      this._outputs.addPayload(key, content.payload);
      tracker.settle(key, { status: 'ok' });
    } else if (content.status === 'error') {
      const { ename, evalue } = content;
      if (ename === REFUSED_INPUT) {
        tracker.interrupt(key);
      }
      tracker.settle(key, { status: 'error', ename, evalue });
    } else {
      tracker.settle(key, { status: 'aborted' });
    }
    if (
      content.status !== 'abort' &&
      typeof content.execution_count === 'number'
    ) {
      this._counts.set(key, content.execution_count);
    }
    this.report();
    const { failure, interrupted, pending } = tracker;
    if (interrupted) {
      const refused =
        content.status === 'error' && content.ename === REFUSED_INPUT;
      this._finishWith({
        ending: 'interrupted',
        code: refused ? 'input-refused' : 'interrupted',
        detail: { cell: interrupted.index }
      });
    } else if (
      pending.length === 0 ||
      (failure && !this.options.continueAfterErrors)
    ) {
      this._finishWith(this.ordinaryEnd());
    }
  }

  private _onStatus(_: unknown, status: Kernel.Status): void {
    // Nobody but the server restarts this kernel, and only after its death.
    if (DEATH.includes(status)) {
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
    const outcomes = this.tracker!.outcomes(end.ending);
    const cells = this._kept.map((kept): ICleanRunCell => {
      const key = keyOf(kept);
      return {
        index: kept.index,
        id: kept.id,
        tags: kept.tags,
        source: kept.source,
        outcome: outcomes.get(key)!,
        stored: kept.outputs,
        old: this.before(kept),
        new: this._outputs.outputs(key),
        executionCount: this._counts.get(key) ?? null,
        milliseconds: this.tracker!.milliseconds(key)
      };
    });
    return this.result(
      end,
      cells,
      this._stillChanging ? { code: 'still-changing' } : null
    );
  }

  private async _shutDown(): Promise<void> {
    const session = this._session;
    if (!session) {
      return;
    }
    const { kernel } = session;
    if (kernel && isDying(kernel)) {
      // Left alone, the connection comes back; cut off, it throws.
      await within(revived(kernel), REVIVAL_LIMIT, undefined);
    }
    const began = performance.now();
    while (!(await this._deleteSession(session.id))) {
      // A server refuses as long as the kernel is being restarted.
      if (performance.now() - began > SHUTDOWN_LIMIT) {
        break;
      }
      await delay(SHUTDOWN_AGAIN);
    }
    this._session = null;
    session.dispose();
  }

  /** Whether the server has no such session any more. */
  private async _deleteSession(id: string): Promise<boolean> {
    const { sessions } = this.options.services;
    try {
      await within(sessions.shutdown(id), SHUTDOWN_LIMIT, undefined);
      return true;
    } catch (error) {
      return (
        error instanceof ServerConnection.ResponseError &&
        error.response.status === 404
      );
    }
  }

  /** The page goes: only a request that outlives it can reach the server. */
  private _endOnUnload(): void {
    const session = this._session;
    if (session) {
      const { serverSettings } = session;
      const url = URLExt.join(
        serverSettings.baseUrl,
        'api/sessions',
        encodeURIComponent(session.id)
      );
      void ServerConnection.makeRequest(
        url,
        { method: 'DELETE', keepalive: true },
        serverSettings
      ).catch(() => undefined);
    }
  }

  private _kept: IKeptCell[] = [];
  private _session: Session.ISessionConnection | null = null;
  private _outputs = new OutputCollector();
  private _counts = new Map<string, number>();
  private _output = new Signal<this, void>(this);
  private _end = new PromiseDelegate<IEnd>();
  private _over = false;
  private _stillChanging = false;
}

/** Whether the kernel died, and the server is bringing it back. */
function isDying(kernel: Kernel.IKernelConnection): boolean {
  return (
    kernel.status !== 'dead' &&
    (DEATH.includes(kernel.status) || kernel.connectionStatus === 'connecting')
  );
}

/** Resolves when the server has brought the kernel back, or given it up. */
function revived(kernel: Kernel.IKernelConnection): Promise<void> {
  return new Promise(resolve => {
    const look = () => {
      if (!isDying(kernel)) {
        kernel.statusChanged.disconnect(look);
        kernel.connectionStatusChanged.disconnect(look);
        resolve();
      }
    };
    kernel.statusChanged.connect(look);
    kernel.connectionStatusChanged.connect(look);
  });
}

function isKernel(
  value: Kernel.IKernelConnection | IEnd
): value is Kernel.IKernelConnection {
  return !('ending' in value);
}

function refused(words: string): IEnd {
  return { ending: 'not-started', code: 'kernel-refused', detail: { words } };
}
