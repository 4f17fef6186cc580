import type { ISessionContext } from '@jupyterlab/apputils';
import type { KernelMessage } from '@jupyterlab/services';

/**
 * Which process a notebook's kernel is, as far as its own messages tell; null when nothing was heard of it.
 *
 * #### Notes
 * A kernel's id outlives a restart. What does not is the session that its process writes into the header of each
 * message (Jupyter messaging protocol, "Message header"). JupyterLab's own greeting is answered soon after a notebook was
 * opened, so listening has to begin when the notebook is made.
 */
export function processOf(context: ISessionContext): string | null {
  const kernel = context.session?.kernel?.id;
  const heard = processes.get(context);
  return heard && heard.kernel === kernel ? heard.process : null;
}

/** Begins to listen to a notebook's kernel; sends nothing. */
export function listen(context: ISessionContext): void {
  if (processes.has(context)) {
    return;
  }
  processes.set(context, null);
  context.iopubMessage.connect((_, message) => {
    const process = processIn(message);
    const kernel = context.session?.kernel?.id;
    if (process !== null && kernel) {
      processes.set(context, { kernel, process });
    }
  });
  context.statusChanged.connect((_, status) => {
    if (isRestart(status)) {
      processes.set(context, null);
    }
  });
}

/**
 * The process that a message came from; null when the message does not tell: the server writes some itself, and some
 * kernels (IRkernel) repeat the client's session.
 */
export function processIn(message: KernelMessage.IMessage): string | null {
  const { header, content } = message;
  const parent = message.parent_header as Partial<KernelMessage.IHeader>;
  const state = (content as { execution_state?: string }).execution_state;
  const own =
    header.msg_type === 'execute_input' ||
    (header.msg_type === 'status' && (state === 'busy' || state === 'idle'));
  return own &&
    parent.msg_type !== undefined &&
    parent.session !== header.session
    ? header.session || null
    : null;
}

/** Whether a status says that another process takes over. */
export function isRestart(status: string): boolean {
  return status === 'restarting' || status === 'autorestarting';
}

const processes = new WeakMap<
  ISessionContext,
  { kernel: string; process: string } | null
>();
