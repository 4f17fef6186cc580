import type { IEntry, IFile, IFolder, IProjectHost } from './facts';
import { folderOf, nameOf } from './paths';

/** What a survey may cost at most. */
export interface ILimits {
  /** Bytes of one file. */
  fileSize: number;
  /** Bytes of all files together. */
  totalSize: number;
  files: number;
  folders: number;
}

export const LIMITS: ILimits = {
  fileSize: 5_000_000,
  totalSize: 20_000_000,
  files: 200,
  folders: 150
};

/**
 * Looks through a host and keeps what it saw. Each folder is listed and each file read once at most, and a name that
 * no listing showed is never asked for. Nothing here rejects, whatever the host does.
 */
export class Looker {
  constructor(
    private readonly host: IProjectHost,
    private readonly limits: ILimits
  ) {}

  /** Lists a folder that is known to exist. */
  list(folder: string): Promise<IFolder> {
    let listing = this.listings.get(folder);
    if (!listing) {
      listing =
        this.listings.size < this.limits.folders
          ? this.askList(folder)
          : Promise.resolve({
              path: folder,
              entries: [],
              problem: `not looked into: ${this.limits.folders} folders are the limit`
            });
      this.listings.set(folder, listing);
    }
    return listing;
  }

  /**
   * Finds `path` by listing its folders from the top one that is not listed yet; null when a listing on the way does
   * not show it.
   */
  async find(path: string): Promise<IEntry | null> {
    const folder = folderOf(path);
    if (path === '') {
      return { name: '', type: 'directory', size: null };
    }
    if (!this.listings.has(folder)) {
      const above = await this.find(folder);
      if (above?.type !== 'directory') {
        return null;
      }
    }
    const { entries } = await this.list(folder);
    let names = this.names.get(folder);
    if (!names) {
      names = new Map(entries.map(entry => [entry.name, entry]));
      this.names.set(folder, names);
    }
    return names.get(nameOf(path)) ?? null;
  }

  /** Reads a file that a listing shows; does nothing for any other path. */
  async read(path: string): Promise<IFile | null> {
    const known = this.readings.get(path);
    if (known) {
      return known;
    }
    const entry = await this.find(path);
    if (!entry || entry.type === 'directory') {
      return null;
    }
    const reading = this.readings.get(path) ?? this.askRead(path, entry.size);
    this.readings.set(path, reading);
    return reading;
  }

  /** All listings so far, in the order they were asked for. */
  folders(): Promise<IFolder[]> {
    return Promise.all(this.listings.values());
  }

  /** All files read so far, in the order they were asked for. */
  files(): Promise<IFile[]> {
    return Promise.all(this.readings.values());
  }

  private async askList(path: string): Promise<IFolder> {
    let entries: IEntry[] | null = null;
    try {
      entries = await this.host.list(path);
    } catch {
      // The same as a refusal.
    }
    return Array.isArray(entries)
      ? { path, entries }
      : { path, entries: [], problem: 'not visible' };
  }

  private askRead(path: string, size: number | null): Promise<IFile> {
    const { fileSize, totalSize, files } = this.limits;
    const refuse = (problem: string): Promise<IFile> =>
      Promise.resolve({ path, text: null, problem });
    if (this.readings.size >= files) {
      return refuse(`not read: ${files} files are the limit`);
    }
    if ((size ?? 0) > fileSize) {
      return refuse(`not read: larger than ${fileSize / 1e6} MB`);
    }
    if (this.spent + (size ?? 0) > totalSize) {
      return refuse(`not read: ${totalSize / 1e6} MB in all are the limit`);
    }
    this.spent += size ?? 0;
    return this.readText(path, size);
  }

  private async readText(path: string, size: number | null): Promise<IFile> {
    let file: IFile;
    try {
      file = await this.host.read(path);
    } catch {
      file = { path, text: null, problem: 'could not be read' };
    }
    if (typeof file?.text !== 'string') {
      return { path, text: null, problem: file?.problem ?? 'not readable' };
    }
    if (size === null) {
      this.spent += file.text.length;
    }
    if (file.text.length > this.limits.fileSize) {
      const problem = `not read: larger than ${this.limits.fileSize / 1e6} MB`;
      return { path, text: null, problem };
    }
    return { ...file, path };
  }

  private readonly names = new Map<string, Map<string, IEntry>>();
  private readonly listings = new Map<string, Promise<IFolder>>();
  private readonly readings = new Map<string, Promise<IFile>>();
  private spent = 0;
}
