import type { IPace } from '../core/steps';

/** How long work keeps its thread before it looks for an occasion to rest, in ms: well below the 16 of a frame. */
const SLICE = 5;

/** Lets the messages and events that wait have their turn every few milliseconds. Works in a worker and in a page. */
export class Pace implements IPace {
  isDue(): boolean {
    return performance.now() - this._since > SLICE;
  }

  rest(): Promise<void> {
    return new Promise(resolve => {
      // A timer would wait for 4 ms each time.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        this._since = performance.now();
        resolve();
      };
      port2.postMessage(null);
    });
  }

  private _since = performance.now();
}
