import type { Kernel, KernelMessage } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IKernelName } from '../core/notebook/log';
import { PROBE, readNames, readPackages } from './probe';
import type { IHistoryEntry } from './session-log';

/** How long a kernel may take to answer, in ms. */
const TIME_LIMIT = 10_000;

export interface IAskOptions {
  trans: TranslationBundle;
  /** Aborting it ends the question at once. */
  signal?: AbortSignal;
  /** In milliseconds; 10 seconds when left out. */
  timeLimit?: number;
}

/** What a kernel told; null for what it could not tell. */
export interface IKernelAnswer {
  /** The stored inputs of this kernel session, oldest first. */
  history: IHistoryEntry[] | null;
  /** The person's names that live in the kernel, without modules. */
  names: IKernelName[] | null;
  /** Versions of the packages that have a name in the kernel. */
  packages: { [distribution: string]: string } | null;
  /** What could not be told, and why: sentences. */
  problems: string[];
}

/**
 * Asks a kernel what it remembers: its history, the names that live in it, and the versions of packages.
 *
 * #### Notes
 * Goes over a connection of its own, which is closed again, and runs no code: the names are told by expressions that
 * only read (see `PROBE`), with nothing stored, shown or counted. Resolves in any case, with a sentence when the kernel cannot
 * be asked or takes longer than the limit.
 */
export async function askKernel(
  kernel: Kernel.IKernelConnection,
  options: IAskOptions
): Promise<IKernelAnswer | { problem: string }> {
  const { trans, signal, timeLimit = TIME_LIMIT } = options;
  const why = whyNotAsk(kernel, trans);
  if (why !== null) {
    return { problem: why };
  }
  if (signal?.aborted) {
    return { problem: trans.__('The question was called off.') };
  }
  const clone = kernel.clone();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ended = new Promise<{ problem: string }>(resolve => {
    signal?.addEventListener('abort', () =>
      resolve({ problem: trans.__('The question was called off.') })
    );
    timer = setTimeout(
      () =>
        resolve({
          problem: trans.__(
            'The kernel did not answer within %1 seconds. It may be busy: try again when it is idle.',
            Math.round(timeLimit / 1000)
          )
        }),
      timeLimit
    );
  });
  try {
    return await Promise.race([
      ended,
      ask(clone, trans).catch((reason: unknown) => ({
        problem: trans.__(
          'The kernel could not be asked: %1',
          reason instanceof Error ? reason.message : String(reason)
        )
      }))
    ]);
  } finally {
    clearTimeout(timer);
    clone.dispose();
  }
}

function whyNotAsk(
  kernel: Kernel.IKernelConnection,
  trans: TranslationBundle
): string | null {
  if (kernel.isDisposed || kernel.status === 'dead') {
    return trans.__('The kernel is dead.');
  }
  if (kernel.connectionStatus === 'disconnected') {
    return trans.__('The connection to the kernel is lost.');
  }
  return kernel.status === 'busy'
    ? trans.__('The kernel is busy: it answers when it is idle again.')
    : null;
}

async function ask(
  kernel: Kernel.IKernelConnection,
  trans: TranslationBundle
): Promise<IKernelAnswer> {
  const info = await kernel.info;
  const problems: string[] = [];
  const history = await askHistory(kernel, trans, problems);
  const why = whyNotProbe(info, trans);
  if (why !== null) {
    problems.push(why);
    return { history, names: null, packages: null, problems };
  }
  const { names, packages } = await askNames(kernel);
  if (names === null) {
    problems.push(trans.__('The kernel does not tell which names live in it.'));
  }
  return { history, names, packages, problems };
}

async function askHistory(
  kernel: Kernel.IKernelConnection,
  trans: TranslationBundle,
  problems: string[]
): Promise<IHistoryEntry[] | null> {
  const reply = await kernel.requestHistory({
    // Session 0 is the current one; `tail` would mix all kernels of this person.
    hist_access_type: 'range',
    session: 0,
    start: 0,
    // xeus-python stops after 10 inputs when it is left out.
    stop: 1_000_000,
    raw: true,
    output: false
  });
  const rows =
    reply.content.status === 'ok' && Array.isArray(reply.content.history)
      ? (reply.content.history as unknown[])
      : null;
  const history = rows && readHistory(rows);
  if (!history) {
    problems.push(trans.__('The kernel did not tell its history.'));
  } else if (rows.length === 0) {
    // IRkernel and IJulia answer so whatever ran.
    problems.push(
      trans.__('The kernel told no history: it keeps none, or nothing ran yet.')
    );
    return null;
  }
  return history;
}

/** Rows of `[session, line, source]`; null when they are not. Exported for its test. */
export function readHistory(rows: unknown[]): IHistoryEntry[] | null {
  const entries: IHistoryEntry[] = [];
  let last = 0;
  let numbered = true;
  for (const row of rows) {
    const [, line, source] = Array.isArray(row) ? (row as unknown[]) : [];
    if (typeof line !== 'number' || typeof source !== 'string') {
      return null;
    }
    if (line === 0 && source === '') {
      // What IPython holds in the place of input 0.
      continue;
    }
    numbered = numbered && line > last;
    last = line;
    entries.push({ count: line, source });
  }
  // JupyterLite's kernels number all inputs 0.
  return numbered
    ? entries
    : entries.map(({ source }) => ({ count: null, source }));
}

function whyNotProbe(
  info: KernelMessage.IInfoReply,
  trans: TranslationBundle
): string | null {
  const { name } = info.language_info;
  if (!/^i?python[23]?$/i.test(name)) {
    return trans.__(
      'Which names live in the kernel can be asked of Python alone; this kernel speaks %1.',
      name
    );
  }
  // It knows no silent requests: the question itself would enter its history.
  return info.implementation === 'pyodide'
    ? trans.__(
        'A kernel that runs in the browser does not tell which names live in it.'
      )
    : null;
}

async function askNames(
  kernel: Kernel.IKernelConnection
): Promise<Pick<IKernelAnswer, 'names' | 'packages'>> {
  const future = kernel.requestExecute({
    code: '',
    silent: true,
    store_history: false,
    stop_on_error: false,
    allow_stdin: false,
    user_expressions: PROBE
  });
  const { content } = await future.done;
  const told =
    content.status === 'ok'
      ? (content.user_expressions as { [key: string]: unknown } | undefined)
      : undefined;
  return {
    names: readNames(told?.names),
    packages: readPackages(told?.packages)
  };
}
