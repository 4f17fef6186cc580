import {
  type IEnvironmentFile,
  type IRequirement,
  normaliseName,
  parsePipSpec,
  versionFits
} from '../formats';
import { folderOf } from '../paths';
import type { IProject } from '../project';
import { setupCommands } from './setup';

/**
 * Requirements of a file that pip refuses, with why: lines that it does not understand, versions that exclude each
 * other, conda's own lists. Then nothing of the file gets installed.
 */
export function refusedByPip(
  project: IProject,
  file: IEnvironmentFile
): Map<IRequirement, string> {
  const refused = new Map<IRequirement, string>();
  const foreign =
    file.format === 'requirements' &&
    file.requirements.some(({ manager }) => manager === 'conda') &&
    isInstalledByPip(project, file.path);
  const versions = new Map<string, IRequirement>();
  for (const each of [...file.constraints, ...file.requirements]) {
    if (each.manager === 'conda') {
      if (foreign) {
        refused.set(each, 'is written for conda; pip refuses it');
      }
      continue;
    }
    const key = keyOf(each);
    if (each.version !== null && isFixed(each) && !versions.has(key)) {
      versions.set(key, each);
    }
  }
  for (const each of file.requirements) {
    if (each.manager === 'pip' && each.local === null) {
      const { complaint, specifier } = parsePipSpec(each.text);
      const other = versions.get(keyOf(each));
      const version = other?.version ?? null;
      const clashes =
        other !== each &&
        version !== null &&
        specifier !== '' &&
        !versionFits(version, specifier);
      if (complaint !== null && !each.text.endsWith('=pypi_0')) {
        refused.set(each, `is refused by pip (${complaint})`);
      } else if (clashes) {
        refused.set(each, `is refused by pip beside \`${other?.text}\``);
      }
    }
  }
  return refused;
}

function isFixed({ pin }: IRequirement): boolean {
  return pin === 'exact' || pin === 'build';
}

/** Requirements under other markers may hold elsewhere only. */
function keyOf({ name, marker }: IRequirement): string {
  return `${normaliseName(name)} ${marker ?? ''}`;
}

/** A README or a recipe installs the file with pip, and none with conda. */
function isInstalledByPip(project: IProject, path: string): boolean {
  const shown = [
    ...project.readmes.flatMap(readme =>
      readme.commands.map(({ text }) => ({ path: readme.path, text }))
    ),
    ...project.commandFiles.flatMap(file =>
      file.commands.flatMap(({ lines }) =>
        lines.map(({ text }) => ({ path: file.path, text }))
      )
    )
  ];
  const programs = shown
    .flatMap(each =>
      setupCommands(project.tree, folderOf(each.path), each.text)
    )
    .filter(({ files }) => files.some(each => each.path === path))
    .map(({ text }) => /^(?:conda|mamba|micromamba)\b/.test(text));
  return programs.length > 0 && programs.every(conda => !conda);
}
