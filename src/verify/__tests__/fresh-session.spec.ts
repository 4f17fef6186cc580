import type { ServiceManager } from '@jupyterlab/services';
import { FreshSession } from '../fresh-session';

/** A server that opens one session when it is told to. */
function server() {
  let open = () => undefined as void;
  const deleted: string[] = [];
  const disposed: string[] = [];
  const session = {
    id: 'one',
    kernel: {
      status: 'idle',
      connectionStatus: 'connected',
      info: Promise.resolve({}),
      statusChanged: { connect: () => true, disconnect: () => true }
    },
    dispose: () => disposed.push('one')
  };
  const opened = new Promise<object>(resolve => {
    open = () => resolve(session);
  });
  const services = {
    sessions: {
      startNew: () => opened,
      shutdown: async (id: string) => {
        deleted.push(id);
      }
    }
  } as unknown as ServiceManager.IManager;
  return { services, open, deleted, disposed };
}

describe('FreshSession', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is shut down with its kernel', async () => {
    const { services, open, deleted, disposed } = server();
    const session = new FreshSession(services);
    open();
    await session.start('python3', 'folder');
    await session.shutDown();
    expect([deleted, disposed]).toEqual([['one'], ['one']]);
  });

  it('is shut down once it is there, where the server takes long to open it', async () => {
    jest.useFakeTimers();
    const { services, open, deleted, disposed } = server();
    const session = new FreshSession(services);
    void session.start('python3', 'folder');
    const shut = session.shutDown();
    await jest.advanceTimersByTimeAsync(11_000);
    await shut;
    expect(deleted).toEqual([]);
    open();
    await jest.advanceTimersByTimeAsync(100);
    expect([deleted, disposed]).toEqual([['one'], ['one']]);
  });

  it('needs no shutting down when it was never begun, or was refused', async () => {
    const never = new FreshSession(server().services);
    await expect(never.shutDown()).resolves.toBeUndefined();
    const services = {
      sessions: { startNew: () => Promise.reject(new Error('no such kernel')) }
    } as unknown as ServiceManager.IManager;
    const refused = new FreshSession(services);
    await expect(refused.start('none', '')).rejects.toThrow('no such kernel');
    await expect(refused.shutDown()).resolves.toBeUndefined();
  });
});
