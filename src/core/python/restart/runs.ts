import type { INotebook } from '../../notebook/facts';
import type { Steps } from '../../steps';
import type { ICodeCell } from '../notebook';
import type { ISurroundings } from '../types';
import { NameCheck } from './check';
import type { IChecked } from './findings';

/** Runs of the notebooks that were looked at last, by path, the last one last. */
const runs = new Map<string, NameCheck>();

const MOST_RUNS = 8;

/**
 * What a run of all code cells, top to bottom in a new kernel, would meet: names that are missing, and syntax errors.
 *
 * @param notebook - The run is kept by its path.
 */
export function* checkNames(
  { path, languageVersion }: INotebook,
  cells: ICodeCell[],
  around: ISurroundings = {}
): Steps<IChecked> {
  let check = runs.get(path) ?? new NameCheck();
  // Another check of the same notebook while this one rests must not get in its way.
  runs.delete(path);
  try {
    return yield* check.run(cells, readsAnnotations(languageVersion), around);
  } catch (error) {
    check = new NameCheck();
    throw error;
  } finally {
    runs.set(path, check);
    if (runs.size > MOST_RUNS) {
      runs.delete(runs.keys().next().value as string);
    }
  }
}

/** Python 3.14 defers annotations (PEP 649); null when the version is not told. */
function readsAnnotations(version: string | undefined): boolean | null {
  const [, minor] = /^3\.(\d+)/.exec(version ?? '') ?? [];
  return minor === undefined ? null : Number(minor) < 14;
}

/** Forgets the run of a notebook. */
export function forgetRun(path: string): void {
  runs.delete(path);
}
