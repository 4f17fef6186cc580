import { secondsLeft } from '../estimate';

const nothing = new Map<string, number>();
const pace = {
  remaining: ['c', 'd'],
  done: 2,
  elapsed: 10000,
  sinceLast: 0,
  previous: nothing
};

describe('secondsLeft', () => {
  it('is 0 when nothing is left', () => {
    expect(secondsLeft({ ...pace, remaining: [] })).toBe(0);
  });

  it('adds up what the cells took last time', () => {
    const previous = new Map([
      ['a', 50000],
      ['c', 3000],
      ['d', 4000]
    ]);
    expect(secondsLeft({ ...pace, previous })).toBe(7);
  });

  it('takes the time off that the cell at work has had', () => {
    const previous = new Map([
      ['c', 3000],
      ['d', 4000]
    ]);
    expect(secondsLeft({ ...pace, previous, sinceLast: 2000 })).toBe(5);
    expect(secondsLeft({ ...pace, previous, sinceLast: 5000 })).toBe(4);
  });

  it('does not go on to promise an end of a cell that takes much longer', () => {
    const previous = new Map([
      ['c', 3000],
      ['d', 4000]
    ]);
    expect(secondsLeft({ ...pace, previous, sinceLast: 9000 })).toBeNull();
    expect(
      secondsLeft({ ...pace, elapsed: 30000, sinceLast: 20000 })
    ).toBeNull();
  });

  it('counts a cell without a time as the mean of the others', () => {
    const previous = new Map([
      ['a', 2000],
      ['c', 4000]
    ]);
    expect(secondsLeft({ ...pace, previous })).toBe(7);
  });

  it('goes by the pace so far when no time is known', () => {
    expect(secondsLeft(pace)).toBe(10);
    expect(secondsLeft({ ...pace, elapsed: 12000, sinceLast: 2000 })).toBe(8);
  });

  it('says nothing before there is a pace', () => {
    expect(secondsLeft({ ...pace, done: 0 })).toBeNull();
    expect(secondsLeft({ ...pace, elapsed: 500 })).toBeNull();
  });

  it('says nothing from times of cells that are gone', () => {
    const previous = new Map([['a', 2000]]);
    expect(secondsLeft({ ...pace, done: 0, previous })).toBeNull();
  });
});
