import type { Dirent } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { expandBraces, hasMagic, Pattern, type Place } from './glob';
import { explain } from './host';

/** What one path on the command line stands for. */
export interface IFound {
  /** Absolute paths. */
  files: string[];
  /** The path is a folder or a pattern, so that it may stand for any number of notebooks. */
  several: boolean;
  /** Sentences that name the path and say what to do. */
  problems: string[];
}

/** Folders of other people's notebooks. */
const SKIPPED = new Set(['node_modules', '__pycache__', 'site-packages']);

/** A folder with one of these is an environment of packages. */
const ENVIRONMENT_MARKS = ['pyvenv.cfg', 'conda-meta'];

const isWindows = process.platform === 'win32';

/** All notebooks below a folder. */
const ANY = new Pattern(['**', '*'], false);

/** Finds the notebooks that a path names. Never rejects. */
export async function findNotebooks(
  shellFolder: string,
  named: string
): Promise<IFound> {
  if (named === '') {
    return { files: [], several: false, problems: ['A path is empty.'] };
  }
  const place = path.resolve(shellFolder, named);
  try {
    const stats = await fs.stat(place);
    if (!stats.isDirectory()) {
      return { files: [place], several: false, problems: [] };
    }
  } catch (error) {
    return hasMagic(named)
      ? findMatches(shellFolder, named)
      : {
          files: [],
          several: false,
          problems: [`${named}: ${explain(error)}`]
        };
  }
  const { files, problems } = await search(place, ANY, ANY.start());
  if (files.length === 0 && problems.length === 0) {
    problems.push(`${named}: There is no notebook in this folder.`);
  }
  return { files, several: true, problems };
}

/** The notebooks that match a pattern, in order of their paths. */
async function findMatches(
  shellFolder: string,
  named: string
): Promise<IFound> {
  const patterns = expandBraces(named);
  if (patterns === null) {
    const problems = [`${named}: Its braces stand for too many patterns.`];
    return { files: [], several: true, problems };
  }
  const files = new Set<string>();
  const problems: string[] = [];
  for (const pattern of patterns) {
    const found = hasMagic(pattern)
      ? await searchPattern(shellFolder, pattern)
      : await findNotebooks(shellFolder, pattern);
    found.files.forEach(file => files.add(file));
    problems.push(...found.problems);
  }
  if (files.size === 0 && problems.length === 0) {
    problems.push(
      `${named}: No notebook matches this pattern. Hidden folders and packages are passed over.`
    );
  }
  return { files: [...files].sort(byPath), several: true, problems };
}

/** Walks from the last folder that a pattern names in full. */
async function searchPattern(
  shellFolder: string,
  pattern: string
): Promise<ISearched> {
  const segments = pattern.split(isWindows ? /[\\/]/ : '/');
  const magic = segments.findIndex(hasMagic);
  const base = segments.slice(0, magic).join('/');
  const start = path.resolve(
    shellFolder,
    magic > 0 && !base.endsWith('/') ? `${base}/` : base
  );
  const isThere = await fs.stat(start).then(
    stats => stats.isDirectory(),
    () => false
  );
  const rest = new Pattern(
    segments.slice(magic).filter(each => each !== '' && each !== '.'),
    isWindows
  );
  return isThere
    ? search(start, rest, rest.start())
    : { files: [], problems: [] };
}

interface ISearched {
  files: string[];
  problems: string[];
}

/** The notebooks below a folder that match, in order of their paths. Links to folders are not followed. */
async function search(
  folder: string,
  pattern: Pattern,
  place: Place
): Promise<ISearched> {
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
    const { name } = entry;
    if (name.startsWith('.') || SKIPPED.has(name)) {
      continue;
    }
    const next = pattern.step(place, name);
    if (entry.isDirectory()) {
      if (next.length > 0) {
        const below = await search(path.join(folder, name), pattern, next);
        files.push(...below.files);
        problems.push(...below.problems);
      }
    } else if (name.endsWith('.ipynb') && pattern.accepts(next)) {
      files.push(path.join(folder, name));
    }
  }
  return { files, problems };
}

function byPath(a: string, b: string): number {
  const [these, those] = [a.split(path.sep), b.split(path.sep)];
  const at = these.findIndex((name, k) => name !== those[k]);
  return at < 0 ? 0 : these[at] < (those[at] ?? '') ? -1 : 1;
}
