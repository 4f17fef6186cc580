import { holdsCellsOf, matchCells, type IKnownCell } from '../matching';

/** Cells written as `id:source`, `-` for no id; the index is the position. */
function cells(...written: string[]): IKnownCell[] {
  return written.map((cell, index) => {
    const [id, source] = cell.split(':');
    return { index, id: id === '-' ? null : id, source };
  });
}

describe('matchCells', () => {
  it('finds cells by id wherever they are, edited or not', () => {
    expect(matchCells(cells('a:1', 'b:2'), cells('b:9', 'x:0', 'a:1'))).toEqual(
      [
        [0, 2],
        [1, 0]
      ]
    );
  });

  it('finds cells without a known id by index and source', () => {
    expect(matchCells(cells('-:1', '-:2'), cells('x:1', 'y:2'))).toEqual([
      [0, 0],
      [1, 1]
    ]);
    expect(matchCells(cells('old:1'), cells('new:1'))).toEqual([[0, 0]]);
  });

  it('finds a moved cell by its source when there is one only', () => {
    expect(matchCells(cells('-:1', '-:2'), cells('x:0', 'y:1', 'z:2'))).toEqual(
      [
        [0, 1],
        [1, 2]
      ]
    );
  });

  it('does not guess among cells with the same source', () => {
    expect(matchCells(cells('-:1'), cells('x:0', 'y:1', 'z:1'))).toEqual([]);
    expect(matchCells(cells('-:1', '-:1'), cells('x:0', 'y:0', 'z:1'))).toEqual(
      []
    );
  });

  it('gives no cell away twice', () => {
    expect(matchCells(cells('a:1', 'a:1'), cells('a:1'))).toEqual([[0, 0]]);
    expect(matchCells(cells('-:1', 'b:1'), cells('b:1'))).toEqual([[1, 0]]);
  });

  it('does not find blank cells by their source alone', () => {
    expect(matchCells(cells('-: '), cells('x:0', 'y: '))).toEqual([]);
  });

  it('does not match an edited cell of unknown id', () => {
    expect(matchCells(cells('-:1'), cells('x:2'))).toEqual([]);
  });
});

describe('holdsCellsOf', () => {
  const kept = cells('a:1', 'b:2', 'c:3', 'd:4');

  it('holds when at least half of the cells are there, with id and source', () => {
    expect(holdsCellsOf(kept, cells('x:0', 'b:2', 'a:1'))).toBe(true);
    expect(holdsCellsOf(kept, cells('a:1', 'b:edited', 'c:edited'))).toBe(
      false
    );
  });

  it('does not hold for cells without ids, nor for blank ones', () => {
    expect(holdsCellsOf(cells('-:1'), cells('x:1'))).toBe(false);
    expect(holdsCellsOf(cells('a:'), cells('a:'))).toBe(false);
    expect(holdsCellsOf([], cells('a:1'))).toBe(false);
  });
});
