import type { IBaseline, IKeptCell } from '../baseline';
import { MOST_ENDED, superseded } from '../superseded';

function kept(id: string | null, text: string | null, index = 0): IKeptCell {
  return {
    index,
    id,
    source: `f(${index})`,
    tags: [],
    executionCount: text === null ? null : 1,
    trusted: true,
    dirty: false,
    timing: null,
    outputs:
      text === null
        ? []
        : [{ output_type: 'stream', name: 'stdout', text: [`${text}\n`] }]
  };
}

function baseline(
  key: number,
  cells: IKeptCell[],
  state: IBaseline['state'] = 'ended'
): IBaseline {
  return {
    version: 1,
    key: `k${key}`,
    server: 'http://here/',
    path: 'a.ipynb',
    saved: `2026-01-${String(key).padStart(2, '0')}T00:00:00.000Z`,
    owner: '',
    state,
    cells
  };
}

const told = (found: IBaseline[]) => found.map(({ key }) => key);

describe('superseded', () => {
  const newest = baseline(9, [kept('a', 'one'), kept('b', 'two', 1)]);

  it('lets go what the newest holds, too', () => {
    const before = [
      newest,
      baseline(1, [kept('a', 'one'), kept('b', null, 1)]),
      baseline(2, [kept('a', null)]),
      baseline(3, [])
    ];
    expect(told(superseded(before, newest))).toEqual(['k1', 'k2', 'k3']);
  });

  it('keeps outputs that nothing else holds, though nobody decided about them', () => {
    const before = [
      newest,
      baseline(1, [kept('a', 'one'), kept('b', 'other', 1)]),
      baseline(2, [kept('gone', 'one', 5)])
    ];
    expect(superseded(before, newest)).toEqual([]);
  });

  it('does not count what each run gives anew', () => {
    const [cell] = newest.cells;
    const again = {
      ...cell,
      executionCount: 7,
      outputs: [{ output_type: 'stream', name: 'stdout', text: 'one\n' }]
    };
    expect(told(superseded([newest, baseline(1, [again])], newest))).toEqual([
      'k1'
    ]);
  });

  it('finds cells of old files, that hold no ids, by place and source', () => {
    const old = baseline(1, [kept('x', 'two', 1)]);
    expect(told(superseded([newest, old], newest))).toEqual(['k1']);
  });

  it('leaves those of runs that never ended', () => {
    const cut = baseline(1, [kept('a', 'one')], 'running');
    expect(superseded([newest, cut], newest)).toEqual([]);
  });

  it('keeps the oldest and the latest of very many', () => {
    const many = Array.from({ length: 8 }, (_, day) =>
      baseline(day + 1, [kept('a', `value ${day}`)])
    );
    const gone = told(superseded([newest, ...many.reverse()], newest));
    expect(gone).toEqual(['k2', 'k3', 'k4', 'k5']);
    expect(1 + many.length - gone.length).toBe(MOST_ENDED);
  });
});
