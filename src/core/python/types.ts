import type { IFinding } from '../notebook/finding';

/** A third-party or standard-library module that the notebook imports. */
export interface IImport {
  /** Top-level module name: `matplotlib` for `import matplotlib.pyplot`. */
  module: string;
  /** Index of the first cell that imports it. */
  cell: number;
  /** Inside `try`, `if` or a function body: the notebook may run without it. */
  conditional: boolean;
}

/** A file or address that the notebook's code reads or writes. */
export interface IFileReference {
  /** As written after constants are folded; null when it could not be followed. */
  path: string | null;
  /** The call: `read_csv`, `open`. */
  call: string;
  cell: number;
  mode: 'read' | 'write';
  /** `http`, `https`, `s3`, ... when the path is an address. */
  scheme: string | null;
}

/** An install command found in a cell (`%pip install x`, `!conda install y`). */
export interface IInstallLine {
  cell: number;
  text: string;
  /** Every requirement on the line is pinned exactly. */
  pinned: boolean;
}

/** What the notebook's code means, without running it. */
export interface ICodeAnalysis {
  /** False when the language is not Python: then everything else is empty. */
  understood: boolean;
  imports: IImport[];
  files: IFileReference[];
  installs: IInstallLine[];
  /** Findings of tier `static`. */
  findings: IFinding[];
}
