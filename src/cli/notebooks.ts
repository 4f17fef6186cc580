import type { Dirent } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { explain } from './host';

/** What one path on the command line stands for. */
export interface IFound {
  /** Absolute paths. */
  files: string[];
  /** The path is a folder. */
  folder: boolean;
  /** Sentences that name the path and say what to do. */
  problems: string[];
}

/** Folders of other people's notebooks. */
const SKIPPED = new Set(['node_modules', '__pycache__', 'site-packages']);

/** A folder with one of these is an environment of packages. */
const ENVIRONMENT_MARKS = ['pyvenv.cfg', 'conda-meta'];

/** Finds the notebooks that a path names. Never rejects. */
export async function findNotebooks(
  shellFolder: string,
  named: string
): Promise<IFound> {
  if (named === '') {
    return { files: [], folder: false, problems: ['A path is empty.'] };
  }
  const place = path.resolve(shellFolder, named);
  try {
    const stats = await fs.stat(place);
    if (!stats.isDirectory()) {
      return { files: [place], folder: false, problems: [] };
    }
  } catch (error) {
    return {
      files: [],
      folder: false,
      problems: [`${named}: ${explain(error)}`]
    };
  }
  const { files, problems } = await search(place);
  if (files.length === 0 && problems.length === 0) {
    problems.push(`${named}: There is no notebook in this folder.`);
  }
  return { files, folder: true, problems };
}

/** All notebooks below a folder, in order of their paths. Links to folders are not followed. */
async function search(folder: string): Promise<Omit<IFound, 'folder'>> {
  let entries: Dirent[];
  try {
    entries = await fs.readdir(folder, { withFileTypes: true });
  } catch (error) {
    return { files: [], problems: [`${folder}: ${explain(error)}`] };
  }
  const files: string[] = [];
  const problems: string[] = [];
  if (entries.some(({ name }) => ENVIRONMENT_MARKS.includes(name))) {
    return { files, problems };
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const place = path.join(folder, entry.name);
    if (entry.name.startsWith('.') || SKIPPED.has(entry.name)) {
      continue;
    }
    if (entry.isDirectory()) {
      const below = await search(place);
      files.push(...below.files);
      problems.push(...below.problems);
    } else if (entry.name.endsWith('.ipynb')) {
      files.push(place);
    }
  }
  return { files, problems };
}
