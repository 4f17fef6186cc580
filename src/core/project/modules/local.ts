import {
  fileImports,
  type IFileReference,
  type IImport,
  type IModuleImport,
  isStandardLibrary
} from '../../python';
import {
  folderOf,
  foldersAbove,
  fromCode,
  isWithin,
  resolvePath
} from '../paths';

/** Files of the project's own code that are read at most, and how long each may be, in bytes. */
export const MOST_MODULES = 60;
export const LARGEST_MODULE = 300_000;

/**
 * Paths that an import may mean: the first that is there is it. One list for each module on the way to the last
 * (`a.b` runs `a` first).
 */
export type Candidates = string[][];

/** Folders in which the kernel may find modules: the notebook's, those above it up to the root, `src` and `lib` of each. */
export function moduleFolders(notebook: string, root: string): string[] {
  const above = foldersAbove(notebook).filter(folder => isWithin(root, folder));
  const folders = above.length > 0 ? above : [folderOf(notebook)];
  return folders.flatMap(folder => [
    folder,
    join(folder, 'src'),
    join(folder, 'lib')
  ]);
}

/** What the imports of a notebook may mean. */
export function notebookCandidates(
  imports: readonly IImport[],
  folders: readonly string[]
): Candidates {
  return imports
    .filter(({ module }) => !isStandardLibrary(module))
    .flatMap(({ module, submodules = [] }) => [
      ...candidatesOf(module, folders),
      ...submodules.flatMap(path => candidatesOf(path, folders))
    ]);
}

/** What an import of the file at `path` may mean; empty for what is no code of the project for certain. */
export function importCandidates(
  path: string,
  { module, level, names }: IModuleImport,
  folders: readonly string[]
): Candidates {
  if (level === 0 && isStandardLibrary(module.split('.')[0])) {
    return [];
  }
  const up = '../'.repeat(Math.max(0, level - 1));
  const own = level === 0 ? null : resolvePath(folderOf(path), up);
  const where = level === 0 ? folders : own === null ? [] : [own];
  const below = names
    .filter(name => name !== '*')
    .map(name => (module === '' ? name : `${module}.${name}`));
  const paths = module === '' ? below : [module, ...below];
  return paths.flatMap(each => candidatesOf(each, where));
}

/** What all imports of a file may mean; null when it is not Python. */
export function fileCandidates(
  path: string,
  text: string,
  folders: readonly string[]
): Candidates | null {
  const imports = fileImports(text);
  return (
    imports && imports.flatMap(each => importCandidates(path, each, folders))
  );
}

/** Files that `%run` runs. */
export function scripts(
  notebook: string,
  files: readonly IFileReference[]
): Candidates {
  return files.flatMap(({ path, call, mode }) => {
    const written = path === null ? null : fromCode(path);
    const resolved =
      written !== null && call === '%run' && mode === 'read'
        ? resolvePath(folderOf(notebook), written)
        : null;
    return resolved?.endsWith('.py') ? [[resolved]] : [];
  });
}

function candidatesOf(dotted: string, folders: readonly string[]): Candidates {
  const parts = dotted.split('.');
  return parts.map((_, i) => {
    const name = parts.slice(0, i + 1).join('/');
    // A package goes before a module of the same name.
    return folders.flatMap(folder => [
      join(folder, `${name}/__init__.py`),
      join(folder, `${name}.py`)
    ]);
  });
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
