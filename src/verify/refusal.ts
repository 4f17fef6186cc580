import type { ISessionContext } from '@jupyterlab/apputils';
import type { Notebook } from '@jupyterlab/notebook';
import { isBlank } from './blank';
import { isRunning } from './guard';
import type { ReasonCode } from './reasons';

/** Why the notebook's own kernel cannot be restarted and run now; null when it can. */
export function whyNotInPlace(
  notebook: Notebook,
  context: ISessionContext
): ReasonCode | null {
  const { model } = notebook;
  if (isRunning(model)) {
    return 'already-running';
  }
  if (notebook.isDisposed || !model) {
    return 'notebook-closed';
  }
  return whyNoKernel(context) ?? whyNothing(notebook);
}

/** Why no fresh kernel can be started for the notebook; null when it can. */
export function whyNotFresh(
  notebook: Notebook,
  kernelName: string | null
): ReasonCode | null {
  if (isRunning(notebook.model)) {
    return 'already-running';
  }
  return kernelName === null ? 'no-kernel' : whyNothing(notebook);
}

/** The kernel spec of the notebook's kernel, or of the one it would get. */
export function kernelNameOf(
  notebook: Notebook,
  context: ISessionContext
): string | null {
  const spec: unknown = notebook.model?.getMetadata('kernelspec');
  const name =
    typeof spec === 'object' && spec !== null && 'name' in spec
      ? spec.name
      : null;
  return (
    context.session?.kernel?.name ||
    context.prevKernelName ||
    (typeof name === 'string' && name) ||
    null
  );
}

function whyNoKernel(context: ISessionContext): ReasonCode | null {
  const kernel = context.session?.kernel;
  if (!kernel) {
    const first = !context.isReady && !context.prevKernelName;
    return first || context.isRestarting ? 'kernel-starting' : 'no-kernel';
  }
  if (context.isTerminating) {
    return 'kernel-terminating';
  }
  if (context.isRestarting || !context.isReady) {
    return 'kernel-starting';
  }
  if (context.pendingInput) {
    return 'pending-input';
  }
  return kernel.connectionStatus === 'disconnected' ? 'not-connected' : null;
}

function whyNothing({ model }: Notebook): ReasonCode | null {
  const blank = [...(model?.cells ?? [])].every(
    cell => cell.type !== 'code' || isBlank(cell.sharedModel.getSource())
  );
  return blank ? 'nothing-to-run' : null;
}
