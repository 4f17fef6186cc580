import type { IEvidence } from '../../ladder/report';
import type { IEnvironmentFile } from '../formats';
import { folderOf, isWithin, nameOf } from '../paths';
import { type IProject, show } from '../project';
import { isInterpreterName } from '../names';

/**
 * How firmly Python itself is fixed. Silent drift of the interpreter is common and easily overlooked, so it is told
 * apart from the packages; anything looser than a minor series counts against the environment.
 */
export function interpreterEvidence(
  project: IProject,
  file: IEnvironmentFile
): IEvidence[] {
  const python = file.requirements.find(
    each => each.manager === 'conda' && each.name === 'python'
  );
  if (python) {
    const { path, line, text, pin } = python;
    if (pin === 'exact' || pin === 'build') {
      return [
        { path, line, holds: 'yes', message: `Python is fixed: \`${text}\`` }
      ];
    }
    return pin === 'series'
      ? [
          {
            path,
            line,
            holds: 'note',
            message: `Python is fixed to a minor series: \`${text}\``
          }
        ]
      : [
          {
            path,
            line,
            holds: 'no',
            message: `\`${text}\` lets Python's own version drift`
          }
        ];
  }
  const stated = project.facts.files.find(
    ({ path, text }) =>
      text !== null &&
      isInterpreterName(nameOf(path)) &&
      isWithin(folderOf(path), file.path) &&
      /\d+\.\d+/.test(text)
  );
  return stated
    ? [
        {
          path: stated.path,
          holds: 'yes',
          message: `${show(project, stated.path)} states Python's version: \`${(stated.text ?? '').trim().slice(0, 40)}\``
        }
      ]
    : [
        {
          path: file.path,
          holds: 'note',
          message: `${show(project, file.path)} does not state Python's own version`
        }
      ];
}
