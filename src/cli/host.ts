import type { Stats } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { decodeText } from '../core/project/decode';
import type { IEntry, IFile, IProjectHost } from '../core/project/facts';

/** Larger files are not read; a string in memory has its limit too. */
const MOST_BYTES = 400_000_000;

const NOT_TEXT =
  'It is not UTF-8 text, so it is damaged or of another kind. Get an intact copy of it.';

/** A disk, below one folder. Links are followed; nothing but files and folders is ever opened. */
export class NodeHost implements IProjectHost {
  readonly hiddenVisible = true;

  /**
   * @param root - Absolute path of the folder that '' stands for.
   */
  constructor(root: string) {
    this._root = root;
  }

  async list(folder: string): Promise<IEntry[] | null> {
    try {
      const names = await fs.readdir(path.join(this._root, folder));
      const entries = await Promise.all(
        names
          .sort()
          .map(name => entryOf(name, path.join(this._root, folder, name)))
      );
      return entries.filter(entry => entry !== null);
    } catch {
      return null;
    }
  }

  async read(file: string): Promise<IFile> {
    const { text, problem } = await readTextFile(path.join(this._root, file));
    return problem === undefined
      ? { path: file, text }
      : { path: file, text, problem };
  }

  private _root: string;
}

/** Null for what is neither file nor folder, and for links that lead nowhere. */
async function entryOf(name: string, file: string): Promise<IEntry | null> {
  const stats = await fs.stat(file).catch(() => null);
  if (stats?.isDirectory()) {
    return { name, type: 'directory', size: null };
  }
  if (stats?.isFile()) {
    const type = name.endsWith('.ipynb') ? 'notebook' : 'file';
    return { name, type, size: stats.size };
  }
  return null;
}

/** Reads a text file. Never rejects: `problem` is a sentence that says what is wrong and what to do. */
export async function readTextFile(
  file: string
): Promise<{ text: string | null; problem?: string }> {
  try {
    const problem = unreadable(await fs.stat(file));
    if (problem) {
      return { text: null, problem };
    }
    const bytes = await fs.readFile(file);
    const text = decodeText(bytes);
    return text === null ? { text, problem: NOT_TEXT } : { text };
  } catch (error) {
    return { text: null, problem: explain(error) };
  }
}

function unreadable(stats: Stats): string | null {
  if (stats.isDirectory()) {
    return 'It is a folder, not a file.';
  }
  if (!stats.isFile()) {
    return 'It is not an ordinary file, so it is not opened.';
  }
  if (stats.size > MOST_BYTES) {
    return `It is larger than ${MOST_BYTES / 1e6} MB. Clear large outputs and try again.`;
  }
  return null;
}

/** What a failed file operation means to a person. */
export function explain(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'There is no such file or folder. Check the path; it is relative to the folder that you are in.';
    case 'EACCES':
    case 'EPERM':
      return 'It may not be read. Change its permissions, or run as a user who may.';
    case 'ELOOP':
      return 'It is a link that leads back to itself.';
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return NOT_TEXT;
    default:
      return `It could not be read (${code ?? String(error)}).`;
  }
}
