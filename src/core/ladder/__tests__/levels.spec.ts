import { facetKind, facetKinds, levelOf, levels, standIns } from '../levels';
import type { FacetId } from '../report';

describe('levels', () => {
  it('are the nine from -1 to 7, in order, each found by its number', () => {
    expect(levels.map(({ level }) => level)).toEqual([
      -1, 0, 1, 2, 3, 4, 5, 6, 7
    ]);
    for (const level of levels) {
      expect(levelOf(level.level)).toBe(level);
    }
  });

  it('bear names that differ', () => {
    expect(new Set(levels.map(({ name }) => name)).size).toBe(levels.length);
  });

  it('ask for at least one facet each, from level 0 up', () => {
    expect(new Set(facetKinds.map(({ level }) => level))).toEqual(
      new Set([0, 1, 2, 3, 4, 5, 6, 7])
    );
  });
});

describe('facets', () => {
  it('are eleven, in the order of the ladder', () => {
    const order = facetKinds.map(({ level }) => level);
    expect(order).toHaveLength(11);
    expect(order).toEqual([...order].sort());
  });

  it('stand in for facets of lower levels only', () => {
    for (const { weaker, stronger } of standIns) {
      expect(facetKind(stronger).level).toBeGreaterThan(
        facetKind(weaker).level
      );
    }
  });

  it('are found by their ids only', () => {
    expect(() => facetKind('nothing' as FacetId)).toThrow(RangeError);
  });
});
