import { readsClock } from './text/rules/timing';
import type {
  Cause,
  ICellComparison,
  ICellRun,
  INotebookComparison,
  IOutputComparison
} from './types';

/** What the source of a cell says of what makes its outputs differ. */
export interface ISourceCause {
  what: Extract<Cause, 'random' | 'time' | 'network'>;
  /** Goes on from "the cell". */
  message: string;
  /** What the cell itself does, and not one above that it rests on. */
  own: boolean;
}

/**
 * Names the cause of outputs that differ where the outputs themselves do not tell it, by what the source says.
 *
 * @param causes - of the cells, in the same order
 */
export function explainBySource(
  comparison: INotebookComparison,
  cells: readonly ICellRun[],
  causes: readonly (readonly ISourceCause[])[]
): INotebookComparison {
  const byIndex = new Map(
    cells.map((cell, at) => [cell.index, { cell, causes: causes[at] ?? [] }])
  );
  return {
    ...comparison,
    cells: comparison.cells.map(compared => {
      const known = byIndex.get(compared.index);
      return known ? explain(compared, known.cell, known.causes) : compared;
    })
  };
}

function explain(
  compared: ICellComparison,
  { source }: ICellRun,
  causes: readonly ISourceCause[]
): ICellComparison {
  if (!compared.outputs.some(isOpen)) {
    return compared;
  }
  const likely = ORDER.flatMap(([what, own]) =>
    causes.filter(each => each.what === what && each.own === own)
  ).find(
    // Where the text was looked at with the clock in mind, it told.
    ({ what }) => what !== 'time' || !readsClock(source)
  );
  if (!likely) {
    return compared;
  }
  const outputs = compared.outputs.map(output =>
    isOpen(output) ? { ...output, cause: likely.what } : output
  );
  const { verdict, cause } = compared;
  const deciding = outputs.find(output => output.verdict === verdict);
  return {
    ...compared,
    cause: deciding?.cause ?? cause,
    outputs,
    hint: likely.message
  };
}

/** The more telling come first. */
const ORDER: [ISourceCause['what'], boolean][] = [
  ['random', true],
  ['network', true],
  ['random', false],
  ['network', false],
  ['time', true]
];

/** Whether an output differs, pictures that could not be compared among them, and nothing but its source could tell why. */
function isOpen({ verdict, cause, kind }: IOutputComparison): boolean {
  if (verdict === 'uncomparable') {
    return cause === null && kind.startsWith('image/');
  }
  return (
    (verdict === 'different' ||
      verdict === 'missing' ||
      verdict === 'unexpected') &&
    (cause === null ||
      cause === 'value' ||
      cause === 'random' ||
      cause === 'network')
  );
}
