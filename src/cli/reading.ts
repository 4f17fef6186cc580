import path from 'node:path';
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
): Promise<{ notebook: INotebook } | { problem: string }> {
  const { text, problem } = await readTextFile(file);
  return text === null
    ? { problem: problem ?? 'It cannot be read.' }
    : parseNotebook(text, name);
}

/** A path as the person would write it. */
export function shown(file: string, folder: string): string {
  return path.relative(folder, file) || file;
}
