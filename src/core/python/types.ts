import type { IFinding } from '../notebook/finding';
import type { IStarred } from './data/starred';

/** A third-party or standard-library module that the notebook imports. */
export interface IImport {
  /** Top-level module name: `matplotlib` for `import matplotlib.pyplot`. */
  module: string;
  /** Index of the first cell that imports it. */
  cell: number;
  /** Inside `try`, `if` or a function body: the notebook may run without it. */
  conditional: boolean;
  /** Dotted names below it that may be modules as well: `pkg.a` for `from pkg import a`; left out when there are none. */
  submodules?: string[];
  /** All its names are imported (`from module import *`). */
  star?: true;
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

/** What a notebook meets that its cells do not show. */
export interface ISurroundings {
  /** Names that the environment defines before the first cell. */
  provided?: readonly string[];
  /** Names that `from module import *` brings, for modules of the project, by module. */
  modules?: { [module: string]: IStarred };
}

/** A cell does what differs from run to run, as its source tells. */
export interface ISourceHint {
  cell: number;
  /** Random numbers without a seed, the clock, or another computer. */
  what: 'random' | 'time' | 'network';
  /** In half a sentence, names in backticks: "draws random numbers without a seed (`np.random.rand`)". */
  message: string;
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
  /** What makes outputs differ from run to run, in document order. */
  hints: ISourceHint[];
}
