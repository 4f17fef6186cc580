import { parentPort, workerData } from 'node:worker_threads';
import { lookAt, type IJob } from './look';

/** In a thread: answers each path that it is sent, one after the other. */
export function serve(): void {
  const job = workerData as IJob;
  parentPort?.on('message', (file: string) => {
    void lookAt(file, job).then(answer => parentPort?.postMessage(answer));
  });
}
