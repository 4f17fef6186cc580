import type {
  ICellComparison,
  INotebookComparison,
  IOutputComparison
} from './types';

/**
 * A new comparison of the same run, by other rules, with what a second run told of the first one: where the verdict is as
 * it was, that still holds.
 */
export function carryRepeat(
  before: INotebookComparison,
  after: INotebookComparison
): INotebookComparison {
  if (!before.repeat) {
    return after;
  }
  const known = new Map(before.cells.map(cell => [cell.index, cell]));
  return {
    ...after,
    repeat: before.repeat,
    cells: after.cells.map(cell => carryCell(known.get(cell.index), cell))
  };
}

function carryCell(
  before: ICellComparison | undefined,
  after: ICellComparison
): ICellComparison {
  if (!before?.repeat || before.verdict !== after.verdict) {
    return after;
  }
  return {
    ...after,
    cause: before.cause,
    repeat: before.repeat,
    outputs: after.outputs.map(output =>
      carryOutput(before.outputs.find(isSamePlace(output)), output)
    )
  };
}

function carryOutput(
  before: IOutputComparison | undefined,
  after: IOutputComparison
): IOutputComparison {
  return before?.repeat && before.verdict === after.verdict
    ? { ...after, cause: before.cause, repeat: before.repeat }
    : after;
}

function isSamePlace(a: IOutputComparison) {
  return (b: IOutputComparison) =>
    a.kind === b.kind && a.old === b.old && a.new === b.new;
}
