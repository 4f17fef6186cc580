/**
 * What is known of the executions behind a notebook's outputs: plain data, gathered by a host that watched the kernel.
 */

/** One execution of code in a kernel. */
export interface IExecution {
  /** Cell id when the host saw which cell it was; null for another client's code that no cell's source equals. */
  cell: string | null;
  /** The code as it was sent. */
  source: string;
  /** The kernel's count, or null when unknown. A count alone does not identify an execution. */
  count: number | null;
  /** `running` until the reply came; `unknown` when only the kernel's history told of it. */
  outcome: 'ok' | 'error' | 'running' | 'unknown';
  /** `here`: this page sent it; `other`: another client; `history`: the kernel's own history told. */
  by: 'here' | 'other' | 'history';
}

/** The executions of one kernel session, oldest first. */
export interface IExecutionLog {
  /** Changes whenever the kernel starts anew. */
  session: string;
  executions: IExecution[];
  /**
   * True when nothing that ran in this kernel session can be missing: it was watched from its start, or its history was
   * read.
   */
  complete: boolean;
}

/** A name that lives in the kernel, as the kernel itself told. */
export interface IKernelName {
  name: string;
  /** Name of its type: `DataFrame`. */
  type: string;
}
