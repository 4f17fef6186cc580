import { folderOf, isOnOneComputer, isWithin, resolvePath } from './paths';

/** Text scanned of one file; locks are long and name their sources early. */
const SCANNED = 60_000;

/** Different names taken from one file. */
const MENTIONS = 40;

/** Files that pip or conda are told to take: any name at all. */
const OPTION =
  /(?:^|[\s"'[,])(?:-r|-c|-f|--file|--requirement|--constraint)(?:\s+|=|(?=[\w.]))["']?([^\s"',\]]+)/gm;

/** Names with an ending that environment files have, and notebooks. */
const FILE =
  /(?:^|[\s"'[(,=`:])((?:[\w.@+~-]+\/)*[\w.@+-]+\.(?:ya?ml|txt|in|toml|lock|ipynb))(?![\w/-])/gm;

/**
 * Files inside `root` that a manifest, lock, task file or README may name. A guess on purpose: whoever asks looks
 * whether they exist. A notebook is worth finding, not reading.
 */
export function namedFiles(
  path: string,
  text: string,
  root: string
): { path: string; read: boolean }[] {
  const head = text.slice(0, SCANNED);
  const bases = new Set([folderOf(path), root]);
  const named = new Map<string, boolean>();
  for (const pattern of [OPTION, FILE]) {
    for (const [, name] of head.matchAll(pattern)) {
      for (const base of bases) {
        const resolved = isOnOneComputer(name) ? null : resolvePath(base, name);
        if (
          resolved &&
          resolved !== path &&
          isWithin(root, resolved) &&
          named.size < MENTIONS
        ) {
          named.set(resolved, !resolved.endsWith('.ipynb'));
        }
      }
    }
  }
  return [...named].map(([named, read]) => ({ path: named, read }));
}
