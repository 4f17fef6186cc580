import { readCondaList } from './conda-environment';
import { emptyFile } from './requirements';
import {
  readCommands,
  readDownload,
  readVariables
} from './anaconda-project-sections';
import type { IDownload, IVariable, Report } from './anaconda-project-sections';
import { specNames } from './anaconda-project-names';
import {
  child,
  childEntry,
  entriesOf,
  isNothing,
  itemsOf,
  readYaml,
  textOf,
  textsOf
} from './yaml';
import type { YamlNode } from './yaml';
import type { ICommandFile, IEnvironmentFile, IProblem } from './types';

/** The effective lists of one environment, in the order its lock's digest takes. */
export interface IEffectiveLists {
  conda: string[];
  pip: string[];
  channels: string[];
  platforms: string[];
}

/** One `env_specs` entry with everything it inherits. */
export interface IProjectEnvironment {
  name: string;
  file: IEnvironmentFile;
  lists: IEffectiveLists;
}

export interface IAnacondaProject {
  name: string | null;
  /** The default environment first. */
  environments: IProjectEnvironment[];
  commands: ICommandFile;
  downloads: IDownload[];
  /** Names that `variables:` asks for; without a default the run asks a person. */
  variables: IVariable[];
  problems: IProblem[];
}

interface ISpec {
  name: string;
  parents: string[];
  items: YamlNode[];
  channels: string[];
  platforms: string[];
  line: number;
}

/**
 * Read anaconda-project.yml: environments with what they inherit, commands,
 * downloads, variables. A non-empty top-level `dependencies` replaces `packages`
 * everywhere, as in the tool's own reader.
 */
export function readAnacondaProject(
  text: string,
  path: string
): IAnacondaProject {
  const project: IAnacondaProject = {
    name: null,
    environments: [],
    commands: { format: 'anaconda-project', path, commands: [], problems: [] },
    downloads: [],
    variables: [],
    problems: []
  };
  const { root, lines, problem } = readYaml(text, path);
  const report = (
    message: string,
    line: number | null,
    fatal = false
  ): void => {
    project.problems.push({ path, line, message, fatal });
  };
  project.commands.problems = project.problems;
  if (problem) {
    project.problems.push(problem);
    return project;
  }
  if (root?.kind !== 'mapping') {
    report('Not an anaconda-project file: no keys', root?.line ?? null, true);
    return project;
  }
  project.name = textOf(child(root, 'name'));
  const specs = readSpecs(root, report);
  for (const spec of specs.slice(1)) {
    const chain = ancestors(spec, specs, report);
    const items = chain.reduce<YamlNode[]>(
      (before, { items }) => combineItems(before, items),
      []
    );
    const file: IEnvironmentFile = {
      ...emptyFile(path, 'anaconda-project'),
      environment: spec.name
    };
    readCondaList(items, lines, file, () => null);
    file.problems = file.problems.filter(p => !/^Has a "pip:"/.test(p.message));
    const lists = effectiveLists(chain);
    file.channels = lists.channels;
    project.environments.push({ name: spec.name, file, lists });
  }
  project.commands.commands = readCommands(root, path, report);
  project.downloads = entriesOf(child(root, 'downloads')).map(readDownload);
  project.variables = readVariables(child(root, 'variables'));
  return project;
}

/** More than any real project has: guards against texts made to multiply. */
const MOST_SPECS = 200;
const MOST_ITEMS = 5000;

/** The nameless base first, then the named ones, the default one leading. */
function readSpecs(root: YamlNode, report: Report): ISpec[] {
  const replaced = itemsOf(child(root, 'dependencies')).length > 0;
  const key = replaced ? 'dependencies' : 'packages';
  const read = (name: string, node: YamlNode, line: number): ISpec => ({
    name,
    parents: textsOf(child(node, 'inherit_from')),
    items: itemsOf(child(node, key)).slice(0, MOST_ITEMS),
    channels: textsOf(child(node, 'channels')),
    platforms: sortPlatforms(textsOf(child(node, 'platforms'))),
    line
  });
  const base = { ...read('', root, root.line), parents: [] };
  const section = childEntry(root, 'env_specs');
  if (
    section &&
    section.value.kind !== 'mapping' &&
    !isNothing(section.value)
  ) {
    report('"env_specs" is not a mapping of names', section.line);
  }
  const named = entriesOf(section?.value)
    .filter(({ key: name }) => name !== '')
    .map(({ key: name, line, value }) => read(name, value, line));
  if (named.length === 0) {
    named.push({
      ...base,
      name: 'default',
      items: [],
      channels: [],
      platforms: []
    });
  }
  if (named.length > MOST_SPECS) {
    report(`Only the first ${MOST_SPECS} environments are read`, base.line);
    named.length = MOST_SPECS;
  }
  named.sort((a, b) => +(b.name === 'default') - +(a.name === 'default'));
  return [base, ...named];
}

/** Ancestors first, each once, the spec itself last; all stand on the base. */
function ancestors(spec: ISpec, specs: ISpec[], report: Report): ISpec[] {
  const byName = new Map(specs.slice(1).map(known => [known.name, known]));
  const chain: ISpec[] = [specs[0]];
  const open = new Set<ISpec>();
  const visit = (current: ISpec): void => {
    if (chain.includes(current)) {
      return;
    }
    if (open.has(current)) {
      report(`"${current.name}" inherits from itself`, current.line);
      return;
    }
    open.add(current);
    for (const name of current.parents) {
      const parent = byName.get(name);
      if (parent) {
        visit(parent);
      } else {
        report(
          `"${current.name}" inherits from "${name}", which is not there`,
          current.line
        );
      }
    }
    open.delete(current);
    chain.push(current);
  };
  visit(spec);
  return chain;
}

function effectiveLists(chain: ISpec[]): IEffectiveLists {
  const lists: IEffectiveLists = {
    conda: [],
    pip: [],
    channels: [],
    platforms: []
  };
  for (const { items, channels, platforms } of chain) {
    const conda = items.flatMap(item => textOf(item)?.trim() ?? []);
    const pip = items
      .flatMap(item => textsOf(child(item, 'pip')))
      .map(text => text.trim());
    lists.conda = combine(lists.conda, conda, specNames.conda);
    lists.pip = combine(lists.pip, pip, specNames.pip);
    lists.channels = combine(lists.channels, channels, text => text);
    lists.platforms = combine(lists.platforms, platforms, text => text);
  }
  return lists;
}

/** Later entries replace earlier ones of the same name. */
function combine(
  before: string[],
  after: string[],
  nameOf: (text: string) => string
): string[] {
  const names = new Set(after.map(nameOf));
  return [...before.filter(text => !names.has(nameOf(text))), ...after];
}

function combineItems(before: YamlNode[], after: YamlNode[]): YamlNode[] {
  const conda = new Set(
    after.flatMap(item => textOf(item) ?? []).map(specNames.conda)
  );
  const pip = new Set(
    after.flatMap(item => textsOf(child(item, 'pip'))).map(specNames.pip)
  );
  const kept = before.flatMap((item): YamlNode[] => {
    const text = textOf(item);
    if (text !== null) {
      return conda.has(specNames.conda(text)) ? [] : [item];
    }
    const list = childEntry(item, 'pip');
    if (item.kind !== 'mapping' || !list || list.value.kind !== 'sequence') {
      return [item];
    }
    const items = list.value.items.filter(entry => {
      const spec = textOf(entry);
      return spec === null || !pip.has(specNames.pip(spec));
    });
    const value: YamlNode = { ...list.value, items };
    return [{ ...item, entries: [{ ...list, value }] }];
  });
  return [...kept, ...after];
}

const GROUPS = ['all', 'unix', 'linux', 'osx', 'win'];

/** Groups first in their own order, then single platforms by name. */
function sortPlatforms(platforms: string[]): string[] {
  const rank = (name: string): number => {
    const at = GROUPS.indexOf(name);
    return at < 0 ? GROUPS.length : at;
  };
  return [...platforms].sort(
    (a, b) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0)
  );
}
