import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { IReport } from '../core/ladder/report';
import { marksRoot } from '../core/project/names';

/** A notebook as a host sees it. */
export interface IPlace {
  /** Absolute path of the host's root. */
  root: string;
  /** The notebook's path below it, `/` separated. */
  path: string;
}

/**
 * Where to look from: the shell's folder if it holds the notebook, the project's if that lies higher, and the
 * notebook's own if neither is there.
 *
 * @param file - Absolute path of the notebook.
 */
export async function placeOf(
  file: string,
  shellFolder: string
): Promise<IPlace> {
  const folder = path.dirname(file);
  const project = await projectAbove(folder);
  let root = project ?? folder;
  if (isWithin(shellFolder, project ?? folder)) {
    root = shellFolder;
  }
  return { root, path: slashed(path.relative(root, file)) };
}

/**
 * The nearest folder that begins a project. A home folder, the one for temporary files and the top of a disk gather
 * too much to be one.
 */
async function projectAbove(folder: string): Promise<string | null> {
  const tops = [os.homedir(), os.tmpdir(), path.parse(folder).root];
  let here = folder;
  while (!tops.includes(here)) {
    const names = await fs.readdir(here).catch((): string[] => []);
    if (names.some(marksRoot)) {
      return here;
    }
    here = path.dirname(here);
  }
  return null;
}

/** Whether `inner` is `outer` or lies below it. */
function isWithin(outer: string, inner: string): boolean {
  const relative = path.relative(outer, inner);
  return (
    relative !== '..' &&
    !relative.startsWith(`..${path.sep}`) &&
    !path.isAbsolute(relative)
  );
}

/** The same report with its paths relative to another folder than `root`. */
export function rebase(report: IReport, root: string, folder: string): IReport {
  if (root === folder) {
    return report;
  }
  const move = (file: string) =>
    slashed(path.relative(folder, path.join(root, file)));
  const { notebook, project, facets, next } = report;
  return {
    ...report,
    notebook: { ...notebook, path: move(notebook.path) },
    project: {
      root: move(project.root),
      manifest: project.manifest === null ? null : move(project.manifest)
    },
    facets: facets.map(facet => ({
      ...facet,
      evidence: facet.evidence.map(item =>
        item.path === undefined ? item : { ...item, path: move(item.path) }
      )
    })),
    next: next && {
      ...next,
      actions: next.actions.map(action =>
        'path' in action ? { ...action, path: move(action.path) } : action
      )
    }
  };
}

/** A path of this system with `/` between its parts. */
export function slashed(file: string): string {
  return file.split(path.sep).join('/');
}
