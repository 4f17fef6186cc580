import type { IModule } from './ast';
import { createContext } from './expressions';
import { repair } from './repairs';
import { statements } from './statements';
import { parseTree } from './tree';

/**
 * Parse Python source.
 *
 * This is the only way to the parser: source in, objects shaped like CPython's `ast` and ranges of error out.
 *
 * @param text - Python without IPython's own syntax.
 * @param written - What stood there before IPython's syntax was blanked, of the same length.
 */
export function parse(text: string, written: string = text): IModule {
  const { text: repaired, notes } = repair(text);
  const { root, errors, cut } = parseTree(repaired);
  if (cut) {
    // Too deep to be followed: what was left out would look like something else.
    return { body: [], errors };
  }
  const ctx = createContext(written, notes, errors.length === 0);
  return { body: statements(root.kids, ctx), errors };
}
