/** One entry of a folder listing. */
export interface IEntry {
  name: string;
  type: 'file' | 'directory' | 'notebook';
  /** Bytes; null when the host does not tell. */
  size: number | null;
  /** When it was last changed, ISO 8601, where the host tells. */
  modified?: string;
}

/** One folder that the survey looked into. */
export interface IFolder {
  /** Relative to the host's root, '' for the root itself, `/` separated, no trailing slash. */
  path: string;
  entries: IEntry[];
  /** Why it could not be listed, in plain words; `entries` is empty then. */
  problem?: string;
}

/** One file that the survey read, or tried to. */
export interface IFile {
  path: string;
  /** Null when it could not be read as text; `problem` then says why in plain words. */
  text: string | null;
  problem?: string;
}

/** What a survey of the files around a notebook saw: plain data, nothing parsed. */
export interface IProjectFacts {
  /** The project's folder, relative to the host's root. */
  root: string;
  /** Path of the notebook, same base. */
  notebook: string;
  /** The listings, from the notebook's folder up to the root, then folders that code or files name. */
  folders: IFolder[];
  files: IFile[];
  /**
   * True when the host shows hidden entries (`.git`, `.github`): then their absence means something.
   */
  hiddenVisible: boolean;
  /** True when the walk up ended at the host's own root, so that the project may be larger than what is seen. */
  reachedTop: boolean;
}

/** How a host lets a survey look at files. All paths relative to the host's root. */
export interface IProjectHost {
  /** Resolves null when the folder does not exist or may not be looked at. Never rejects. */
  list(folder: string): Promise<IEntry[] | null>;
  /** Never rejects: a file that cannot be read resolves with `problem` set. */
  read(path: string): Promise<IFile>;
  readonly hiddenVisible: boolean;
}
