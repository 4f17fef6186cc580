import type {
  ISessionContext,
  ISessionContextDialogs
} from '@jupyterlab/apputils';
import type { Kernel } from '@jupyterlab/services';
import { wordsOf } from './base';
import type { IReasonDetail, ReasonCode } from './reasons';

/** What kept a kernel from being restarted. */
export interface IRestartProblem {
  code: ReasonCode;
  detail?: IReasonDetail;
}

/**
 * Restarts the notebook's kernel, or starts the one it had last.
 *
 * @param ask - whether the person is asked, as JupyterLab's own restart does
 *
 * #### Notes
 * That the server took the request is all that this can tell: whether the
 * kernel really is new shows in the first execution count.
 *
 * @returns null when it was restarted
 */
export async function restartKernel(
  context: ISessionContext,
  dialogs: ISessionContextDialogs,
  ask: boolean
): Promise<IRestartProblem | null> {
  const before = context.session?.kernel ?? null;
  // `restartKernel` swallows the server's refusal. After a restart that was
  // accepted the connection is made anew.
  let accepted = before === null;
  const onConnection = (_: unknown, status: Kernel.ConnectionStatus) => {
    accepted = accepted || status === 'connecting';
  };
  context.connectionStatusChanged.connect(onConnection);
  try {
    if (ask) {
      if (!(await dialogs.restart(context))) {
        return { code: 'declined' };
      }
    } else if (before) {
      await context.restartKernel();
    } else {
      await context.changeKernel({ name: context.prevKernelName });
    }
  } catch (error) {
    return { code: 'restart-failed', detail: { words: wordsOf(error) } };
  } finally {
    context.connectionStatusChanged.disconnect(onConnection);
  }
  const kernel = context.session?.kernel;
  return !kernel || kernel.status === 'dead' || (kernel === before && !accepted)
    ? { code: 'restart-failed' }
    : null;
}
