import { readCell, type ICellCode } from './cell';

const DYNAMIC =
  /import\s*\(?\s*\*|\b(?:exec|eval|globals|locals|vars|get_ipython|setattr|__main__|modules)\b/;

/**
 * Names that a file may define when it is run, if a cell above wrote it; null when that cannot be told.
 *
 * @param cells - The cells that ran before, in order.
 * @param file - As `%run` names it.
 */
export function namesOfWritten(
  cells: ICellCode[],
  file: string
): ReadonlySet<string> | null {
  const wanted = plain(file);
  const writes = ({ magics }: ICellCode): boolean =>
    magics[0]?.kind === 'cell' &&
    magics[0].name === 'writefile' &&
    plain(magics[0].rest) === wanted;
  const at = cells.map(writes).lastIndexOf(true);
  if (at < 0) {
    return null;
  }
  const base = wanted.slice(wanted.lastIndexOf('/') + 1);
  if (
    cells.slice(at + 1).some(({ text }) => text.includes(base) && !runs(text))
  ) {
    return null;
  }
  const { text } = cells[at];
  const content = text.slice(text.search(/[\r\n]/) + 1);
  const code = readCell(content);
  return code.words || code.magics.length > 0 || DYNAMIC.test(content)
    ? null
    : new Set([...code.names, ...code.shared]);
}

/** True for a cell that speaks of files in no other way than by `%run`. */
function runs(text: string): boolean {
  return /^\s*%run\s+\S+\s*$/.test(text);
}

function plain(file: string): string {
  return file
    .trim()
    .replace(/^(['"])(.*)\1$/, '$2')
    .replace(/^(?:\.\/)+/, '');
}
