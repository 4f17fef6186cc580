/*
 * The engine in a thread of its own. Nothing that JupyterLab shares may be imported here, not even indirectly: a
 * worker has no share scope (`npm run lint` checks it).
 */
import { Engine } from '../core/engine';
import type { IEntry, IFile, IProjectHost } from '../core/project/facts';
import type { IFromWorker, IToWorker } from './engine';
import { Pace } from './pace';
import { withSuggestions } from './suggestions';

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<IToWorker>) => void) | null;
  postMessage(message: IFromWorker): void;
};
const engine = new Engine({ pace: new Pace(), finish: withSuggestions });
const asked = new Map<number, (value: IEntry[] | IFile | null) => void>();
let nextAsk = 1;

/** The page's host, asked by messages. */
class RemoteHost implements IProjectHost {
  hiddenVisible = false;

  constructor(private _call: number) {}

  list(folder: string): Promise<IEntry[] | null> {
    return this._ask('list', folder) as Promise<IEntry[] | null>;
  }

  read(path: string): Promise<IFile> {
    return this._ask('read', path) as Promise<IFile>;
  }

  private _ask(
    name: 'list' | 'read',
    path: string
  ): Promise<IEntry[] | IFile | null> {
    return new Promise(resolve => {
      const ask = nextAsk++;
      asked.set(ask, resolve);
      scope.postMessage({ kind: 'ask', ask, call: this._call, name, path });
    });
  }
}

const hosts = new Map<number, RemoteHost>();

scope.onmessage = ({ data }) => {
  if (data.kind === 'told') {
    const host = hosts.get(data.call);
    if (host) {
      host.hiddenVisible = data.hiddenVisible;
    }
    asked.get(data.ask)?.(data.value);
    asked.delete(data.ask);
    return;
  }
  const { call, work } = data;
  answer(call, work).then(
    value => scope.postMessage({ kind: 'done', call, value, error: null }),
    reason =>
      scope.postMessage({
        kind: 'done',
        call,
        value: null,
        error: reason instanceof Error ? reason.message : String(reason)
      })
  );
};

async function answer(
  call: number,
  work: (IToWorker & { kind: 'do' })['work']
): Promise<(IFromWorker & { kind: 'done' })['value']> {
  switch (work.name) {
    case 'report': {
      const host = new RemoteHost(call);
      hosts.set(call, host);
      try {
        return await engine.report(work.request, host);
      } finally {
        hosts.delete(call);
      }
    }
    case 'compare':
      return engine.compare(work.cells, work.rules, work.own);
    case 'digest':
      return engine.digest(work.outputs);
    case 'forget':
      engine.forget(work.path);
      return null;
  }
}
