import type { IEnvironmentFile, ILockFile } from '../formats';
import { folderOf } from '../paths';
import { type IProject, list, show } from '../project';
import { setupCommands } from './setup';

/** Environment files that a notebook may be meant to run in. */
export interface IChoice {
  /** One or more, in order of precedence. */
  files: IEnvironmentFile[];
  /** Why others are left aside; null when there are none. */
  why: string | null;
}

/**
 * Several environment files, one truth: the one that a command reaching the notebook uses; else those that the README
 * tells to install; else all; else a lock without any manifest. Null when there is none.
 */
export function chooseEnvironments(project: IProject): IChoice | null {
  const all = project.environments;
  const candidates: [IEnvironmentFile[], string][] = [
    [ofCommand(project), 'the command that reaches the notebook uses'],
    [of(all, usedByCommands(project)), 'the commands install'],
    [of(all, namedByReadme(project)), 'the README tells to install']
  ];
  for (const [files, who] of candidates) {
    if (files.length > 0) {
      const others = all.filter(file => !files.includes(file));
      const left = list(others.map(file => label(project, file)));
      return {
        files,
        why: left && `Judged by what ${who}; ${left} left aside`
      };
    }
  }
  const files = all.length > 0 ? all : project.locks.flatMap(fromLock);
  return files.length > 0 ? { files, why: null } : null;
}

/** The file's name, with the environment's where a file holds several. */
export function label(project: IProject, file: IEnvironmentFile): string {
  const several =
    project.environments.filter(({ path }) => path === file.path).length > 1;
  return several && file.environment
    ? `\`${file.environment}\` in ${show(project, file.path)}`
    : show(project, file.path);
}

function of(files: IEnvironmentFile[], used: Set<string>): IEnvironmentFile[] {
  return files.filter(({ path }) => used.has(path));
}

/** The environment of anaconda-project.yml that its command runs in: the one it names, else the first. */
function ofCommand(project: IProject): IEnvironmentFile[] {
  for (const { file, command } of project.reaches.reaching) {
    const own = of(project.environments, new Set([file.path]));
    const used =
      command.environment === null
        ? own.slice(0, 1)
        : own.filter(({ environment }) => environment === command.environment);
    if (file.format === 'anaconda-project' && used.length > 0) {
      return used;
    }
  }
  return [];
}

/** What a lock declares, if there is nothing else. */
function fromLock({ path, environments }: ILockFile): IEnvironmentFile[] {
  return environments
    .filter(({ enabled, packages }) => enabled && packages.length > 0)
    .map(({ name, grade, packages }) => ({
      format: 'conda-lock',
      path,
      environment: name,
      requirements: packages.map(each => ({
        manager: each.manager,
        name: each.name,
        text: `${each.name} ${each.version}`,
        pin: grade === 'D' && each.version === '' ? 'none' : 'exact',
        version: each.version,
        hashes: [],
        marker: null,
        local: null,
        line: 1,
        path
      })),
      constraints: [],
      includes: [],
      channels: [],
      problems: []
    }));
}

/** Paths of environment and lock files that the commands reaching the notebook install or enter. */
export function usedByCommands(project: IProject): Set<string> {
  const used = new Set<string>();
  for (const { file } of project.reaches.reaching) {
    if (file.format === 'anaconda-project') {
      used.add(file.path);
      continue;
    }
    for (const { lines } of file.commands) {
      for (const { text, when } of lines) {
        if (when === undefined) {
          addSetup(project, folderOf(file.path), text, used);
        }
      }
    }
  }
  return used;
}

function namedByReadme(project: IProject): Set<string> {
  const used = new Set<string>();
  for (const { path, commands } of project.readmes) {
    for (const { text } of commands) {
      addSetup(project, folderOf(path), text, used);
    }
  }
  return used;
}

function addSetup(
  project: IProject,
  folder: string,
  text: string,
  used: Set<string>
): void {
  for (const { files, enters } of setupCommands(project.tree, folder, text)) {
    files.forEach(({ path }) => used.add(path));
    if (enters !== null) {
      project.environments
        .filter(file => file.environment === enters)
        .forEach(file => used.add(file.path));
    }
  }
}
