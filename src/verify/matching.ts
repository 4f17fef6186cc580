/** What a cell is recognised by. */
export interface IKnownCell {
  /** Index in the notebook, counting all cells. */
  index: number;
  id: string | null;
  source: string;
}

/**
 * Finds for each kept cell the cell of the notebook that it was: by id, else
 * the same source at the same index, else the only one with that source that
 * is left.
 *
 * #### Notes
 * Files older than nbformat 4.5 hold no ids, and JupyterLab invents new ones
 * each time it loads them. No cell is given twice, and a blank source matches
 * by id and index only.
 *
 * @returns pairs of positions `[kept, present]`, in the order of `kept`
 */
export function matchCells(
  kept: readonly IKnownCell[],
  present: readonly IKnownCell[]
): [number, number][] {
  const found = new Map<number, number>();
  const taken = new Set<number>();
  const take = (position: number, match: number) => {
    if (match >= 0) {
      found.set(position, match);
      taken.add(match);
    }
  };
  const rest = () =>
    kept.map((_, position) => position).filter(one => !found.has(one));
  const search = (test: (cell: IKnownCell) => boolean): number[] =>
    present.flatMap((cell, position) =>
      !taken.has(position) && test(cell) ? [position] : []
    );

  const byId = new Map(present.map((cell, position) => [cell.id, position]));
  kept.forEach(({ id }, position) => {
    const match = id === null ? undefined : byId.get(id);
    if (match !== undefined && !taken.has(match)) {
      take(position, match);
    }
  });
  for (const position of rest()) {
    const { index, source } = kept[position];
    const matches = search(
      cell => cell.index === index && cell.source === source
    );
    take(position, matches[0] ?? -1);
  }
  for (const position of rest()) {
    const { source } = kept[position];
    if (
      source.trim() !== '' &&
      rest().filter(other => kept[other].source === source).length === 1
    ) {
      const matches = search(cell => cell.source === source);
      take(position, matches.length === 1 ? matches[0] : -1);
    }
  }
  return [...found].sort(([one], [other]) => one - other);
}

/**
 * Whether a notebook holds the cells that something was kept of: at least half of them, told by id and source.
 */
export function holdsCellsOf(
  kept: readonly IKnownCell[],
  present: readonly IKnownCell[]
): boolean {
  const sources = new Map(present.map(({ id, source }) => [id, source]));
  const told = kept.filter(({ source }) => source.trim() !== '');
  const found = told.filter(
    ({ id, source }) => id !== null && sources.get(id) === source
  );
  return told.length > 0 && 2 * found.length >= told.length;
}
