import type { IFileReference } from '../python/types';
import type { IProjectFacts } from './facts';
import { folderOf, nameOf, resolvePath } from './paths';

/**
 * Size and time of change of the files that the notebook reads, by path: enough to notice that one is another than at
 * the last clean run. Files that the notebook writes itself are left out, and so is what no listing showed.
 */
export function dataStamps(
  facts: IProjectFacts,
  references: IFileReference[]
): { [path: string]: string } {
  const here = folderOf(facts.notebook);
  const pathOf = ({ path, scheme }: IFileReference) =>
    path === null || scheme !== null || path.startsWith('/')
      ? null
      : resolvePath(here, path);
  const written = new Set(
    references.filter(({ mode }) => mode === 'write').map(pathOf)
  );
  const stamps: { [path: string]: string } = {};
  for (const reference of references) {
    const path = pathOf(reference);
    if (path === null || written.has(path)) {
      continue;
    }
    const folder = facts.folders.find(each => each.path === folderOf(path));
    const entry = folder?.entries.find(each => each.name === nameOf(path));
    if (entry?.modified) {
      stamps[path] = `${entry.size ?? '?'} ${entry.modified}`;
    }
  }
  return stamps;
}
