import type { ISessionContext } from '@jupyterlab/apputils';
import { CodeCellModel } from '@jupyterlab/cells';
import type { Notebook } from '@jupyterlab/notebook';
import { Replies, type ICellReply } from '../replies';
import { RunTracker } from '../tracker';

// Yjs warns of each model that is read before it is in a document.
beforeAll(() => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
});
beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});
afterAll(() => {
  jest.restoreAllMocks();
});

/**
 * A notebook whose cells a server runs: the page sees no reply of the kernel, only what becomes of the models.
 */
function make(...ids: string[]) {
  const models = ids.map(
    id => new CodeCellModel({ sharedModel: undefined, id } as never)
  );
  const notebook = {
    widgets: models.map(model => ({ model, outputArea: {} })),
    model: { cells: models }
  } as unknown as Notebook;
  const tracker = new RunTracker(
    models.map(({ id }, index) => ({ key: id, index, source: 'a', tags: [] })),
    () => performance.now()
  );
  const context = { session: null } as unknown as ISessionContext;
  const replies = new Replies(notebook, context, tracker);
  replies.noteSent();
  const replied: ICellReply[] = [];
  replies.replied.connect((_, reply) => {
    replied.push(reply);
    tracker.settle(reply.key, reply.reply);
  });
  return { models, replies, replied };
}

describe('Replies for cells that a server runs', () => {
  it('come from the models, with the counts, once the cells have run', async () => {
    const { models, replied, replies } = make('one', 'two');
    const [one, two] = models;
    one.executionState = 'running';
    await jest.advanceTimersByTimeAsync(1000);
    expect(replied).toEqual([]);
    one.executionCount = 1;
    one.executionState = 'idle';
    await jest.advanceTimersByTimeAsync(1000);
    expect(replied).toEqual([
      { key: one.id, reply: { status: 'ok' }, count: 1 }
    ]);
    two.executionState = 'running';
    await jest.advanceTimersByTimeAsync(1000);
    two.outputs.fromJSON([
      {
        output_type: 'error',
        ename: 'ValueError',
        evalue: 'why',
        traceback: []
      }
    ]);
    two.executionCount = 2;
    two.executionState = 'idle';
    await jest.advanceTimersByTimeAsync(1000);
    expect(replied[1]).toEqual({
      key: two.id,
      reply: { status: 'error', ename: 'ValueError', evalue: 'why' },
      count: 2
    });
    replies.dispose();
  });

  it('come from a cell that was over in a moment, with a count from before', async () => {
    const { models, replied, replies } = make('one');
    const [one] = models;
    one.executionState = 'running';
    one.executionCount = 3;
    one.executionState = 'idle';
    await jest.advanceTimersByTimeAsync(1000);
    expect(replied).toEqual([
      { key: one.id, reply: { status: 'ok' }, count: 3 }
    ]);
    replies.dispose();
  });

  it('do not come from a cell that was never seen to run', async () => {
    const { models, replied, replies } = make('one');
    models[0].executionCount = 7;
    await jest.advanceTimersByTimeAsync(3000);
    expect(replied).toEqual([]);
    replies.dispose();
  });

  it('end with the run', async () => {
    const { models, replied, replies } = make('one');
    models[0].executionState = 'running';
    await jest.advanceTimersByTimeAsync(1000);
    replies.dispose();
    models[0].executionState = 'idle';
    models[0].executionCount = 1;
    await jest.advanceTimersByTimeAsync(3000);
    expect(replied).toEqual([]);
  });
});
