import { Worker } from 'node:worker_threads';
import { crashed, lookAt, type Answer, type IJob } from './look';

/** How notebooks are shared out. */
export interface IShare {
  /** The script that threads run; null when all is done in this one. */
  script: string | null;
  /** How many threads at most. */
  jobs: number;
  started?(file: string): void;
  ended?(): void;
}

/**
 * Looks at notebooks, several at a time. One alone is looked at in this thread, as starting another takes longer.
 *
 * @param files - Absolute paths.
 * @returns One promise for each, in the same order; none rejects. A thread that ends too early fails the notebook it
 * was looking at, and no other.
 */
export function lookAtAll(
  files: readonly string[],
  job: IJob,
  { script, jobs, started, ended }: IShare
): Promise<Answer>[] {
  const resolves: ((answer: Answer) => void)[] = [];
  const answers = files.map(
    (_, k) =>
      new Promise<Answer>(resolve => {
        resolves[k] = resolve;
      })
  );
  let next = 0;
  const work = async (looker: ILooker) => {
    while (next < files.length) {
      const k = next++;
      started?.(files[k]);
      const answer = await looker.look(files[k]);
      ended?.();
      resolves[k](answer);
    }
    await looker.end();
  };
  if (script === null || files.length === 1) {
    void work(new InThisThread(job));
  } else {
    for (let k = 0; k < Math.min(jobs, files.length); k++) {
      void work(new InThread(script, job));
    }
  }
  return answers;
}

interface ILooker {
  look(file: string): Promise<Answer>;
  end(): Promise<void>;
}

class InThisThread implements ILooker {
  constructor(job: IJob) {
    this._job = job;
  }

  look(file: string): Promise<Answer> {
    return lookAt(file, this._job);
  }

  async end(): Promise<void> {
    // Nothing was started.
  }

  private _job: IJob;
}

/** A thread, and another one in its place whenever it ends. */
class InThread implements ILooker {
  constructor(script: string, job: IJob) {
    this._script = script;
    this._job = job;
  }

  look(file: string): Promise<Answer> {
    const worker = (this._worker ??= this._start());
    return new Promise(resolve => {
      this._resolve = resolve;
      worker.postMessage(file);
    });
  }

  async end(): Promise<void> {
    await this._worker?.terminate();
  }

  private _start(): Worker {
    const worker = new Worker(this._script, { workerData: this._job });
    const fail = (why: string) => {
      if (this._worker === worker) {
        this._worker = null;
        this._resolve?.({ problem: crashed(why) });
      }
    };
    worker.on('message', (answer: Answer) => this._resolve?.(answer));
    worker.on('error', error => fail(String(error)));
    worker.on('exit', code => fail(`a thread ended with status ${code}`));
    return worker;
  }

  private _script: string;
  private _job: IJob;
  private _worker: Worker | null = null;
  private _resolve: ((answer: Answer) => void) | null = null;
}
