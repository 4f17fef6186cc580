import type { IEnvironmentFile } from './formats';
import { folderOf, foldersAbove, nameOf } from './paths';

/** Formats as tools would choose between them: a manifest with commands, then conda, then pip. */
const FORMATS: IEnvironmentFile['format'][] = [
  'anaconda-project',
  'conda-environment',
  'requirements'
];

/** For development, tests or documentation rather than for running. */
const ASIDE =
  /(?:^|[-_.])(?:dev|develop|test|tests|testing|docs?|lint|ci|build)(?:[-_.]|$)/i;

/** Sorts environment files: nearest to the notebook first, then as tools would choose. */
export function byPrecedence(
  files: IEnvironmentFile[],
  notebook: string
): IEnvironmentFile[] {
  const above = foldersAbove(notebook);
  const distance = (path: string): number => {
    let steps = 0;
    for (let folder = folderOf(path); ; folder = folderOf(folder), steps++) {
      const at = above.indexOf(folder);
      if (at >= 0 || folder === '') {
        return Math.max(at, 0) + steps / 100;
      }
    }
  };
  const keys = new Map(
    files.map(file => [
      file,
      [
        ASIDE.test(nameOf(file.path)) ? 1 : 0,
        distance(file.path),
        FORMATS.indexOf(file.format),
        file.path.length
      ]
    ])
  );
  return [...files].sort((a, b) => {
    const [left, right] = [keys.get(a) ?? [], keys.get(b) ?? []];
    const at = left.findIndex((key, i) => key !== right[i]);
    return at < 0 ? 0 : left[at] - right[at];
  });
}
