import type { Contents } from '@jupyterlab/services';
import { decodeText } from '../core/project/decode';
import type { IEntry, IFile, IProjectHost } from '../core/project/facts';

/** Larger files are named, not read. */
const SIZE_CAP = 20 * 1024 * 1024;

/**
 * The Jupyter server's contents as project files. Paths are local to the notebook's drive.
 *
 * #### Notes
 * A file is read again only when its size or time of change in the folder's listing is another one. Only names that a
 * listing showed are asked for: asking for what is not there leaves red lines in the browser's console.
 */
export class ContentsHost implements IProjectHost {
  constructor(
    private _contents: Contents.IManager,
    private _drive: string
  ) {}

  /** True as soon as any listing showed a hidden entry. */
  get hiddenVisible(): boolean {
    return this._hiddenVisible;
  }

  /** When a file was last changed, as the last listing of its folder told: ISO 8601; null when none did. */
  modified(path: string): string | null {
    return this._stamps.get(path)?.modified ?? null;
  }

  async list(folder: string): Promise<IEntry[] | null> {
    let model: Contents.IModel;
    try {
      model = await this._contents.get(this._full(folder), {
        type: 'directory',
        content: true
      });
    } catch {
      return null;
    }
    if (model.type !== 'directory' || !Array.isArray(model.content)) {
      return null;
    }
    const entries: IEntry[] = [];
    for (const entry of model.content as Contents.IModel[]) {
      if (entry.name.startsWith('.')) {
        this._hiddenVisible = true;
      }
      const type = entry.type;
      entries.push({
        name: entry.name,
        type: type === 'directory' || type === 'notebook' ? type : 'file',
        size: typeof entry.size === 'number' ? entry.size : null,
        modified: entry.last_modified
      });
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      this._stamps.set(path, {
        stamp: `${entry.last_modified} ${entry.size}`,
        size: entry.size ?? 0,
        modified: entry.last_modified ?? null
      });
    }
    return entries;
  }

  async read(path: string): Promise<IFile> {
    const known = this._stamps.get(path);
    const cached = this._files.get(path);
    if (cached && known && cached.stamp === known.stamp) {
      return cached.file;
    }
    if (known && known.size > SIZE_CAP) {
      return { path, text: null, problem: 'it is larger than 20 MB' };
    }
    let file: IFile;
    try {
      const model = await this._contents.get(this._full(path), {
        type: 'file',
        format: 'text',
        content: true
      });
      file =
        typeof model.content === 'string'
          ? { path, text: model.content }
          : { path, text: null, problem: 'the server sent no text' };
    } catch (reason) {
      file = (await this._readBytes(path, reason)) ?? {
        path,
        text: null,
        problem: describe(reason)
      };
    }
    if (known) {
      this._files.set(path, { stamp: known.stamp, file });
    }
    return file;
  }

  /** The server decodes UTF-8 alone: what it refuses may still be UTF-16. */
  private async _readBytes(
    path: string,
    reason: unknown
  ): Promise<IFile | null> {
    if ((reason as { response?: Response }).response?.status !== 400) {
      return null;
    }
    try {
      const model = await this._contents.get(this._full(path), {
        type: 'file',
        format: 'base64',
        content: true
      });
      const bytes = Uint8Array.from(atob(String(model.content)), character =>
        character.charCodeAt(0)
      );
      const text = decodeText(bytes);
      return text === null ? null : { path, text };
    } catch {
      return null;
    }
  }

  private _full(path: string): string {
    return this._drive ? `${this._drive}:${path}` : path;
  }

  private _hiddenVisible = false;
  private _stamps = new Map<
    string,
    { stamp: string; size: number; modified: string | null }
  >();
  private _files = new Map<string, { stamp: string; file: IFile }>();
}

function describe(reason: unknown): string {
  const status = (reason as { response?: Response }).response?.status;
  switch (status) {
    case 400:
      return 'it is not UTF-8 text';
    case 403:
      return 'the server refuses to show it';
    case 404:
      return 'the server does not find it';
    default:
      return reason instanceof Error ? reason.message : String(reason);
  }
}
