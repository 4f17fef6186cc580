import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { INotebookModel } from '@jupyterlab/notebook';
import { kernelState } from '../kernel-state';

type Context = DocumentRegistry.IContext<INotebookModel>;

/** What a page says of a kernel, by what it told the page and what the server said. */
function stateOf(shown: string, server: string | undefined, link: string) {
  const kernel = { id: 'k', name: 'python3', execution_state: server };
  const other = { id: 'o', name: 'python3', execution_state: 'busy' };
  const running = [{ kernel: null }, { kernel: other }, { kernel }];
  return kernelState({
    model: { readOnly: false, getMetadata: () => undefined },
    contentsModel: null,
    sessionContext: {
      kernelDisplayStatus: shown,
      hasNoKernel: false,
      session: { kernel: { ...kernel, connectionStatus: link } },
      sessionManager: { running: () => running.values() }
    }
  } as unknown as Context).kernel;
}

describe('The state of a kernel', () => {
  it('is what it tells', () => {
    expect(stateOf('busy', 'idle', 'connected')).toBe('busy');
    expect(stateOf('idle', 'busy', 'connected')).toBe('idle');
    expect(stateOf('starting', 'busy', 'connected')).toBe('starting');
    expect(stateOf('restarting', 'busy', 'connected')).toBe('starting');
  });

  it('is what the server said of it as long as it told the page nothing', () => {
    expect(stateOf('unknown', 'busy', 'connected')).toBe('busy');
    expect(stateOf('unknown', 'starting', 'connected')).toBe('starting');
    expect(stateOf('unknown', undefined, 'connected')).toBe('starting');
    expect(stateOf('disconnected', 'busy', 'disconnected')).toBe(
      'disconnected'
    );
  });
});
