import type { INotebook } from '../../notebook/facts';
import { fileNames, type ICodeAnalysis } from '../../python';
import type { ISurroundings } from '../../python/types';
import type { IProjectFacts } from '../facts';
import { folderOf, fromCode, resolvePath } from '../paths';

/** Code after which a name may mean a module of another folder. */
const MOVES =
  /\bsys\s*\.\s*path\b|\bchdir\b|%\s*(?:cd|pushd|popd)\b|\bimportlib\b/;

/**
 * What `from module import *` brings, for modules beside the notebook whose text tells. Those that a cell writes, or that
 * may be found elsewhere first, are left out.
 */
export function starredModules(
  facts: IProjectFacts,
  { cells }: INotebook,
  { imports, files }: ICodeAnalysis
): NonNullable<ISurroundings['modules']> {
  const found: NonNullable<ISurroundings['modules']> = {};
  const starred = imports.filter(({ star }) => star);
  const moves = cells.some(
    ({ type, source }) => type === 'code' && MOVES.test(source)
  );
  if (starred.length === 0 || moves) {
    return found;
  }
  const folder = folderOf(facts.notebook);
  const written = new Set(
    files.flatMap(({ path, mode }) => {
      const plain = mode === 'write' && path !== null ? fromCode(path) : null;
      return plain === null ? [] : [resolvePath(folder, plain)];
    })
  );
  for (const { module } of starred) {
    const base = folder === '' ? module : `${folder}/${module}`;
    const file = [`${base}/__init__.py`, `${base}.py`]
      .map(path => facts.files.find(each => each.path === path))
      .find(each => each !== undefined);
    const names =
      file?.text && !written.has(file.path) ? fileNames(file.text) : null;
    if (names) {
      found[module] = names;
    }
  }
  return found;
}
