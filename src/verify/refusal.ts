import type { ISessionContext } from '@jupyterlab/apputils';
import type { ICodeCellModel } from '@jupyterlab/cells';
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
  return (
    whyNoKernel(context) ??
    whyNothing(notebook) ??
    whileRunning(notebook, context)
  );
}

/** Why no fresh kernel can be started for the notebook; null when it can. */
export function whyNotFresh(
  notebook: Notebook,
  kernelName: string | null,
  context: ISessionContext
): ReasonCode | null {
  if (isRunning(notebook.model)) {
    return 'already-running';
  }
  return kernelName === null
    ? 'no-kernel'
    : (whyNothing(notebook) ?? whileRunning(notebook, context));
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

/**
 * Cells that run, here or in another page that shares the notebook, have lost their outputs: what is there is no
 * baseline. Where no kernel lives, the mark of a cell was left behind; whether the kernel calls itself idle does not tell
 * (see `AtWork`).
 */
function whileRunning(
  { model }: Notebook,
  context: ISessionContext
): ReasonCode | null {
  const running = [...(model?.cells ?? [])].some(
    cell =>
      cell.type === 'code' &&
      (cell as ICodeCellModel).executionState === 'running'
  );
  const kernel = context.session?.kernel;
  return running && kernel && kernel.status !== 'dead' ? 'cells-running' : null;
}

function whyNothing({ model }: Notebook): ReasonCode | null {
  const blank = [...(model?.cells ?? [])].every(
    cell => cell.type !== 'code' || isBlank(cell.sharedModel.getSource())
  );
  return blank ? 'nothing-to-run' : null;
}
