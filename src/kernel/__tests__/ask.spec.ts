import type { Kernel } from '@jupyterlab/services';
import { nullTranslator } from '@jupyterlab/translation';
import { askKernel, readHistory, type IKernelAnswer } from '../ask';
import { PROBE, readNames, readPackages } from '../probe';

const trans = nullTranslator.load('');

interface IFake {
  status?: string;
  language?: string;
  implementation?: string;
  rows?: unknown[];
  expressions?: object;
  never?: boolean;
}

/** A kernel that answers from data, and writes down what it was asked. */
function fake(options: IFake = {}): {
  kernel: Kernel.IKernelConnection;
  asked: object[];
  disposed(): number;
} {
  const asked: object[] = [];
  let disposed = 0;
  const text = (value: object) => ({
    status: 'ok',
    data: { 'text/plain': `'${JSON.stringify(value)}'` }
  });
  const clone = {
    info: options.never
      ? new Promise(() => undefined)
      : Promise.resolve({
          implementation: options.implementation ?? 'ipython',
          language_info: { name: options.language ?? 'python' }
        }),
    requestHistory: (content: object) => {
      asked.push(content);
      const history = options.rows ?? [
        [0, 0, ''],
        [0, 1, 'x = 1']
      ];
      return Promise.resolve({ content: { status: 'ok', history } });
    },
    requestExecute: (content: object) => {
      asked.push(content);
      return {
        done: Promise.resolve({
          content: {
            status: 'ok',
            user_expressions: options.expressions ?? {
              names: text({ x: 'int' }),
              packages: text({ numpy: '2.4.6' })
            }
          }
        })
      };
    },
    dispose: () => {
      disposed += 1;
    }
  };
  const kernel = {
    isDisposed: false,
    status: options.status ?? 'idle',
    connectionStatus: 'connected',
    clone: () => clone
  };
  return {
    kernel: kernel as unknown as Kernel.IKernelConnection,
    asked,
    disposed: () => disposed
  };
}

async function answer(options: IFake): Promise<IKernelAnswer> {
  const told = await askKernel(fake(options).kernel, { trans });
  if ('problem' in told) {
    throw new Error(told.problem);
  }
  return told;
}

describe('askKernel', () => {
  it('tells history, names and packages', async () => {
    expect(await answer({})).toEqual({
      history: [{ count: 1, source: 'x = 1' }],
      names: [{ name: 'x', type: 'int' }],
      packages: { numpy: '2.4.6' },
      problems: []
    });
  });

  it('runs no code, and stores, shows and counts nothing', async () => {
    const { kernel, asked, disposed } = fake();
    await askKernel(kernel, { trans });
    expect(asked).toEqual([
      expect.objectContaining({ hist_access_type: 'range', session: 0 }),
      {
        code: '',
        silent: true,
        store_history: false,
        stop_on_error: false,
        allow_stdin: false,
        user_expressions: PROBE
      }
    ]);
    expect(disposed()).toBe(1);
  });

  it('asks kernels of other languages for their history alone', async () => {
    const { names, history, problems } = await answer({ language: 'R' });
    expect([history?.length, names]).toEqual([1, null]);
    expect(problems).toEqual([expect.stringMatching(/speaks R/)]);
  });

  it('does not probe a kernel that would store the probe', async () => {
    const { kernel, asked } = fake({ implementation: 'pyodide' });
    await askKernel(kernel, { trans });
    expect(asked).toHaveLength(1);
  });

  it('takes an empty history for none', async () => {
    const { history, problems } = await answer({ rows: [] });
    expect(history).toBeNull();
    expect(problems).toEqual([expect.stringMatching(/no history/)]);
  });

  it('says when names cannot be told', async () => {
    const { names, problems } = await answer({ expressions: {} });
    expect(names).toBeNull();
    expect(problems).toEqual([expect.stringMatching(/does not tell/)]);
  });

  it.each(['busy', 'dead'])('asks nothing of a %s kernel', async status => {
    const { kernel, asked } = fake({ status });
    expect(await askKernel(kernel, { trans })).toEqual({
      problem: expect.stringContaining(status)
    });
    expect(asked).toEqual([]);
  });

  it('gives up after its time limit, and closes its connection', async () => {
    const { kernel, disposed } = fake({ never: true });
    expect(await askKernel(kernel, { trans, timeLimit: 20 })).toEqual({
      problem: expect.stringMatching(/did not answer/)
    });
    expect(disposed()).toBe(1);
  });

  it('ends at once when called off', async () => {
    const { kernel, disposed } = fake({ never: true });
    const calledOff = new AbortController();
    const asked = askKernel(kernel, { trans, signal: calledOff.signal });
    calledOff.abort();
    expect(await asked).toEqual({
      problem: expect.stringMatching(/called off/)
    });
    expect(disposed()).toBe(1);
  });
});

describe('readHistory', () => {
  it('leaves out what IPython holds in the place of input 0', () => {
    expect(
      readHistory([
        [0, 0, ''],
        [0, 1, 'a']
      ])
    ).toEqual([{ count: 1, source: 'a' }]);
  });

  it('does not take for numbers what does not count', () => {
    expect(
      readHistory([
        [0, 0, 'a'],
        [0, 0, 'b']
      ])
    ).toEqual([
      { count: null, source: 'a' },
      { count: null, source: 'b' }
    ]);
  });

  it.each([[['x']], [[[0, '1', 'a']]], [[[0, 1, ['a', 'b']]]], [[null]]])(
    'is null for what is no history: %j',
    rows => {
      expect(readHistory(rows)).toBeNull();
    }
  );
});

describe('the answer to the probe', () => {
  const of = (text: unknown) => ({
    status: 'ok',
    data: { 'text/plain': text }
  });

  it('is read as Python prints it', () => {
    expect(readNames(of(`'{"a": "int", "\\\\u00e9": "It\\'s"}'`))).toEqual([
      { name: 'a', type: 'int' },
      { name: 'é', type: "It's" }
    ]);
    expect(readPackages(of(`'{}'`))).toEqual({});
  });

  it.each([
    undefined,
    null,
    { status: 'error', ename: 'NameError' },
    of(undefined),
    of('{}'),
    of("'{'"),
    of("'[]'"),
    of("'3'")
  ])('is null for what is none: %j', answer => {
    expect(readNames(answer)).toBeNull();
    expect(readPackages(answer)).toBeNull();
  });
});
