import type { INotebook } from '../notebook/facts';
import type { ICodeAnalysis } from '../python/types';
import type { IFile, IProjectFacts } from './facts';
import {
  type IAnacondaProject,
  type IEnvironmentFile,
  lockFromCondaEnvironment,
  lockFromRequirements,
  readAnacondaProject,
  readAnacondaProjectLock,
  readCitation,
  readCondaExplicit,
  readCondaEnvironment,
  readCondaLock,
  readDockerfile,
  readMakefile,
  readReadme,
  readRequirements
} from './formats';
import { findReaches } from './evidence/reach';
import { setupCommands } from './evidence/setup';
import {
  isCitationName,
  isConstraintsName,
  isDockerfileName,
  isRequirementsPath,
  isReadmeName
} from './names';
import { folderOf, foldersAbove, isWithin, nameOf } from './paths';
import { byPrecedence } from './precedence';
import type { IProject } from './project';
import { Tree } from './tree';
import { unreadFile } from './unread';

/** Parses what a survey read. Files that no reader understands are listed as such. */
export function parseProject(
  facts: IProjectFacts,
  notebook: INotebook,
  code: ICodeAnalysis
): IProject {
  const project: IProject = {
    facts,
    tree: new Tree(facts),
    notebook,
    code,
    environments: [],
    commandFiles: [],
    reaches: { reaching: [], missing: [], unclear: [] },
    locks: [],
    dockerfiles: [],
    readmes: [],
    citations: [],
    questions: [],
    downloads: [],
    unread: []
  };
  const files = facts.files.filter(({ path }) => isWithin(facts.root, path));
  const manifests = readManifests(project, files);
  const others = new Map<string, string>();
  const above = new Set(foldersAbove(facts.notebook));
  for (const file of files) {
    const name = nameOf(file.path);
    if (file.text === null) {
      project.unread.push(...unreadFile(file, code.understood));
    } else if (/^anaconda-project\.ya?ml$/i.test(name)) {
      continue;
    } else if (/^anaconda-project-lock\.ya?ml$/i.test(name)) {
      const manifest = manifests.get(folderOf(file.path)) ?? null;
      project.locks.push(
        readAnacondaProjectLock(file.text, file.path, manifest)
      );
    } else if (isReadmeName(name)) {
      if (above.has(folderOf(file.path))) {
        project.readmes.push(readReadme(file.text, file.path));
      }
    } else if (isCitationName(name)) {
      project.citations.push(readCitation(file.text, file.path));
    } else if (/^(?:gnu)?makefile$/i.test(name)) {
      project.commandFiles.push(readMakefile(file.text, file.path));
    } else if (isDockerfileName(name)) {
      project.dockerfiles.push(readDockerfile(file.text, file.path));
    } else if (!readPackages(project, file.path, file.text)) {
      project.unread.push(...unreadFile(file, code.understood));
      if (/\.(?:txt|in|pip)$/i.test(name)) {
        others.set(file.path, file.text);
      }
    }
  }
  readNamedLists(project, others);
  project.reaches = findReaches(project);
  project.environments = byPrecedence(
    withoutInputs(project.environments),
    facts.notebook
  );
  return project;
}

/** anaconda-project.yml: environments and commands in one, and what its lock is compared with. */
function readManifests(
  project: IProject,
  files: IFile[]
): Map<string, IAnacondaProject> {
  const manifests = new Map<string, IAnacondaProject>();
  for (const { path, text } of files) {
    if (text !== null && /^anaconda-project\.ya?ml$/i.test(nameOf(path))) {
      const manifest = readAnacondaProject(text, path);
      manifests.set(folderOf(path), manifest);
      project.environments.push(
        ...manifest.environments.map(({ file }) => file)
      );
      project.commandFiles.push(manifest.commands);
      project.downloads.push(...manifest.downloads);
      project.questions.push(
        ...manifest.variables
          .filter(({ hasDefault }) => !hasDefault)
          .map(({ name, line }) => ({ path, line, name }))
      );
    }
  }
  return manifests;
}

/** Files that list packages, told by name and content. False for any other. */
function readPackages(project: IProject, path: string, text: string): boolean {
  const name = nameOf(path);
  if (/^@EXPLICIT[ \t]*\r?$/m.test(text)) {
    project.locks.push(readCondaExplicit(text, path));
    return true;
  }
  if (/^package\s*:/m.test(text) && /^metadata\s*:/m.test(text)) {
    project.locks.push(readCondaLock(text, path, project.tree.text));
    return true;
  }
  if (
    /\.ya?ml$/i.test(name) &&
    (/^dependencies\s*:/m.test(text) || /^environment\.ya?ml$/i.test(name))
  ) {
    const file = readCondaEnvironment(text, path, project.tree.text);
    project.environments.push(file);
    const lock = lockFromCondaEnvironment(file);
    if (lock) {
      project.locks.push(lock);
    }
    return true;
  }
  if (isRequirementsPath(path)) {
    readList(project, path, text);
    return true;
  }
  return false;
}

/** A list of pip requirements, which may be a lock at the same time. */
function readList(project: IProject, path: string, text: string): void {
  const file = readRequirements(text, path, project.tree.text);
  project.environments.push(file);
  const lock = lockFromRequirements(file, text, project.tree.text);
  if (lock) {
    project.locks.push(lock);
  }
}

/** Lists with unusual names count when a command or a README installs from them. */
function readNamedLists(project: IProject, texts: Map<string, string>): void {
  const shown = [
    ...project.readmes.flatMap(({ path, commands }) =>
      commands.map(({ text }) => ({ path, text }))
    ),
    ...project.commandFiles.flatMap(({ path, commands }) =>
      commands.flatMap(({ lines }) => lines.map(({ text }) => ({ path, text })))
    )
  ];
  const named = shown.flatMap(({ path, text }) =>
    setupCommands(project.tree, folderOf(path), text).flatMap(
      ({ files }) => files
    )
  );
  for (const path of new Set(named.map(file => file.path))) {
    const text = texts.get(path);
    if (text !== undefined && !isConstraintsName(nameOf(path))) {
      readList(project, path, text);
    }
  }
}

/** Without what pip-compile starts from: `requirements.in` beside its `requirements.txt`. */
function withoutInputs(files: IEnvironmentFile[]): IEnvironmentFile[] {
  const paths = new Set(files.map(({ path }) => path));
  return files.filter(
    ({ path }) =>
      !path.endsWith('.in') || !paths.has(path.replace(/\.in$/, '.txt'))
  );
}
