import type { KernelMessage } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';
import { AtWork } from '../at-work';

/** A kernel that says that it began or ended what it was asked. */
function kernel(): {
  messages: Signal<unknown, KernelMessage.IMessage>;
  says(state: 'busy' | 'idle', request: string, type?: string): void;
} {
  const messages = new Signal<unknown, KernelMessage.IMessage>({});
  return {
    messages,
    says: (state, request, type = 'status') =>
      messages.emit({
        header: { msg_type: type },
        parent_header: request ? { msg_type: request } : {},
        content: { execution_state: state }
      } as unknown as KernelMessage.IMessage)
  };
}

describe('AtWork', () => {
  it('is true while a cell runs, and false between cells', () => {
    const { messages, says } = kernel();
    const work = new AtWork(messages);
    expect(work.value).toBe(false);
    says('busy', 'execute_request');
    expect(work.value).toBe(true);
    says('idle', 'execute_request');
    expect(work.value).toBe(false);
  });

  it('takes no heed of what is answered while a cell runs, or before', () => {
    const { messages, says } = kernel();
    const work = new AtWork(messages);
    says('busy', 'create_subshell_request');
    expect(work.value).toBe(false);
    says('busy', 'execute_request');
    says('idle', 'create_subshell_request');
    says('idle', '');
    says('idle', 'execute_request', 'stream');
    expect(work.value).toBe(true);
  });

  it('hears nothing more when it is disposed of', () => {
    const { messages, says } = kernel();
    const work = new AtWork(messages);
    work.dispose();
    says('busy', 'execute_request');
    expect(work.value).toBe(false);
  });
});
