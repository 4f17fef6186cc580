import type { INotebook } from './facts';
import { readCells } from './parse-cells';
import { upgrade } from './parse-old';
import { isRecord, problem, Unreadable, type JsonRecord } from './parse-json';

/**
 * Reads a notebook file: nbformat 4, and nbformat 3 by way of its upgrade.
 *
 * @param text - The file's text.
 * @param path - Where it lies; kept in the result as it is.
 *
 * #### Notes
 * Never throws. A problem is one or two sentences: what is wrong, and what to do.
 */
export function parseNotebook(
  text: string,
  path: string
): { notebook: INotebook } | { problem: string } {
  try {
    return { notebook: read(text, path) };
  } catch (error) {
    if (error instanceof Unreadable) {
      return { problem: error.message };
    }
    // What is left is a stack or a memory that such a file exhausts.
    return {
      problem: `The notebook is too large or too deeply nested to be read (${String(error)}).`
    };
  }
}

function read(text: string, path: string): INotebook {
  const file = readJson(text.replace(/^\ufeff/, ''));
  const { nbformat } = file;
  if (typeof nbformat !== 'number') {
    return problem(
      'This is JSON, but not a notebook: it does not say its `nbformat`.'
    );
  }
  if (nbformat > 4) {
    return problem(
      `The notebook is of nbformat ${nbformat}, which is newer than can be read here (4). Save it as nbformat 4.`
    );
  }
  if (nbformat < 3) {
    return problem(
      `The notebook is of nbformat ${nbformat}, which is too old. Convert it with \`jupyter nbconvert --to notebook\`.`
    );
  }
  const content = nbformat < 4 ? upgrade(file) : file;
  const metadata = isRecord(content.metadata) ? content.metadata : {};
  const languageVersion = nameIn(metadata.language_info, 'version');
  return {
    path,
    language: readLanguage(metadata),
    ...(languageVersion ? { languageVersion } : {}),
    kernelName: nameIn(metadata.kernelspec, 'name'),
    cells: readCells(content.cells),
    ...(metadata.reproducibility === undefined
      ? {}
      : { record: metadata.reproducibility })
  };
}

function readJson(text: string): JsonRecord {
  if (text.trim() === '') {
    return problem(
      'The file is empty. Open it in JupyterLab and save it, or get it again.'
    );
  }
  if (text.startsWith('version https://git-lfs')) {
    return problem(
      'The file is a Git LFS pointer, not the notebook. Get the notebook with `git lfs pull`.'
    );
  }
  if (/^(<{7}|>{7}) /m.test(text)) {
    return problem(
      'The file holds merge conflict markers. Resolve the conflict, for instance with `nbdime mergetool`.'
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return problem(
      `The file is not valid JSON: ${(error as Error).message}. Get an intact copy of it.`
    );
  }
  return isRecord(value)
    ? value
    : problem('This is JSON, but not a notebook: it is not an object.');
}

/** What the last kernel said of its language, else what its spec says. */
function readLanguage(metadata: JsonRecord): string | null {
  const name =
    nameIn(metadata.language_info, 'name') ??
    nameIn(metadata.kernelspec, 'language') ??
    '';
  const language = name.trim().toLowerCase();
  return language === 'ipython' ? 'python' : language || null;
}

function nameIn(value: unknown, key: string): string | null {
  const name = isRecord(value) ? value[key] : null;
  return typeof name === 'string' && name !== '' ? name : null;
}
