import type { ICell } from '../../notebook/facts';
import type { ICellCode } from '../cell';
import type { IMissing } from '../flow/host';
import type { ICheckpoint } from '../flow/machine';
import type { IUndone } from '../flow/store';
import type { ICodeCell } from '../notebook';
import type { IChance } from '../references/random';
import type { ISyntaxProblem } from '../syntax/check';
import type { ITraces } from './traces';

/** A code cell that a run came through, and where it began. */
export interface IStep {
  code: ICellCode;
  index: number;
  skipped: boolean;
  allowed: boolean;
  start: IStart;
  /** Its syntax error, if that would stop the run. */
  problem: ISyntaxProblem | null;
  missing: IMissing[];
  /** It ends the run whatever happens: `raise`, `sys.exit()`. */
  ends: boolean;
  chance: IChance;
  /** What it left behind, and what mattered to it. */
  traces: ITraces;
}

/** A step that was taken back. */
export interface IOldStep {
  step: IStep;
  undone: IUndone[];
}

/** All that the cells above leave to a cell. */
export interface IStart {
  point: ICheckpoint;
  commands: number;
  anyCommand: boolean;
}

/** True if a cell that was run is still what it was, in its place. */
export function isSame(
  step: IStep | undefined,
  { index, cell, code }: ICodeCell
): boolean {
  return (
    step?.code === code &&
    step.index === index &&
    step.skipped === isSkipped(cell) &&
    step.allowed === isAllowed(cell)
  );
}

/** nbclient leaves these cells out; JupyterLab runs them. */
export function isSkipped(cell: ICell): boolean {
  return cell.tags.includes('skip-execution');
}

/** Its errors do not stop a run. */
export function isAllowed(cell: ICell): boolean {
  return cell.tags.includes('raises-exception');
}
