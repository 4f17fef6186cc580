import { readFileSync } from 'fs';
import { join } from 'path';

/** One case of a fixture file: named texts in, described lines out. */
export interface ICase {
  name: string;
  files: { [path: string]: string };
  expected: string[];
}

/**
 * Cases stand one after the other: `=== name`, the text (or several, each under
 * `--- path`), then `==>` and the expected lines. `\r`, `\t` and `\uFEFF` are written
 * as `<CR>`, `<TAB>` and `<BOM>`; `<H64>` is a digest of 64 digits, `<H32>` of 32, `<C40>`
 * a commit.
 */
export function readCases(fixture: string): ICase[] {
  const text = readFileSync(join(__dirname, 'fixtures', fixture), 'utf-8');
  return text
    .split(/^=== /m)
    .slice(1)
    .map(block => {
      const [head, ...lines] = block.split('\n');
      const cut = lines.indexOf('==>');
      if (cut < 0) {
        throw new Error(`No ==> in the case "${head}"`);
      }
      const files: ICase['files'] = {};
      let path = '';
      for (const line of lines.slice(0, cut)) {
        if (line.startsWith('--- ')) {
          path = line.slice(4);
          files[path] = '';
        } else {
          files[path] = `${files[path] ?? ''}${unescape(line)}\n`;
        }
      }
      const expected = lines.slice(cut + 1).filter(line => line !== '');
      return { name: head, files, expected: expected.map(unescape) };
    });
}

function unescape(line: string): string {
  return line
    .replace(/<CR>/g, '\r')
    .replace(/<TAB>/g, '\t')
    .replace(/<BOM>/g, '\uFEFF')
    .replace(/<H64>/g, '0123456789abcdef'.repeat(4))
    .replace(/<H32>/g, '0123456789abcdef'.repeat(2))
    .replace(/<C40>/g, '0123456789abcdef01234567890123456789abcd');
}

/** A `resolve` over the texts of a case. */
export function among(files: ICase['files']): (path: string) => string | null {
  return path => files[path] ?? null;
}
