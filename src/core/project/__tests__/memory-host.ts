import type { IEntry, IFile, IProjectHost } from '../facts';

/** Files kept in memory; remembers what it was asked for. */
export class MemoryHost implements IProjectHost {
  constructor(
    private readonly files: { [path: string]: string },
    readonly hiddenVisible = false,
    /** Folders that refuse to be listed. */
    private readonly refused: string[] = []
  ) {}

  readonly listed: string[] = [];
  readonly asked: string[] = [];
  /** Asked for although nothing is there. */
  readonly probed: string[] = [];

  async list(folder: string): Promise<IEntry[] | null> {
    this.listed.push(folder);
    const prefix = folder === '' ? '' : `${folder}/`;
    const entries = new Map<string, IEntry>();
    for (const [path, text] of Object.entries(this.files)) {
      if (path.startsWith(prefix)) {
        const [name, ...rest] = path.slice(prefix.length).split('/');
        if (name !== '' && (this.hiddenVisible || !name.startsWith('.'))) {
          entries.set(name, {
            name,
            type:
              rest.length > 0
                ? 'directory'
                : name.endsWith('.ipynb')
                  ? 'notebook'
                  : 'file',
            size: rest.length > 0 ? null : text.length
          });
        }
      }
    }
    if (entries.size === 0 && folder !== '') {
      this.probed.push(folder);
    }
    return this.refused.includes(folder) || entries.size === 0
      ? null
      : [...entries.values()];
  }

  async read(path: string): Promise<IFile> {
    this.asked.push(path);
    if (!(path in this.files)) {
      this.probed.push(path);
      return { path, text: null, problem: 'not there' };
    }
    return { path, text: this.files[path] };
  }
}
