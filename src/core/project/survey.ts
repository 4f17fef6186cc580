import type { IFileReference, IImport } from '../python/types';
import type { IFolder, IProjectFacts, IProjectHost } from './facts';
import { type ILimits, LIMITS, Looker } from './looker';
import { namedFiles } from './mentions';
import { readModules } from './read-modules';
import {
  describesProject,
  isPackageStoreName,
  isRequirementsPath,
  isTelling,
  isTellingFolder,
  marksRoot,
  suggestsRoot
} from './names';
import {
  folderOf,
  foldersAbove,
  fromCode,
  isGlob,
  isOnOneComputer,
  isWithin,
  nameOf,
  resolvePath
} from './paths';

/** Files name files that name files: so many times at most. */
const ROUNDS = 5;

/** Folders listed for one pattern that goes on below a wildcard. */
const SUBFOLDERS = 20;

/** Bytes of a Git LFS pointer: its three lines and little more. */
const POINTER = { least: 100, most: 300 };

/**
 * Looks at the files around a notebook: its folder and those above it up to the project's, then what code and files
 * name. Only names that a listing showed are asked for. Never rejects; what could not be looked at says so in the
 * facts.
 */
export async function survey(
  host: IProjectHost,
  notebookPath: string,
  references: IFileReference[],
  limits: ILimits = LIMITS,
  imports: readonly IImport[] = []
): Promise<IProjectFacts> {
  const notebook = resolvePath('', notebookPath) ?? notebookPath;
  const looker = new Looker(host, limits);
  const walk = await walkUp(looker, notebook);
  const named = localPaths(folderOf(notebook), references);
  const wanted = [...named.keys()];
  const root = walk.marked ?? suggestedRoot(walk.folders, notebook, wanted);
  const within = walk.folders.filter(folder => isWithin(root, folder.path));
  const reachable = wanted.filter(path => !walk.marked || isWithin(root, path));
  await Promise.all([
    ...reachable.map(path => listData(looker, path, named.get(path) ?? false)),
    ...within.map(folder => lookBelow(looker, folder))
  ]);
  await readInRounds(looker, root, within);
  await readModules(looker, { notebook, root }, imports, references);
  // Last, so that many small data files cannot use up what the limits allow.
  await Promise.all(reachable.map(path => readPointer(looker, path)));
  return {
    root,
    notebook,
    folders: await looker.folders(),
    files: await looker.files(),
    hiddenVisible: host.hiddenVisible,
    reachedTop: walk.marked === null
  };
}

/** Lists folders from the notebook's upwards until one marks a project. */
async function walkUp(
  looker: Looker,
  notebook: string
): Promise<{ folders: IFolder[]; marked: string | null }> {
  const folders: IFolder[] = [];
  for (const path of foldersAbove(notebook)) {
    const folder = await looker.list(path);
    folders.push(folder);
    if (folder.entries.some(entry => marksRoot(entry.name))) {
      return { folders, marked: path };
    }
  }
  return { folders, marked: null };
}

/**
 * Without a marker: the nearest folder with a README, license or commands, else the notebook's own, widened so that
 * it holds what the code names.
 */
function suggestedRoot(
  folders: IFolder[],
  notebook: string,
  wanted: string[]
): string {
  let root =
    folders.find(({ entries }) => entries.some(e => suggestsRoot(e.name)))
      ?.path ?? folderOf(notebook);
  for (const path of wanted) {
    while (!isWithin(root, path)) {
      root = folderOf(root);
    }
  }
  return root;
}

/**
 * Paths that code names inside the host, seen from its root, up to the first wildcard; true when the pattern goes on
 * below the folder that it is in.
 */
function localPaths(
  folder: string,
  references: IFileReference[]
): Map<string, boolean> {
  const paths = new Map<string, boolean>();
  for (const { path, scheme } of references) {
    const written = path === null || scheme ? null : fromCode(path);
    if (written !== null && !isOnOneComputer(written)) {
      const parts = written.split('/');
      const wild = parts.findIndex(isGlob);
      const fixed = wild < 0 ? written : parts.slice(0, wild).join('/');
      const resolved = resolvePath(folder, fixed);
      if (resolved !== null) {
        const deep = wild >= 0 && wild < parts.length - 1;
        paths.set(resolved, deep || (paths.get(resolved) ?? false));
      }
    }
  }
  return paths;
}

/** Lists the folder of a path that code names, the path itself if it is one, and what lies below if a pattern asks. */
async function listData(
  looker: Looker,
  path: string,
  deep: boolean
): Promise<void> {
  const entry = await looker.find(path);
  if (entry?.type === 'directory') {
    const { entries } = await looker.list(path);
    const below = entries.filter(({ type }) => deep && type === 'directory');
    await Promise.all(
      below
        .slice(0, SUBFOLDERS)
        .map(({ name }) => looker.list(join(path, name)))
    );
  }
}

/** Reads a data file that is small enough to be a Git LFS pointer, and large enough. */
async function readPointer(looker: Looker, path: string): Promise<void> {
  const entry = await looker.find(path);
  const size = entry?.size ?? 0;
  if (size >= POINTER.least && size <= POINTER.most) {
    await looker.read(path);
  }
}

/** Lists the subfolders whose names tell something, and those of package stores once more. */
async function lookBelow(looker: Looker, folder: IFolder): Promise<void> {
  const below = (parent: IFolder, test: (name: string) => boolean) =>
    Promise.all(
      parent.entries
        .filter(entry => entry.type === 'directory' && test(entry.name))
        .map(entry => looker.list(join(parent.path, entry.name)))
    );
  const listed = await below(folder, isTellingFolder);
  await Promise.all(
    listed
      .filter(({ path }) => isPackageStoreName(nameOf(path)))
      .map(store => below(store, () => true))
  );
}

/** Reads telling files, then the files that these name, and so on. */
async function readInRounds(
  looker: Looker,
  root: string,
  walked: IFolder[]
): Promise<void> {
  const describing = (await looker.folders()).filter(
    ({ path }) => isWithin(root, path) && describesProject(nameOf(path))
  );
  let wanted = [...walked, ...describing].flatMap(folder =>
    folder.entries
      .filter(entry => entry.type === 'file')
      .map(entry => join(folder.path, entry.name))
      .filter(path => isTelling(nameOf(path)) || isRequirementsPath(path))
  );
  const asked = new Set<string>();
  for (let round = 0; round < ROUNDS && wanted.length > 0; round++) {
    wanted.forEach(path => asked.add(path));
    const files = await Promise.all(wanted.map(path => looker.read(path)));
    const named = files.flatMap(file =>
      file?.text ? namedFiles(file.path, file.text, root) : []
    );
    await Promise.all(named.map(({ path }) => looker.find(path)));
    wanted = [
      ...new Set(named.filter(({ read }) => read).map(({ path }) => path))
    ].filter(path => !asked.has(path));
  }
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
