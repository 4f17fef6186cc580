import type { BaselineStore, IBaseline, IKeptCell } from '../baseline';
import { Keeping } from '../keeping';

const cells: IKeptCell[] = [];

/** What one page sees of a storage that all share; each call takes a moment, as IndexedDB does. */
class Page {
  constructor(
    private _shared: IBaseline[],
    private _owner: string,
    private _problem = false
  ) {}

  async save(path: string): Promise<object> {
    // Writing takes longer than reading.
    await Promise.resolve().then(() => undefined);
    if (this._problem) {
      return { code: 'full', words: 'no room' };
    }
    const key = `${this._owner} ${this._shared.length}`;
    const baseline = { key, path, owner: this._owner } as IBaseline;
    this._shared.push(baseline);
    return baseline;
  }

  async runsElsewhere(): Promise<boolean> {
    await Promise.resolve();
    return this._shared.some(({ owner }) => owner !== this._owner);
  }

  async drop(key: string): Promise<void> {
    await Promise.resolve();
    this._shared.splice(
      this._shared.findIndex(one => one.key === key),
      1
    );
  }
}

function keepings(...pages: Page[]): Keeping[] {
  return pages.map(
    page => new Keeping(page as unknown as BaselineStore, 'a.ipynb')
  );
}

describe('Keeping', () => {
  it('keeps outputs before a run', async () => {
    const shared: IBaseline[] = [];
    const [keeping] = keepings(new Page(shared, 'one'));
    expect(await keeping.begin(cells)).toBeNull();
    expect(keeping.key).toBe(shared[0].key);
  });

  it('refuses a run that goes on in another page, and leaves nothing behind', async () => {
    const shared = [{ key: 'x', owner: 'other' } as IBaseline];
    const [keeping] = keepings(new Page(shared, 'one'));
    expect(await keeping.begin(cells)).toEqual({ code: 'running-elsewhere' });
    expect(keeping.key).toBeNull();
    expect(shared).toHaveLength(1);
  });

  it('lets no two pages begin at the same moment', async () => {
    const shared: IBaseline[] = [];
    const began = await Promise.all(
      keepings(new Page(shared, 'one'), new Page(shared, 'two')).map(keeping =>
        keeping.begin(cells)
      )
    );
    expect(began.filter(refusal => refusal === null).length).toBeLessThan(2);
  });

  it('says why outputs cannot be kept', async () => {
    const [keeping] = keepings(new Page([], 'one', true));
    expect(await keeping.begin(cells)).toMatchObject({
      code: 'not-kept',
      problem: { code: 'full' }
    });
    expect(keeping.key).toBeNull();
  });

  it('keeps what changed while a person was asked, and lets the first go', async () => {
    const shared: IBaseline[] = [];
    const [keeping] = keepings(new Page(shared, 'one'));
    await keeping.begin(cells);
    await keeping.renew([{ index: 0, id: 'a', outputs: [] } as never]);
    expect(shared).toHaveLength(1);
    expect(keeping.key).toBe(shared[0].key);
    expect(keeping.cells).toHaveLength(1);
  });

  it('holds on to what is kept where it cannot be kept again', async () => {
    const shared: IBaseline[] = [];
    const page = new Page(shared, 'one');
    const [keeping] = keepings(page);
    await keeping.begin(cells);
    const { key } = keeping;
    page.save = async () => ({ code: 'full', words: '' });
    await keeping.renew([{ index: 0, id: 'a', outputs: [] } as never]);
    expect(keeping.key).toBe(key);
    expect(shared).toHaveLength(1);
  });
});
