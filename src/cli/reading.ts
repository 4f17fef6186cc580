import { parseNotebook, type INotebook } from '../core/notebook';
import { readTextFile } from './host';

/**
 * Reads a notebook from disk. Never rejects: `problem` says what is wrong and what to do.
 *
 * @param file - Absolute path.
 * @param name - The path that the notebook is to go by.
 */
export async function readNotebook(
  file: string,
  name: string
): Promise<{ notebook: INotebook; text: string } | { problem: string }> {
  const { text, problem } = await readTextFile(file);
  if (text === null) {
    return { problem: problem ?? 'It cannot be read.' };
  }
  const read = parseNotebook(text, name);
  return 'problem' in read ? read : { ...read, text };
}
