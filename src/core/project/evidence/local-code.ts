import type { IEvidence } from '../../ladder/report';
import { ownCode } from '../modules';
import { folderOf, nameOf, resolvePath } from '../paths';
import { type IProject, list, show } from '../project';
import type { IModuleSource } from './imports';

const RUN = /^[ \t]*%run[ \t]+(?:-\w+[ \t]+)*['"]?([^\s'"]+)/gm;

/**
 * Says of which code beside the notebook, imported or run by `%run`, the imports could not be told, and why; empty when
 * all of it was read.
 */
export function localCode(
  project: IProject,
  modules: IModuleSource[]
): IEvidence[] {
  const { read, unread } = ownCode(project);
  const seen = [...read, ...unread.map(({ path }) => path)];
  const folders = modules
    .filter(({ from }) => from === 'local')
    .map(({ import: { module } }) => module)
    .filter(module => !seen.some(path => isOf(module, path)));
  const scripts = scriptsRun(project)
    .filter(named => !seen.includes(resolve(project, named) ?? ''))
    .map(nameOf);
  return [
    ...unread.map(({ path, why }): IEvidence => ({
      path,
      holds: 'unknown',
      message: `Could not tell which packages ${show(project, path)} imports: it ${why}`
    })),
    ...notFound([...folders, ...scripts])
  ];
}

function notFound(names: string[]): IEvidence[] {
  const unique = [...new Set(names)].map(name => `\`${name}\``);
  return unique.length === 0
    ? []
    : [
        {
          holds: 'unknown',
          message: `Could not tell which packages ${list(unique, 6)} import${unique.length === 1 ? 's' : ''}: the project's own code was not looked into`
        }
      ];
}

/** True for a file of a module, or of a package of that name. */
function isOf(module: string, path: string): boolean {
  return `/${path}`.includes(`/${module}/`) || nameOf(path) === `${module}.py`;
}

/** Files that cells run by `%run`, as they name them. */
function scriptsRun({ notebook }: IProject): string[] {
  return notebook.cells
    .filter(({ type }) => type === 'code')
    .flatMap(({ source }) => [...source.matchAll(RUN)])
    .map(([, path]) => path);
}

function resolve({ facts }: IProject, named: string): string | null {
  return resolvePath(folderOf(facts.notebook), named);
}
