import type { ISignal } from '@lumino/signaling';
import type {
  ICompareRules,
  IMaskInfo,
  IOwnPattern
} from '../core/outputs/types';
import type { ISanitizerPair } from '../core/outputs/own';

/** What an own pattern matches in the outputs of the last run. */
export interface ITrial {
  /** Matches in the stored outputs and in those of the run. */
  old: number;
  new: number;
  /** Cells with a match. */
  cells: number;
  /** The first different pieces of either side. */
  pieces: { old: string[]; new: string[] };
  /** Why it did not come to its end; null when it did. */
  problem: string | null;
}

/** A mark that a person may set on a cell. */
export type CellTag = 'nbval-ignore-output' | 'raises-exception';

export interface ITagState {
  on: boolean;
  /** Why it cannot be changed by a tag; null when it can. */
  reason: string | null;
}

/** The rules by which outputs are compared, as a person sees and changes them. */
export interface IRulesModel {
  readonly value: Required<ICompareRules>;
  /** Emitted when `value` is another one. */
  readonly changed: ISignal<IRulesModel, void>;
  readonly masks: readonly IMaskInfo[];
  /** Takes other rules, also for later runs. What the last run gave is then compared again. */
  set(part: Partial<ICompareRules>): Promise<void>;
  /** What is wrong with a pattern, in words; null when it can be used. */
  check(pattern: IOwnPattern): string | null;
  /** Looks for a pattern in the outputs of the last run; null when there are none, or it was called off. */
  try(pattern: IOwnPattern, signal: AbortSignal): Promise<ITrial | null>;
  readSanitizers(text: string): ISanitizerPair[];
  /** Reads a text file of the server, by its path from the folder of the notebook. */
  readFile(path: string): Promise<string>;
  /** Whether a cell, told by its index at the time of the run, has a mark. */
  tag(index: number, tag: CellTag): ITagState;
  /** Sets a mark or takes it away, as one undo step of the notebook. */
  setTag(index: number, tag: CellTag, on: boolean): void;
}
