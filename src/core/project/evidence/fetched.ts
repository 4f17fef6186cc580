import { TextCache } from '../../cache';
import type { ICell } from '../../notebook/facts';
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
  const makers = ableCells(cells);
  let last = -1;
  for (let i = makers.length - 1; i >= 0 && last < 0; i--) {
    const { index, power } = makers[i];
    const makes = power === 'any' || names(cells[index].source, name);
    last = index <= cell && makes ? index : -1;
  }
  for (const writer of writersOf(project.code.files)) {
    last = writer <= cell ? Math.max(last, writer) : last;
  }
  return last < 0 ? null : last;
}

interface IAble {
  index: number;
  power: Power;
}

const able = new WeakMap<readonly ICell[], IAble[]>();

/** The cells whose code may make files. */
function ableCells(cells: readonly ICell[]): IAble[] {
  let found = able.get(cells);
  if (!found) {
    found = cells.flatMap(({ type, source }, index) => {
      const power = type === 'code' ? powerOf(source) : 'none';
      return power === 'none' ? [] : [{ index, power }];
    });
    able.set(cells, found);
  }
  return found;
}

/** What files code may make: any at all, those that it names, or none. */
type Power = 'any' | 'named' | 'none';

const powers = new TextCache<Power>(2_000_000);

function powerOf(source: string): Power {
  let power = powers.get(source);
  if (power === undefined) {
    power = UNPACKS.some(pattern => pattern.test(source))
      ? 'any'
      : FETCHES.some(pattern => pattern.test(source))
        ? 'named'
        : 'none';
    powers.set(source, power);
  }
  return power;
}

const writers = new WeakMap<readonly IFileReference[], number[]>();

/** Indices of the cells that write files of which nothing shows where. */
function writersOf(files: readonly IFileReference[]): number[] {
  let found = writers.get(files);
  if (!found) {
    found = files
      .filter(({ mode, path }) => mode === 'write' && path === null)
      .map(({ cell }) => cell);
    writers.set(files, found);
  }
  return found;
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
