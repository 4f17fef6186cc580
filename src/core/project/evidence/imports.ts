import { type IImport, isStandardLibrary } from '../../python';
import {
  distributionsFor,
  type IOuterImport,
  moduleFolders,
  ownCode,
  sharesNamespace
} from '../modules';
import type { IProject } from '../project';

/** Where an imported module comes from, as far as files tell. */
export interface IModuleSource {
  import: IImport;
  /** The file of the project that imports it, where no cell does. */
  via: IOuterImport | null;
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
  const own = ownCode(project).outer.map(via => ({
    via,
    import: { module: via.module, cell: -1, conditional: via.conditional }
  }));
  const all = [
    ...project.code.imports.map(each => ({ import: each, via: null })),
    // What is imported in every run goes before what may be.
    ...own.sort((a, b) => Number(a.via.conditional) - Number(b.via.conditional))
  ];
  for (const { import: each, via } of all) {
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
      via,
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
  let found: 'folder' | null = null;
  for (const base of moduleFolders(facts.notebook, facts.root)) {
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
  return found;
}

function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
