import type { ISessionContext } from '@jupyterlab/apputils';
import type { Notebook } from '@jupyterlab/notebook';
import { whyNotFresh, whyNotInPlace } from '../refusal';

/** Why a run is refused, in place and in a fresh kernel, with one cell in that state. */
function refused(cell: 'idle' | 'running', kernel: 'idle' | 'busy' | 'dead') {
  const notebook = {
    model: {
      cells: [
        { type: 'markdown' },
        {
          type: 'code',
          executionState: cell,
          sharedModel: { getSource: () => 'x = 1' }
        }
      ]
    }
  } as unknown as Notebook;
  const context = {
    isReady: true,
    session: { kernel: { status: kernel, connectionStatus: 'connected' } }
  } as unknown as ISessionContext;
  return [
    whyNotInPlace(notebook, context),
    whyNotFresh(notebook, 'python3', context)
  ];
}

describe('A clean run', () => {
  it('is refused while cells run, whose outputs are not all there', () => {
    const both = ['cells-running', 'cells-running'];
    expect(refused('running', 'busy')).toEqual(both);
    // What is answered on its control channel makes a kernel at work look idle.
    expect(refused('running', 'idle')).toEqual(both);
  });

  it('is not refused for a cell whose mark was left behind, nor for a kernel that does something else', () => {
    expect(refused('running', 'dead')).toEqual([null, null]);
    expect(refused('idle', 'busy')).toEqual([null, null]);
  });
});
