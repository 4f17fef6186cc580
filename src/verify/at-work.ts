import type { KernelMessage } from '@jupyterlab/services';
import { Signal, type ISignal } from '@lumino/signaling';

/**
 * Whether a kernel runs code now, by what it says of requests to run code.
 *
 * #### Notes
 * The kernel's status does not tell: what is asked over its control channel (a subshell for widgets, say) is answered while
 * a cell runs, and leaves `idle` behind.
 */
export class AtWork {
  /** @param messages - what the kernel says, from before the first cell is sent on */
  constructor(messages: ISignal<unknown, KernelMessage.IMessage>) {
    messages.connect(this._onMessage, this);
  }

  get value(): boolean {
    return this._value;
  }

  dispose(): void {
    Signal.clearData(this);
  }

  private _onMessage(_: unknown, message: KernelMessage.IMessage): void {
    const { header, parent_header: parent, content } = message;
    if (
      header.msg_type === 'status' &&
      'msg_type' in parent &&
      parent.msg_type === 'execute_request'
    ) {
      this._value =
        (content as KernelMessage.IStatusMsg['content']).execution_state ===
        'busy';
    }
  }

  private _value = false;
}
