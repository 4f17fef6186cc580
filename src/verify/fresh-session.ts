import { PathExt, URLExt } from '@jupyterlab/coreutils';
import {
  ServerConnection,
  type Kernel,
  type ServiceManager,
  type Session
} from '@jupyterlab/services';
import { PromiseDelegate, UUID } from '@lumino/coreutils';
import { delay, within } from './quiet';

/** How long a new kernel may take to give its first sign of life. */
const START_LIMIT = 60000;
/** How long the server may take to shut the session down. */
const SHUTDOWN_LIMIT = 10000;
const SHUTDOWN_AGAIN = 500;
/** How long a kernel that died may take to be there again. */
const REVIVAL_LIMIT = 5000;

/**
 * What a kernel of ours says when it dies: nobody but the server restarts it,
 * and only then.
 */
const DEATH: readonly Kernel.Status[] = [
  'restarting',
  'autorestarting',
  'dead'
];

/** Whether a kernel that nobody restarts has died. */
export function isDeath(status: Kernel.Status): boolean {
  return DEATH.includes(status);
}

/**
 * A session of our own, for one run: a fresh kernel that ends with the run or
 * with the page.
 */
export class FreshSession {
  constructor(services: ServiceManager.IManager) {
    this._services = services;
    window.addEventListener('pagehide', this._onPageHide);
  }

  /**
   * Starts a kernel in a folder and waits until it answers.
   *
   * @throws Error with the words of the server, or that it does not answer
   */
  async start(
    kernelName: string,
    folder: string
  ): Promise<Kernel.IKernelConnection> {
    // The server gives the notebook's own kernel out for its own path.
    const name = `reproducibility-${UUID.uuid4()}`;
    this._opening = this._services.sessions.startNew(
      {
        path: PathExt.join(folder, name),
        type: 'reproducibility',
        name,
        kernel: { name: kernelName }
      },
      { kernelConnectionOptions: { handleComms: false } }
    );
    const { kernel } = await this._opening;
    if (!kernel || !(await answers(kernel))) {
      throw new Error(kernelName);
    }
    return kernel;
  }

  /**
   * Shuts the session down, if there is one; never rejects.
   *
   * #### Notes
   * A session that the server takes long to open is not waited for: it is shut down when it is there.
   */
  async shutDown(): Promise<void> {
    const opened = this._opened();
    const session = await within(opened, SHUTDOWN_LIMIT, undefined);
    if (session === undefined) {
      void opened.then(late => this._close(late));
    } else {
      await this._close(session);
    }
  }

  private async _close(
    session: Session.ISessionConnection | null
  ): Promise<void> {
    if (session) {
      const { kernel } = session;
      if (kernel && isDying(kernel)) {
        // Left alone, the connection comes back; cut off, it throws.
        await within(revival(kernel), REVIVAL_LIMIT, undefined);
      }
      const began = performance.now();
      while (
        !(await this._delete(session.id)) &&
        performance.now() - began < SHUTDOWN_LIMIT
      ) {
        // A server refuses as long as the kernel is being restarted.
        await delay(SHUTDOWN_AGAIN);
      }
      this._opening = null;
      session.dispose();
    }
    window.removeEventListener('pagehide', this._onPageHide);
  }

  /** The session, also one that the server is still opening. */
  private async _opened(): Promise<Session.ISessionConnection | null> {
    try {
      return await this._opening;
    } catch {
      return null;
    }
  }

  /** Whether the server has no such session any more. */
  private async _delete(id: string): Promise<boolean> {
    try {
      const { sessions } = this._services;
      await within(sessions.shutdown(id), SHUTDOWN_LIMIT, undefined);
      return true;
    } catch (error) {
      return (
        error instanceof ServerConnection.ResponseError &&
        error.response.status === 404
      );
    }
  }

  private _onPageHide = (): void => {
    void this._deleteFromAfar();
  };

  /** The page goes: only a request that outlives it can reach the server. */
  private async _deleteFromAfar(): Promise<void> {
    const session = await this._opened();
    if (session) {
      const { serverSettings } = session;
      const url = URLExt.join(
        serverSettings.baseUrl,
        'api/sessions',
        encodeURIComponent(session.id)
      );
      const init = { method: 'DELETE', keepalive: true };
      await ServerConnection.makeRequest(url, init, serverSettings).catch(
        // Nobody is left to be told.
        () => undefined
      );
    }
  }

  private _services: ServiceManager.IManager;
  private _opening: Promise<Session.ISessionConnection> | null = null;
}

/** Whether a new kernel gives a sign of life. */
async function answers(kernel: Kernel.IKernelConnection): Promise<boolean> {
  const died = new PromiseDelegate<false>();
  const onStatus = (_: unknown, status: Kernel.Status) => {
    if (isDeath(status)) {
      died.resolve(false);
    }
  };
  kernel.statusChanged.connect(onStatus);
  try {
    const info = kernel.info.then(() => true);
    return await within(Promise.race([info, died.promise]), START_LIMIT, false);
  } catch {
    return false;
  } finally {
    kernel.statusChanged.disconnect(onStatus);
  }
}

/** Whether the kernel died, and the server is bringing it back. */
function isDying(kernel: Kernel.IKernelConnection): boolean {
  return (
    kernel.status !== 'dead' &&
    (isDeath(kernel.status) || kernel.connectionStatus === 'connecting')
  );
}

/** Resolves when the server has brought the kernel back, or given it up. */
function revival(kernel: Kernel.IKernelConnection): Promise<void> {
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
