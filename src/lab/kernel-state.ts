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
  return kernel.connectionStatus === 'disconnected'
    ? 'disconnected'
    : 'starting';
}
