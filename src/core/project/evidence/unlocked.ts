import {
  type ICommand,
  type IRequirement,
  normaliseName,
  readInstalls
} from '../formats';
import { folderOf } from '../paths';
import type { IProject, IReach } from '../project';
import { setupCommands } from './setup';

/** What one command, or one cell, installs although the lock does not hold it. */
export interface IUnlocked {
  command: ICommand | null;
  cell: number | null;
  /** As written. */
  packages: string[];
}

/** They install the others; Python is what they run in. */
const INSTALLERS = new Set([
  'pip',
  'setuptools',
  'wheel',
  'uv',
  'pip-tools',
  'conda-lock',
  'python',
  'conda',
  'mamba'
]);

/**
 * Packages that the commands reaching the notebook, what these need first, or its own cells install past the lock.
 */
export function unlockedInstalls(
  project: IProject,
  locked: Set<string>
): IUnlocked[] {
  const loose = (requirements: IRequirement[]): string[] =>
    requirements
      .filter(({ name, local, marker }) => {
        const own = normaliseName(name);
        return (
          own !== '' &&
          !own.startsWith('__') &&
          local === null &&
          marker === null &&
          !INSTALLERS.has(own) &&
          !locked.has(own)
        );
      })
      .map(({ text }) => text);
  const found: IUnlocked[] = [];
  const add = (
    command: ICommand | null,
    cell: number | null,
    packages: string[]
  ): void => {
    if (packages.length > 0) {
      found.push({ command, cell, packages: [...new Set(packages)] });
    }
  };
  const commands = new Set(
    project.reaches.reaching.flatMap(reach => commandsFor(project, reach))
  );
  for (const command of commands) {
    const installed = command.lines.flatMap(({ text }) => [
      ...readInstalls(text, command.path, () => command.line).requirements,
      ...fromFiles(project, command.path, text)
    ]);
    add(command, null, loose(installed));
  }
  for (const { cell, text } of project.code.installs) {
    const shell = text.replace(/^\s*[!%]+\s*/, '');
    add(null, cell, loose(readInstalls(shell, '', () => 1).requirements));
  }
  return found;
}

/** What the environment files hold that a text installs from, but for locks. */
function fromFiles(
  project: IProject,
  path: string,
  text: string
): IRequirement[] {
  const paths = setupCommands(project.tree, folderOf(path), text).flatMap(
    ({ files }) => files.map(file => file.path)
  );
  return project.environments
    .filter(
      file =>
        paths.includes(file.path) &&
        file.format !== 'anaconda-project' &&
        project.locks.every(lock => lock.path !== file.path)
    )
    .flatMap(({ requirements }) => requirements);
}

const MAKE = /(?:\bmake|\$[({]MAKE[)}])\s+([\w.-]+)/g;

/** The command itself, the targets that it needs first, and those that make the environment. */
function commandsFor(project: IProject, { file, command }: IReach): ICommand[] {
  if (file.format === 'anaconda-project') {
    return [command];
  }
  const byName = new Map(file.commands.map(each => [each.name, each]));
  const wanted = new Set([command.name]);
  const rules = new Set<string[]>();
  // Sets that grow while they are walked through.
  for (const name of wanted) {
    for (const needs of file.needs?.get(name) ?? []) {
      if (!rules.has(needs)) {
        rules.add(needs);
        needs.forEach(each => wanted.add(each));
      }
    }
    for (const { text } of byName.get(name)?.lines ?? []) {
      for (const [, made] of text.matchAll(MAKE)) {
        wanted.add(made);
      }
    }
  }
  const folder = folderOf(file.path);
  return file.commands.filter(
    ({ name, lines }) =>
      wanted.has(name) ||
      lines.some(({ text }) =>
        setupCommands(project.tree, folder, text).some(
          ({ files, enters }) =>
            enters !== null || files.some(({ present }) => present)
        )
      )
  );
}
