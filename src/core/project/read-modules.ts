import type { IFileReference, IImport } from '../python/types';
import type { IProjectFacts } from './facts';
import type { Looker } from './looker';
import {
  fileCandidates,
  LARGEST_MODULE,
  moduleFolders,
  MOST_MODULES,
  notebookCandidates,
  scripts,
  type Candidates
} from './modules';

/** Reads the project's own code as far as the notebook's imports lead to it: as text, each file once. */
export async function readModules(
  looker: Looker,
  facts: Pick<IProjectFacts, 'notebook' | 'root'>,
  imports: readonly IImport[],
  files: IFileReference[]
): Promise<void> {
  const folders = moduleFolders(facts.notebook, facts.root);
  const seen = new Set<string>();
  let wanted: Candidates = [
    ...notebookCandidates(imports, folders),
    ...scripts(facts.notebook, files)
  ];
  while (wanted.length > 0) {
    const next: Candidates = [];
    for (const paths of wanted) {
      const path = await firstThere(looker, paths);
      if (path === null || seen.has(path) || seen.size >= MOST_MODULES) {
        continue;
      }
      seen.add(path);
      const size = (await looker.find(path))?.size ?? 0;
      const file = size > LARGEST_MODULE ? null : await looker.read(path);
      if (file?.text) {
        next.push(...(fileCandidates(path, file.text, folders) ?? []));
      }
    }
    wanted = next;
  }
}

async function firstThere(
  looker: Looker,
  paths: string[]
): Promise<string | null> {
  for (const path of paths) {
    const entry = await looker.find(path);
    if (entry && entry.type !== 'directory') {
      return path;
    }
  }
  return null;
}
