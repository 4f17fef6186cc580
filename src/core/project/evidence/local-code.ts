import type { IEvidence } from '../../ladder/report';
import { nameOf } from '../paths';
import { type IProject, list } from '../project';
import type { IModuleSource } from './imports';

const RUN = /^[ \t]*%run[ \t]+(?:-\w+[ \t]+)*['"]?([^\s'"]+)/gm;

/** Says of code beside the notebook, imported or run by `%run`, that its own imports were not looked at. */
export function localCode(
  project: IProject,
  modules: IModuleSource[]
): IEvidence[] {
  const imported = modules
    .filter(({ from }) => from === 'local')
    .map(({ import: { module } }) => `\`${module}\``);
  const run = project.notebook.cells
    .filter(({ type }) => type === 'code')
    .flatMap(({ source }) => [...source.matchAll(RUN)])
    .map(([, path]) => `\`${nameOf(path)}\``);
  const names = [...new Set([...imported, ...run])];
  return names.length === 0
    ? []
    : [
        {
          holds: 'unknown',
          message: `Could not tell which packages ${list(names, 6)} import${names.length === 1 ? 's' : ''}: the project's own code was not looked into`
        }
      ];
}
