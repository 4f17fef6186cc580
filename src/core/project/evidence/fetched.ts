import type { IFileReference } from '../../python/types';
import type { IProject } from '../project';

/** Code that may make any file at all. */
const UNPACKS = [
  /^[ \t]*[!%].*\b(?:unzip|tar|git clone|gdown|kaggle|aws|gsutil|dvc|rclone|python\d?|bash|sh)\b/m,
  /^%%(?:bash|sh|script)\b/m,
  /\b(?:extractall|unpack_archive)\s*\(|download\w*\s*\(/,
  /\bsubprocess\.\w+\s*\(|\bos\.system\s*\(/
];

/** Code that makes the file it names. */
const FETCHES = [
  /^[ \t]*!/m,
  /\b(?:urlretrieve|urlopen|retrieve)\s*\(/,
  /\b(?:shutil|pooch|requests|gdown|httpx)\.\w+\s*\(/,
  /\bos\.(?:rename|replace|link|symlink)\s*\(/
];

/** The last cell, up to the one that reads, whose code may fetch or make a file, or null. */
export function mayFetch(
  project: IProject,
  cell: number,
  name: string
): number | null {
  const { cells } = project.notebook;
  for (let i = Math.min(cell, cells.length - 1); i >= 0; i--) {
    const { type, source } = cells[i];
    const fetches =
      UNPACKS.some(pattern => pattern.test(source)) ||
      (names(source, name) && FETCHES.some(pattern => pattern.test(source)));
    const writes = project.code.files.some(
      each => each.cell === i && each.mode === 'write' && each.path === null
    );
    if (type === 'code' && (fetches || writes)) {
      return i;
    }
  }
  return null;
}

/** Whether a text holds a file's name as a whole. */
function names(source: string, name: string): boolean {
  for (let at = source.indexOf(name); at >= 0;) {
    const around = `${source[at - 1] ?? ' '}${source[at + name.length] ?? ' '}`;
    if (!/[\w.-]/.test(around)) {
      return true;
    }
    at = source.indexOf(name, at + 1);
  }
  return false;
}

/** An address, and whether anything fixes what it gives. */
export function remoteMessage(
  project: IProject,
  { path, cell }: IFileReference,
  shown: string
): string {
  const source = project.notebook.cells[cell]?.source ?? '';
  const fixed =
    /#(?:sha\d+|md5)=[0-9a-f]{32,}/i.test(path ?? '') ||
    /known_hash\s*=\s*['"](?:\w+:)?[0-9a-f]{32,}/i.test(source) ||
    project.downloads.some(({ url, digest }) => url === path && digest);
  const archived =
    /\b(?:zenodo\.org|doi\.org|figshare\.com|osf\.io|dataverse)\b/i;
  if (fixed) {
    return `Cell ${cell + 1} fetches \`${shown}\`, checked by a digest`;
  }
  return archived.test(path ?? '')
    ? `Cell ${cell + 1} fetches \`${shown}\` from an archive; no digest is checked`
    : `Cell ${cell + 1} fetches \`${shown}\`; no digest tells whether it is still the same`;
}
