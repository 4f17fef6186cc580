import {
  fileImports,
  type IModuleImport,
  isStandardLibrary
} from '../../python';
import { folderOf, nameOf } from '../paths';
import type { IProject } from '../project';
import {
  importCandidates,
  moduleFolders,
  MOST_MODULES,
  notebookCandidates,
  LARGEST_MODULE,
  scripts,
  type Candidates
} from './local';

/** A module that the project's own code imports, and that is not the project's own. */
export interface IOuterImport {
  module: string;
  conditional: boolean;
  /** Where it is imported. */
  path: string;
  line: number;
}

/** What the project's own code, as far as the notebook comes to it, imports. */
export interface IOwnCode {
  outer: IOuterImport[];
  /** Files whose imports are known. */
  read: ReadonlySet<string>;
  /** Files whose imports could not be told, and why: continues a sentence that begins with the file's name. */
  unread: { path: string; why: string }[];
}

const known = new WeakMap<IProject, IOwnCode>();

/** Follows the imports of the notebook through the files of the project. Each file once, so that cycles end. */
export function ownCode(project: IProject): IOwnCode {
  let own = known.get(project);
  if (!own) {
    own = follow(project);
    known.set(project, own);
  }
  return own;
}

function follow(project: IProject): IOwnCode {
  const { tree, facts, code } = project;
  const folders = moduleFolders(facts.notebook, facts.root);
  const read = new Set<string>();
  const found: IOwnCode = { outer: [], read, unread: [] };
  const seen = new Set<string>();
  const there = (paths: string[]) =>
    paths.find(path => tree.presence(path) === 'file');
  const queue: string[] = [];
  const want = (candidates: Candidates): boolean => {
    const paths = candidates.map(there);
    paths.forEach(path => path !== undefined && queue.push(path));
    return paths.length > 0 && paths[0] !== undefined;
  };
  want([
    ...notebookCandidates(code.imports, folders),
    ...scripts(facts.notebook, code.files)
  ]);
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (seen.has(path)) {
      continue;
    }
    seen.add(path);
    const imports = seen.size > MOST_MODULES ? null : readImports(path);
    if (typeof imports === 'string' || imports === null) {
      const limit = `was not looked into: ${MOST_MODULES} files are the limit`;
      found.unread.push({ path, why: imports ?? limit });
      continue;
    }
    read.add(path);
    for (const each of imports) {
      const isOwn = want(importCandidates(path, each, folders));
      const { module, level, conditional, line } = each;
      const [top] = module.split('.');
      if (level === 0 && !isOwn && !isStandardLibrary(top)) {
        found.outer.push({ module: top, conditional, path, line });
      }
    }
  }
  return found;

  function readImports(path: string): IModuleImport[] | string {
    const text = tree.text(path);
    if (text === null) {
      const file = facts.files.find(each => each.path === path);
      const entry = tree
        .folder(folderOf(path))
        ?.entries.find(({ name }) => name === nameOf(path));
      return file?.problem
        ? `could not be read: ${file.problem}`
        : (entry?.size ?? 0) > LARGEST_MODULE
          ? `was not read: larger than ${LARGEST_MODULE / 1e6} MB`
          : 'was not read';
    }
    return fileImports(text) ?? 'is not Python that can be read';
  }
}
