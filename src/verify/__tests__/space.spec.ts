import { weight } from '../space';

describe('weight', () => {
  it('counts two bytes for each character of texts and names', () => {
    expect(weight('abcd')).toBe(8);
    expect(weight({ ab: 'cd' })).toBe(16 + 4 + 4);
    expect(weight([1, null])).toBe(16 + 2 * (2 + 8));
  });

  it('takes data that are nested without end', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 1e5; level++) {
      deep = [deep];
    }
    expect(weight(deep)).toBeGreaterThan(1e5);
  });
});
