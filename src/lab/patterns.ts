import { tellTooLong } from '../core/outputs/own/evaluate';
import type { ICellRun, IOwnPattern } from '../core/outputs/types';
import type { IFromPatterns, IPlace, IToPatterns } from './pattern.worker';

/** How long one pattern may take in one text, in ms. */
const BUDGET = 400;
/** How long the thread may take to start, in ms. */
const START = 15_000;
/** After so many patterns that took too long, the texts that are left are not looked at. */
const MOST_TIMEOUTS = 3;

export interface IEvaluation {
  /** One for each text of `ownTexts`, as far as it came. */
  places: IPlace[];
  /** Why it did not come to its end, and at which pattern; null when it did. */
  problem: { text: string; pattern: number | null } | null;
}

export interface IEvaluateOptions {
  /** The texts of cells that are the same on both sides, too. */
  all?: boolean;
  /** Ends it early: then it resolves with what there is. */
  signal?: AbortSignal;
  /** How many patterns may take too long before it is given up. */
  timeouts?: number;
}

/**
 * Applies own patterns to the texts of a run, in short-lived threads: one that does not answer in time is ended, and the
 * text at which it hung gets that as its result. Never rejects.
 */
export async function evaluatePatterns(
  cells: ICellRun[],
  patterns: readonly IOwnPattern[],
  options: IEvaluateOptions = {}
): Promise<IEvaluation> {
  const places: IPlace[] = [];
  let problem: IEvaluation['problem'] = null;
  let trace = false;
  let left = options.timeouts ?? MOST_TIMEOUTS;
  for (;;) {
    const { all = false, signal } = options;
    const from = places.length;
    const ended = await once({ cells, patterns, all, from, trace }, signal);
    places.push(...ended.places);
    if (ended.kind === 'unavailable') {
      const text =
        'own patterns need a thread of their own, which could not be started';
      return { places, problem: { text, pattern: null } };
    }
    if (ended.kind !== 'late') {
      return { places, problem };
    }
    if (!trace) {
      // Where it hung is known only to the text: the next thread says more.
      trace = true;
      continue;
    }
    const text = tellTooLong(patterns[ended.pattern]);
    problem = { text, pattern: ended.pattern };
    // Of which cell it is does not matter: it is one of the texts in turn.
    places.push({ cell: -1, side: 'old', result: { problem: text } });
    if (--left <= 0) {
      return { places, problem };
    }
  }
}

type Ended =
  | { kind: 'done' | 'unavailable' | 'aborted'; places: IPlace[] }
  | { kind: 'late'; pattern: number; places: IPlace[] };

/** One thread, until it is done or hangs. */
function once(work: IToPatterns, signal?: AbortSignal): Promise<Ended> {
  return new Promise(resolve => {
    const places: IPlace[] = [];
    let worker: Worker | null = null;
    let pattern = 0;
    let timer = 0;
    const end = (ended: Ended) => {
      window.clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      worker?.terminate();
      resolve(ended);
    };
    const abort = () => end({ kind: 'aborted', places });
    const within = (limit: number, ended: () => Ended) => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => end(ended()), limit);
    };
    if (signal?.aborted) {
      abort();
      return;
    }
    signal?.addEventListener('abort', abort);
    try {
      worker = new Worker(new URL('./pattern.worker.js', import.meta.url), {
        type: 'module'
      });
    } catch {
      end({ kind: 'unavailable', places });
      return;
    }
    within(START, () => ({ kind: 'unavailable', places }));
    worker.onerror = event => {
      event.preventDefault();
      end({ kind: 'unavailable', places });
    };
    worker.onmessage = ({ data }: MessageEvent<IFromPatterns>) => {
      if (data.kind === 'ready') {
        worker?.postMessage(work);
        // The texts are copied and taken from the outputs before the first one is looked at.
        within(START, () => ({ kind: 'late', pattern, places }));
      } else {
        places.push(...data.places);
        if (data.kind === 'done') {
          end({ kind: 'done', places });
        } else {
          ({ pattern } = data);
        }
      }
      if (data.kind === 'at') {
        within(BUDGET, () => ({ kind: 'late', pattern, places }));
      }
    };
  });
}
