/** How bad: an *error* of tier `static` says that a restart would stop there, and must be right. */
export type Severity = 'error' | 'warning' | 'note';

/**
 * What the statement rests on: `static` (the source alone), `recorded` (counts and outputs in the file),
 * `run` (a clean run, or the kernel's own answer).
 */
export type Tier = 'static' | 'recorded' | 'run';

/** One statement about a cell, or about the notebook as a whole when `cell` is null. */
export interface IFinding {
  /** Kebab-case rule id, e.g. `undefined-name`. */
  rule: string;
  severity: Severity;
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
}
