import { isMainThread } from 'node:worker_threads';
import { run } from './program';
import { processTerminal } from './terminal';
import { serve } from './worker';

if (isMainThread) {
  // The bundle is one file, which its threads run too.
  void run(process.argv.slice(2), processTerminal(), __filename).then(
    status => {
      process.exitCode = status;
    }
  );
} else {
  serve();
}
