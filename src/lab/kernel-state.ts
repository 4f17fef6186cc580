import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { INotebookModel } from '@jupyterlab/notebook';
import type { INotebookState } from './view';

/** The part of the state that is the kernel's and the file's own. */
export type KernelPart = Pick<
  INotebookState,
  'kernel' | 'readOnly' | 'kernelName'
>;

/** How the kernel of a notebook is, which one it is, and whether the file can be written. */
export function kernelState(
  context: DocumentRegistry.IContext<INotebookModel>
): KernelPart {
  const { sessionContext, model, contentsModel } = context;
  const name = sessionContext.session?.kernel?.name ?? null;
  const spec = model.getMetadata('kernelspec') as { name?: string } | undefined;
  return {
    kernel: statusOf(sessionContext),
    readOnly: model.readOnly || contentsModel?.writable === false,
    kernelName: name ?? spec?.name ?? null
  };
}

function statusOf(
  context: DocumentRegistry.Context['sessionContext']
): INotebookState['kernel'] {
  const status = context.kernelDisplayStatus;
  const kernel = context.session?.kernel;
  if (!kernel) {
    return !context.hasNoKernel &&
      (status === 'starting' || status === 'initializing')
      ? 'starting'
      : 'none';
  }
  if (status === 'idle' || status === 'busy' || status === 'dead') {
    return status;
  }
  if (kernel.connectionStatus === 'disconnected') {
    return 'disconnected';
  }
  // A kernel at work answers a page that was opened meanwhile only when it is done: the server knows.
  return status === 'unknown' && serverSays(context, kernel.id) === 'busy'
    ? 'busy'
    : 'starting';
}

/** What the server last said of a kernel. */
function serverSays(
  { sessionManager }: DocumentRegistry.Context['sessionContext'],
  id: string
): string | undefined {
  for (const { kernel } of sessionManager.running()) {
    if (kernel?.id === id) {
      return kernel.execution_state;
    }
  }
  return undefined;
}
