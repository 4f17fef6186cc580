import { Engine, type IReportRequest } from '../engine';
import type { IEntry, IProjectHost } from '../project/facts';
import type { IPace } from '../steps';

function request(path: string, sources: string[], look = false) {
  return {
    notebook: {
      path,
      language: 'python',
      kernelName: null,
      cells: sources.map((source, k) => ({
        id: `c${k}`,
        type: 'code' as const,
        source,
        executionCount: k + 1,
        tags: [],
        outputs: [],
        ranSource: null
      }))
    },
    run: null,
    look
  } satisfies IReportRequest;
}

/** A host that counts how often it is asked for the folder of the notebooks. */
class Folder implements IProjectHost {
  hiddenVisible = true;
  asked = 0;

  async list(folder: string): Promise<IEntry[] | null> {
    this.asked += folder === '' ? 1 : 0;
    return [];
  }

  read(path: string) {
    return Promise.resolve({ path, text: null, problem: 'not there' });
  }
}

/** Rests at every occasion, each time until it is told to go on. */
class Halting implements IPace {
  rests = 0;

  isDue(): boolean {
    return true;
  }

  rest(): Promise<void> {
    this.rests++;
    return new Promise(resolve => setImmediate(resolve));
  }
}

const missing = (names: string[]) => names.map(name => `print(${name})`);
const named = (answer: { report: { findings: { names: string[] }[] } }) =>
  answer.report.findings.flatMap(({ names }) => names);

describe('a report with rests', () => {
  it('is the report made at one go', async () => {
    const asked = request('a.ipynb', missing(['a', 'b', 'c']));
    const pace = new Halting();
    const { report } = await new Engine({ pace }).report(asked, new Folder());
    const whole = await new Engine().report(asked, new Folder());
    expect(report).toEqual(whole.report);
  });
  it('goes over no more than one cell between two occasions to rest', async () => {
    const sources = Array.from({ length: 50 }, (_, k) => `x${k} = ${k}`);
    const pace = new Halting();
    const asked = request('b.ipynb', sources);
    await new Engine({ pace }).report(asked, new Folder());
    // Read, looked through, followed, and run twice in terms: as it ran, and from the top.
    expect(pace.rests).toBeGreaterThanOrEqual(5 * sources.length);
  });
  it('rests between the statements of a cell', async () => {
    const source = Array.from({ length: 50 }, (_, k) => `x${k} = ${k}`);
    const pace = new Halting();
    const asked = request('c.ipynb', [source.join('\n')]);
    await new Engine({ pace }).report(asked, new Folder());
    expect(pace.rests).toBeGreaterThanOrEqual(50);
  });
});

describe('a report that was superseded', () => {
  it('resolves with the report that superseded it', async () => {
    const engine = new Engine({ pace: new Halting() });
    const first = engine.report(
      request('d.ipynb', missing(['a', 'b'])),
      new Folder()
    );
    const second = engine.report(
      request('d.ipynb', missing(['c', 'd'])),
      new Folder()
    );
    const third = engine.report(
      request('d.ipynb', missing(['e'])),
      new Folder()
    );
    expect(named(await first)).toEqual(['e']);
    expect(await second).toEqual(await third);
    expect(await first).toEqual(await third);
  });
  it('is left as soon as the other comes', async () => {
    const pace = new Halting();
    const engine = new Engine({ pace });
    const many = Array.from({ length: 200 }, (_, k) => `x${k} = ${k}`);
    const first = engine.report(request('e.ipynb', many), new Folder());
    const second = engine.report(request('e.ipynb', ['x = 1']), new Folder());
    await Promise.all([first, second]);
    expect(pace.rests).toBeLessThan(200);
  });
  it('leaves it to the other to look at the files', async () => {
    const engine = new Engine({ pace: new Halting() });
    const host = new Folder();
    await engine.report(request('f.ipynb', ['x = 1'], true), host);
    const { asked } = host;
    const first = engine.report(request('f.ipynb', ['x = 2'], true), host);
    await engine.report(request('f.ipynb', ['x = 3']), host);
    await first;
    expect(host.asked).toBeGreaterThan(asked);
  });
  it('rejects as the other does', async () => {
    const engine = new Engine({
      pace: new Halting(),
      finish: () => {
        throw new Error('gone');
      }
    });
    const first = engine.report(request('g.ipynb', ['x = 1']), new Folder());
    const second = engine.report(request('g.ipynb', ['x = 2']), new Folder());
    await Promise.all([
      expect(first).rejects.toThrow('gone'),
      expect(second).rejects.toThrow('gone')
    ]);
  });
  it('is that of the same notebook alone', async () => {
    const engine = new Engine({ pace: new Halting() });
    const first = engine.report(
      request('h.ipynb', missing(['a'])),
      new Folder()
    );
    const other = engine.report(
      request('i.ipynb', missing(['b'])),
      new Folder()
    );
    expect(named(await first)).toEqual(['a']);
    expect(named(await other)).toEqual(['b']);
  });
  it('gets the last touch of its own notebook', async () => {
    const engine = new Engine({
      pace: new Halting(),
      finish: (answer, { cells }) => ({
        ...answer,
        folders: cells.map(({ source }) => source)
      })
    });
    const first = engine.report(request('j.ipynb', ['x = 1']), new Folder());
    const second = engine.report(request('j.ipynb', ['x = 2']), new Folder());
    expect((await first).folders).toEqual(['x = 2']);
    expect((await second).folders).toEqual(['x = 2']);
  });
});
