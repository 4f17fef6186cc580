import type { IEntry, IFile, IFolder, IProjectFacts } from './facts';
import { folderOf, globTest, isWithin, nameOf } from './paths';

/** What the listings say of a path: `unseen` when no listing could tell. */
export type Presence = 'file' | 'directory' | 'missing' | 'unseen';

/** Answers questions about the files of a survey from its listings alone. */
export class Tree {
  constructor(private readonly facts: IProjectFacts) {
    for (const folder of facts.folders) {
      this.folders.set(folder.path, folder);
      const entries = folder.entries.map((entry): [string, IEntry] => [
        entry.name,
        entry
      ]);
      this.names.set(folder.path, new Map(entries));
    }
    for (const file of facts.files) {
      this.texts.set(file.path, file);
    }
  }

  /** Whether a path is there. Hidden names are unseen, unless the host shows them. */
  presence(path: string): Presence {
    if (path === '') {
      return 'directory';
    }
    const parent = folderOf(path);
    const folder = this.folders.get(parent);
    if (folder && folder.problem === undefined) {
      const entry = this.names.get(parent)?.get(nameOf(path));
      if (entry) {
        return entry.type === 'directory' ? 'directory' : 'file';
      }
      return nameOf(path).startsWith('.') && !this.facts.hiddenVisible
        ? 'unseen'
        : 'missing';
    }
    return this.presence(parent) === 'missing' ? 'missing' : 'unseen';
  }

  /** The listing of a folder, or null when there is none. */
  folder(path: string): IFolder | null {
    const folder = this.folders.get(path);
    return folder && folder.problem === undefined ? folder : null;
  }

  /** The text of a file that was read, or null. Bound, so that readers may call it. */
  readonly text = (path: string): string | null =>
    this.texts.get(path)?.text ?? null;

  /** Every listed entry below the project's folder whose name passes, with its path. */
  find(test: (name: string) => boolean): { path: string; entry: IEntry }[] {
    const found: { path: string; entry: IEntry }[] = [];
    for (const folder of this.facts.folders) {
      if (isWithin(this.facts.root, folder.path)) {
        for (const entry of folder.entries) {
          if (test(entry.name)) {
            const path = folder.path
              ? `${folder.path}/${entry.name}`
              : entry.name;
            found.push({ path, entry });
          }
        }
      }
    }
    return found;
  }

  /** Whether a path with wildcards matches: `unseen` when it does not and its folder was not listed. */
  matchGlob(glob: string): Presence {
    const test = globTest(glob);
    for (const folder of this.facts.folders) {
      for (const entry of folder.entries) {
        if (test(folder.path ? `${folder.path}/${entry.name}` : entry.name)) {
          return 'file';
        }
      }
    }
    const wild = glob.split('/').findIndex(part => /[*?[]/.test(part));
    const parts = glob.split('/');
    const fixed = parts.slice(0, wild).join('/');
    const shallow = wild === parts.length - 1;
    if (shallow && this.folder(fixed)) {
      return 'missing';
    }
    return this.presence(fixed) === 'missing' ? 'missing' : 'unseen';
  }

  private readonly names = new Map<string, Map<string, IEntry>>();
  private readonly folders = new Map<string, IFolder>();
  private readonly texts = new Map<string, IFile>();
}
