import { type IImport, isStandardLibrary } from '../../python';
import { distributionsFor, sharesNamespace } from '../modules';
import { folderOf, foldersAbove, isWithin } from '../paths';
import type { IProject } from '../project';

/** Where an imported module comes from, as far as files tell. */
export interface IModuleSource {
  import: IImport;
  /**
   * `local`: a file or package folder of the project; `distribution`: one of `names` has to be declared. A folder
   * that may be either is `distribution` when a declared name fits (Python prefers an installed package to a plain
   * folder), else `local`.
   */
  from: 'local' | 'distribution';
  /** Normalised distribution names, the usual one first. */
  names: string[];
}

/** Comes with the kernel: worth a remark, no verdict. */
export const KERNEL_MODULE = 'IPython';

/** The imports that do not come with Python itself, once each. */
export function importedModules(
  project: IProject,
  declared: Set<string>
): IModuleSource[] {
  const seen = new Set<string>();
  const sources: IModuleSource[] = [];
  for (const each of project.code.imports) {
    const comes = isStandardLibrary(each.module) || each.module.startsWith('_');
    if (comes || seen.has(each.module)) {
      continue;
    }
    seen.add(each.module);
    const local = findLocal(project, each.module);
    const isLocal =
      local === 'module' ||
      (local === 'folder' && !isDeclared(each.module, declared));
    sources.push({
      import: each,
      from: isLocal ? 'local' : 'distribution',
      names: distributionsFor(each.module)
    });
  }
  return sources;
}

/** Whether one of the declared names (normalised) gives the module. */
export function isDeclared(module: string, declared: Set<string>): boolean {
  return (
    distributionsFor(module).some(name => declared.has(name)) ||
    [...declared].some(name => sharesNamespace(module, name))
  );
}

/** A module that the kernel may find in the project: beside the notebook, above it up to the root, or in `src`. */
function findLocal(
  project: IProject,
  module: string
): 'module' | 'folder' | null {
  const { tree, facts } = project;
  const above = foldersAbove(facts.notebook).filter(folder =>
    isWithin(facts.root, folder)
  );
  let found: 'folder' | null = null;
  for (const folder of above.length > 0 ? above : [folderOf(facts.notebook)]) {
    for (const base of [folder, below(folder, 'src'), below(folder, 'lib')]) {
      const path = below(base, module);
      if (
        tree.presence(`${path}.py`) === 'file' ||
        tree.presence(`${path}/__init__.py`) === 'file'
      ) {
        return 'module';
      }
      if (tree.presence(path) === 'directory') {
        found = 'folder';
      }
    }
  }
  return found;
}

function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
