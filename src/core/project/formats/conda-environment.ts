import { condaRequirement, parseMatchSpec } from './matchspec';
import { emptyFile, readPipLine } from './requirements';
import type { IPipContext, Resolve } from './requirements';
import {
  child,
  childEntry,
  isNothing,
  itemsOf,
  readYaml,
  textOf,
  textsOf
} from './yaml';
import type { YamlNode } from './yaml';
import type { IEnvironmentFile } from './types';

/** A conda environment file, with what only this format says. */
export interface ICondaEnvironment extends IEnvironmentFile {
  format: 'conda-environment';
  /** The author's disk path that an export leaves behind. */
  prefix: string | null;
  /** Platforms it is meant for (an extension of conda-lock); empty when unstated. */
  platforms: string[];
  /**
   * `builds` for an untouched `conda env export`, `versions` for one made with
   * `--no-builds`, null for a file that a person wrote.
   */
  exported: 'builds' | 'versions' | null;
}

/** Packages that nobody asks for by name: a sign of an export. */
const TRANSITIVE = new Set([
  '_libgcc_mutex',
  '_openmp_mutex',
  'ca-certificates',
  'ld_impl_linux-64',
  'libgcc-ng',
  'libstdcxx-ng',
  'ncurses',
  'readline',
  'tk',
  'vc',
  'vs2015_runtime',
  'xz',
  'libffi',
  'libcxx'
]);

/**
 * Read an environment.yml (CEP 24; specifications by CEP 29). Lines of a `pip:`
 * list are pip arguments, so `-r` and `-c` are followed.
 */
export function readCondaEnvironment(
  text: string,
  path: string,
  resolve: Resolve
): ICondaEnvironment {
  const file: ICondaEnvironment = {
    ...emptyFile(path, 'conda-environment'),
    format: 'conda-environment',
    environment: null,
    prefix: null,
    platforms: [],
    exported: null
  };
  const { root, lines, problem } = readYaml(text, path);
  const report = (
    message: string,
    line: number | null,
    fatal = false
  ): void => {
    file.problems.push({ path, line, message, fatal });
  };
  if (problem) {
    file.problems.push(problem);
    return file;
  }
  if (root?.kind !== 'mapping') {
    report('Not a conda environment file: no keys', root?.line ?? null, true);
    return file;
  }
  file.environment = textOf(child(root, 'name'));
  file.platforms = textsOf(child(root, 'platforms'));
  file.channels = textsOf(child(root, 'channels'));
  checkChannels(root, file, report);
  const prefix = childEntry(root, 'prefix');
  if (prefix && !isNothing(prefix.value)) {
    file.prefix = textOf(prefix.value);
    report(
      `"prefix" is a path on the author's computer, left by an export`,
      prefix.line
    );
  }
  const dependencies = childEntry(root, 'dependencies');
  if (!dependencies) {
    report('Has no "dependencies"', root.line, true);
    return file;
  }
  if (
    dependencies.value.kind !== 'sequence' &&
    !isNothing(dependencies.value)
  ) {
    report('"dependencies" is not a list', dependencies.line, true);
    return file;
  }
  readCondaList(itemsOf(dependencies.value), lines, file, resolve);
  file.exported = exportKind(file);
  return file;
}

/**
 * Read a list of conda specifications with `pip:` parts into `file`; the form of
 * `dependencies` here and of `packages` in anaconda-project.yml.
 */
export function readCondaList(
  items: YamlNode[],
  lines: string[],
  file: IEnvironmentFile,
  resolve: Resolve
): void {
  const { path } = file;
  const context: IPipContext = {
    file,
    resolve,
    constraint: false,
    open: [path],
    done: new Set()
  };
  let pipLine = 0;
  const addConda = (node: YamlNode, given: string | null): void => {
    const text = textOf(node);
    if (text === null) {
      report('Not a package specification', node.line);
      return;
    }
    const marker = given ?? commentSelector(lines[node.line - 1] ?? '');
    file.requirements.push(condaRequirement(text, path, node.line, marker));
    const { complaint } = parseMatchSpec(text);
    if (complaint !== null) {
      report(complaint, node.line);
    }
  };
  for (const item of items) {
    if (item.kind !== 'mapping') {
      addConda(item, null);
      continue;
    }
    for (const { key, line, value } of item.entries) {
      const selector = /^sel\((.*)\)$/.exec(key);
      if (selector) {
        addConda(value, selector[1].trim());
      } else if (key === 'pip') {
        pipLine = pipLine || line;
        readPipList(value);
      } else {
        report(`"${key}" is not a kind of package that conda knows`, line);
      }
    }
  }
  const hasPip = file.requirements.some(
    ({ manager, name }) => manager === 'conda' && name === 'pip'
  );
  if (pipLine > 0 && !hasPip) {
    report('Has a "pip:" list without pip among the conda packages', pipLine);
  }

  function readPipList(value: YamlNode): void {
    for (const entry of itemsOf(value)) {
      const text = textOf(entry);
      if (text === null) {
        report('Not a pip requirement', entry.line);
      } else {
        const start = file.requirements.length;
        readPipLine(text.trim(), entry.line, path, context);
        mark(start, entry.line);
      }
    }
    if (value.kind === 'scalar' && !isNothing(value)) {
      report('"pip" is not a list', value.line);
    }
  }

  /** A selector comment behind a pip entry. */
  function mark(start: number, line: number): void {
    const selector = commentSelector(lines[line - 1] ?? '');
    for (let i = start; selector && i < file.requirements.length; i++) {
      const requirement = file.requirements[i];
      if (requirement.line === line && requirement.path === path) {
        requirement.marker = requirement.marker ?? selector;
      }
    }
  }

  function report(message: string, line: number): void {
    file.problems.push({ path, line, message, fatal: false });
  }
}

/** `- pkg  # [linux]`, the dialect of conda-lock and conda-build. */
function commentSelector(line: string): string | null {
  const at = line.lastIndexOf('#');
  if (at < 1 || !/\s/.test(line[at - 1])) {
    return null;
  }
  return /^#\s*\[([^\]]+)\]/.exec(line.slice(at))?.[1].trim() ?? null;
}

/** Without `nodefaults` the reader's own configuration adds channels (CEP 24). */
function checkChannels(
  root: YamlNode,
  file: IEnvironmentFile,
  report: (message: string, line: number | null) => void
): void {
  const channels = childEntry(root, 'channels');
  if (file.channels.length === 0) {
    report(
      'Names no channels: each computer adds its own, so it may solve differently',
      channels?.line ?? null
    );
  } else if (!file.channels.includes('nodefaults')) {
    report(
      'Without "nodefaults" each computer adds its own channels',
      channels?.line ?? null
    );
  }
  file.channels = file.channels.filter(name => name !== 'nodefaults');
}

function exportKind(file: ICondaEnvironment): ICondaEnvironment['exported'] {
  const conda = file.requirements.filter(({ manager }) => manager === 'conda');
  const share = (test: (text: string) => boolean): number =>
    conda.filter(({ text }) => test(text)).length / conda.length;
  const known = conda.filter(({ name }) => TRANSITIVE.has(name)).length;
  if (conda.length >= 5 && share(t => /^[^=]+=[^=]+=[^=]+$/.test(t)) >= 0.9) {
    return 'builds';
  }
  if (known >= 3 && share(t => /^[^=]+={1,2}[^=]+$/.test(t)) >= 0.9) {
    return 'versions';
  }
  return null;
}
