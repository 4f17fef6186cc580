import { canonicalOutputs } from './canonical';
import type { IContext } from './match';
import { isSame, worst } from './severity';
import { joinPieces } from './streams';
import { compareText } from './text/compare';
import type { ICellComparison, ICellRun, IOutputComparison } from './types';

/**
 * Where a cell and the next one that ran differ in stdout, but not in both
 * texts joined: a thread printed after its cell had ended. Gives the
 * comparisons to use.
 */
export function acceptLateText(
  cells: ICellRun[],
  compared: ICellComparison[],
  contextOf: (cell: ICellRun) => IContext
): ICellComparison[] {
  const result = [...compared];
  let last: number | null = null;
  cells.forEach((cell, i) => {
    if (cell.outcome.status === 'not-run' || cell.old === null) {
      last = cell.outcome.status === 'not-run' ? last : null;
      return;
    }
    if (
      last !== null &&
      differs(result[last]) &&
      differs(result[i]) &&
      isMoved(cells[last], cell, contextOf(cell))
    ) {
      result[last] = moved(result[last], 'next');
      result[i] = moved(result[i], 'previous');
    }
    last = i;
  });
  return result;
}

function isMoved(first: ICellRun, next: ICellRun, context: IContext): boolean {
  const old = joinPieces([stdout(first.old), stdout(next.old)]);
  const now = joinPieces([stdout(first.new), stdout(next.new)]);
  return isSame(compareText(old, now, context).verdict);
}

function stdout(outputs: ICellRun['old']): string {
  return canonicalOutputs(outputs ?? [])
    .filter(output => output.name === 'stdout')
    .map(output => output.text as string)
    .join('');
}

function differs(cell: ICellComparison): boolean {
  return cell.outputs.some(isChangedText);
}

function isChangedText({ kind, verdict }: IOutputComparison): boolean {
  return (
    kind === 'stdout' && /^(?:different|missing|unexpected)$/.test(verdict)
  );
}

function moved(cell: ICellComparison, where: string): ICellComparison {
  const outputs = cell.outputs.map(output =>
    isChangedText(output)
      ? {
          ...output,
          verdict: 'reordered' as const,
          cause: 'order' as const,
          message: `Partly printed in the ${where} cell`,
          detail: 'same text in both cells together'
        }
      : output
  );
  const verdict = worst(outputs.map(output => output.verdict));
  const cause =
    outputs.find(output => output.verdict === verdict)?.cause ?? null;
  return { ...cell, outputs, verdict, cause };
}
