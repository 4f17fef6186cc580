/** How bad: an *error* of tier `static` says that a restart would stop there, and must be right. */
export type Severity = 'error' | 'warning' | 'note';

/**
 * What the statement rests on: `static` (the source alone), `recorded` (counts and outputs in the file),
 * `run` (a clean run, or the kernel's own answer).
 */
export type Tier = 'static' | 'recorded' | 'run';

/** A change to the notebook that would cure a finding: shown before it is done, one undo step. */
export type IFix =
  /** Moves the cell at `from` to stand directly above the cell at `before`. */
  | { kind: 'move-cell'; label: string; from: number; before: number }
  /** Inserts a new code cell above the cell at `before`. */
  | { kind: 'insert-cell'; label: string; before: number; source: string }
  /** Replaces the source of a cell. */
  | { kind: 'replace-source'; label: string; cell: number; source: string }
  /** Runs these cells in this order. */
  | { kind: 'run-cells'; label: string; cells: number[] };

/** One statement about a cell, or about the notebook as a whole when `cell` is null. */
export interface IFinding {
  /** Kebab-case rule id, e.g. `undefined-name`. */
  rule: string;
  severity: Severity;
  /**
   * Present when a setting made it an error: it says then how much it matters to the person, and not that a restart
   * would stop there.
   */
  raised?: true;
  tier: Tier;
  cell: { index: number; id: string | null } | null;
  /** The Python names it speaks of, in order of appearance. */
  names: string[];
  /** One sentence in plain English, names in backticks, no trailing full stop. Cells are told by "cell k", k = index + 1. */
  message: string;
  /** A second, shorter line for details; backticks allowed. */
  detail?: string;
  /** Index of another cell that the statement names (the one that defines the name, say). */
  related?: number;
  /** Character offsets of the name in the cell's source. */
  range?: { from: number; to: number };
  fix?: IFix;
}
