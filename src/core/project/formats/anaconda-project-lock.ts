import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { condaRequirement } from './matchspec';
import { parsePipSpec } from './pep508';
import { child, entriesOf, isNothing, readYaml, textOf, textsOf } from './yaml';
import type { IMappingEntry, YamlNode } from './yaml';
import type { IAnacondaProject, IEffectiveLists } from './anaconda-project';
import type { ILockedEnvironment, ILockFile } from './types';

/**
 * The digest that anaconda-project stores with a locked environment: SHA-1 of
 * conda specifications, pip specifications, channels and platforms, one after
 * the other without separators.
 */
export function envSpecHash(lists: IEffectiveLists): string {
  const { conda, pip, channels, platforms } = lists;
  const joined = [...conda, ...pip, ...channels, ...platforms].join('');
  return bytesToHex(sha1(utf8ToBytes(joined)));
}

/**
 * Read anaconda-project-lock.yml. Freshness is told by the stored digest against
 * `project`, the manifest beside it (null when there is none).
 */
export function readAnacondaProjectLock(
  text: string,
  path: string,
  project: IAnacondaProject | null
): ILockFile {
  const lock: ILockFile = {
    format: 'anaconda-project-lock',
    path,
    environments: [],
    sources: ['anaconda-project.yml'],
    problems: []
  };
  const { root, problem } = readYaml(text, path);
  const report = (
    message: string,
    line: number | null,
    fatal = false
  ): void => {
    lock.problems.push({ path, line, message, fatal });
  };
  if (problem) {
    lock.problems.push(problem);
    return lock;
  }
  const specs = child(root, 'env_specs');
  if (
    root?.kind !== 'mapping' ||
    (specs && specs.kind !== 'mapping' && !isNothing(specs))
  ) {
    report(
      'Not an anaconda-project lock: no "env_specs"',
      root?.line ?? null,
      true
    );
    return lock;
  }
  const enabled = isOn(child(root, 'locking_enabled'));
  if (!enabled) {
    report('Locking is switched off: "locking_enabled" is not true', root.line);
  }
  for (const entry of entriesOf(specs)) {
    const environment = readEnvironment(entry, enabled, project);
    lock.environments.push(environment);
    if (enabled && !environment.enabled) {
      report(`The lock of "${entry.key}" is switched off`, entry.line);
    }
  }
  return lock;
}

/** Both switches are on unless they are set to something else than true. */
function isOn(node: YamlNode | null): boolean {
  return /^(?:true|yes|on|y)$/i.test(textOf(node) ?? 'true');
}

function readEnvironment(
  { key: name, value }: IMappingEntry,
  lockingEnabled: boolean,
  project: IAnacondaProject | null
): ILockedEnvironment {
  const packages: ILockedEnvironment['packages'] = [];
  const seen = new Set<string>();
  let weakest = 0;
  for (const { key: list, value: specs } of entriesOf(
    child(value, 'packages')
  )) {
    for (const text of textsOf(specs)) {
      const manager = list === 'pip' ? 'pip' : 'conda';
      const said =
        manager === 'pip' ? parsePipSpec(text) : condaRequirement(text, '', 0);
      weakest = Math.max(weakest, GRADES.indexOf(gradeOf(said.pin)));
      const version = said.version ?? '';
      const id = `${manager} ${said.name} ${version}`;
      if (!seen.has(id)) {
        seen.add(id);
        packages.push({ name: said.name, version, manager });
      }
    }
  }
  const stored = textOf(child(value, 'env_spec_hash'));
  return {
    name,
    platforms: textsOf(child(value, 'platforms')),
    grade: packages.length === 0 ? 'D' : GRADES[weakest],
    packages,
    enabled: lockingEnabled && isOn(child(value, 'locked')),
    fresh: freshness(name, stored, project)
  };
}

const GRADES = ['A', 'B', 'C', 'D'] as const;

/** conda entries carry version and build but no digest; pip entries a version. */
function gradeOf(pin: string): 'B' | 'C' | 'D' {
  if (pin === 'build') {
    return 'B';
  }
  return pin === 'exact' ? 'C' : 'D';
}

function freshness(
  name: string,
  stored: string | null,
  project: IAnacondaProject | null
): ILockedEnvironment['fresh'] {
  if (!project || project.problems.some(({ fatal }) => fatal)) {
    return { state: 'unknown', why: 'anaconda-project.yml could not be read' };
  }
  const spec = project.environments.find(known => known.name === name);
  if (!spec) {
    return {
      state: 'stale',
      why: `anaconda-project.yml has no environment "${name}"`
    };
  }
  if (stored === null) {
    return { state: 'unknown', why: 'The lock stores no "env_spec_hash"' };
  }
  if (envSpecHash(spec.lists) === stored.toLowerCase()) {
    return {
      state: 'fresh',
      why: 'The stored digest fits anaconda-project.yml'
    };
  }
  return spec.lists.platforms.length === 0
    ? { state: 'unknown', why: 'anaconda-project.yml names no platforms' }
    : {
        state: 'stale',
        why: 'anaconda-project.yml has changed since it was locked'
      };
}
