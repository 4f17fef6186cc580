import type { INotebookModel } from '@jupyterlab/notebook';

/** Notebooks being verified in this page; two views of one notebook share its model. */
const running = new WeakSet<INotebookModel>();

/** Whether a clean run of the notebook is under way in this page. */
export function isRunning(model: INotebookModel | null): boolean {
  return model !== null && running.has(model);
}

/**
 * Claims a notebook for one clean run.
 *
 * @returns what gives it free again
 */
export function claim(model: INotebookModel): () => void {
  running.add(model);
  return () => running.delete(model);
}
