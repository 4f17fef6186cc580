/**
 * What the format readers return: plain data, one shape for each kind of file. A reader never throws; what it
 * cannot understand becomes a `problem` with its line.
 */

/** How firmly one requirement is fixed. */
export type Pin =
  /** Exact version and build, or an artefact with a digest. */
  | 'build'
  /** Exact version. */
  | 'exact'
  /** conda's `=1.8`: a minor series only. */
  | 'series'
  /** Some bound. */
  | 'range'
  /** Nothing, or a wildcard. */
  | 'none'
  /** A path on somebody's disk, or an address or branch whose content may change. */
  | 'floating';

/** One requirement, from pip's or conda's side. */
export interface IRequirement {
  manager: 'pip' | 'conda';
  /** PEP 503 normalised for pip; lower case for conda. Empty when a bare URL or path does not tell. */
  name: string;
  /** As written, without comment and hashes. */
  text: string;
  pin: Pin;
  /** The exact version where there is one. */
  version: string | null;
  /** Digests given with it (`sha256:...`). */
  hashes: string[];
  /** PEP 508 marker or conda selector, unevaluated; null when it holds everywhere. */
  marker: string | null;
  /** It points at a place on this machine. */
  local: string | null;
  /** 1-based line in `path`. */
  line: number;
  /** The file it stands in (follows `-r`). */
  path: string;
}

/** Something wrong or unusual in a file. */
export interface IProblem {
  path: string;
  line: number | null;
  message: string;
  /** False: the reader could still use the rest. */
  fatal: boolean;
}

/** A file that names the packages of an environment. */
export interface IEnvironmentFile {
  format:
    | 'requirements'
    | 'conda-environment'
    | 'anaconda-project'
    | 'conda-lock'
    | 'anaconda-project-lock'
    | 'dockerfile';
  path: string;
  requirements: IRequirement[];
  /** Names that constraints files fix without installing. */
  constraints: IRequirement[];
  /**
   * Files it refers to (`-r`, `-c`, `pip: -r`), resolved relative to the including file; `line` is a line of `from`.
   */
  includes: { path: string; line: number; found: boolean; from?: string }[];
  channels: string[];
  /** Name of the environment, where the file names one or several. */
  environment?: string | null;
  /** pip's file-wide options (`--index-url`, `--no-index`, `--find-links` ...). */
  options?: {
    name: string;
    value: string | null;
    line: number;
    path: string;
  }[];
  problems: IProblem[];
}

/** A command that a manifest or task file defines. */
export interface ICommand {
  name: string;
  path: string;
  line: number;
  /** Shell texts, by platform where the file tells apart; `any` otherwise. */
  lines: {
    platform: 'any' | 'unix' | 'windows';
    text: string;
    /** The condition of the file under which it is there at all. */
    when?: string;
  }[];
  /** A notebook that the command opens or runs, relative to the file's folder, when the file says so outright. */
  notebook: string | null;
  /** Name of the environment it runs in, where the file names several. */
  environment: string | null;
  /** What sort of command it is, where the format tells; a shell command otherwise. */
  kind?: 'notebook' | 'shell' | 'bokeh';
}

/** A manifest or task file that holds commands. */
export interface ICommandFile {
  format: 'anaconda-project' | 'makefile';
  path: string;
  commands: ICommand[];
  /** What a makefile's targets need first, by name: a list for each rule. */
  needs?: Map<string, string[][]>;
  problems: IProblem[];
}

/** One environment of a lock, with what it fixes. */
export interface ILockedEnvironment {
  name: string;
  platforms: string[];
  /**
   * A: artefact and digest for every package; B: version and build; C: exact versions only; D: not all of them.
   */
  grade: 'A' | 'B' | 'C' | 'D';
  packages: { name: string; version: string; manager: 'pip' | 'conda' }[];
  /** `false` when the file switches this lock off. */
  enabled: boolean;
  /** What makes it contradict itself: tools would refuse it, or it breaks. */
  conflicts?: { line: number | null; message: string }[];
  /** Why it cannot be told whether every recursive package is in it; left out when that is credible. */
  incomplete?: string;
  /** Fresh or stale against its manifest where a digest tells; `unknown` when it cannot be told, with why. */
  fresh: { state: 'fresh' | 'stale' | 'unknown'; why: string };
}

export interface ILockFile {
  format:
    | 'requirements-hashed'
    | 'requirements-frozen'
    | 'anaconda-project-lock'
    | 'conda-lock'
    | 'conda-explicit'
    | 'conda-export';
  path: string;
  environments: ILockedEnvironment[];
  /** Files the lock says it was made from, as written. */
  sources: string[];
  problems: IProblem[];
}
