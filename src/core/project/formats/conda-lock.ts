import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { readCondaEnvironment } from './conda-environment';
import { condaVersionFits } from './conda-version';
import { parseMatchSpec } from './matchspec';
import { baseName, folderOf, joinPath } from './paths';
import { normaliseName, parsePipSpec } from './pep508';
import { readRequirements } from './requirements';
import type { Resolve } from './requirements';
import { versionFits } from './requirements-lock';
import { child, itemsOf, readYaml, textOf, textsOf } from './yaml';
import type { YamlNode } from './yaml';
import type { ILockedEnvironment, ILockFile, IRequirement } from './types';

interface IPackage {
  name: string;
  version: string;
  manager: 'pip' | 'conda';
  platform: string;
  grade: ILockedEnvironment['grade'];
}

/**
 * Read a conda-lock file, version 1 (CEP 37). Grade A when every package has
 * address and digest. Its `content_hash` is unsound by its own account, so
 * freshness is told by checking each direct specification of the inputs (found
 * through `resolve`, by base name where the recorded path is another computer's)
 * on each platform.
 */
export function readCondaLock(
  text: string,
  path: string,
  resolve: Resolve
): ILockFile {
  const lock: ILockFile = {
    format: 'conda-lock',
    path,
    environments: [],
    sources: [],
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
  const version = textOf(child(root, 'version'));
  const list = child(root, 'package');
  const metadata = child(root, 'metadata');
  if (list?.kind !== 'sequence' || metadata?.kind !== 'mapping') {
    report(
      'Not a conda-lock file: no "package" list or "metadata"',
      null,
      true
    );
    return lock;
  }
  if (version !== null && version !== '1') {
    report(`Version ${version} of the format is not known here`, null, true);
    return lock;
  }
  const packages = itemsOf(list).flatMap(node => {
    const read = readPackage(node);
    if (!read) {
      report('A package without name or version', node.line);
    }
    return read ?? [];
  });
  const platforms = textsOf(child(metadata, 'platforms'));
  lock.sources = textsOf(child(metadata, 'sources'));
  lock.environments.push({
    name: environmentName(path),
    platforms,
    grade: weakest(packages, itemsOf(list).length),
    packages: distinct(packages),
    enabled: true,
    fresh: freshness(lock, metadata, packages, platforms, resolve)
  });
  return lock;
}

/** conda-project names its locks `conda-lock.<environment>.yml`. */
function environmentName(path: string): string {
  return (
    /^conda-lock\.([^.]+)\.ya?ml$/.exec(baseName(path))?.[1] ??
    /^(.+)\.conda-lock\.ya?ml$/.exec(baseName(path))?.[1] ??
    'default'
  );
}

function readPackage(node: YamlNode): IPackage | null {
  const name = textOf(child(node, 'name'));
  const version = textOf(child(node, 'version'));
  if (name === null || version === null) {
    return null;
  }
  const manager = textOf(child(node, 'manager')) === 'pip' ? 'pip' : 'conda';
  const url = textOf(child(node, 'url'));
  const hash = child(node, 'hash');
  const hashed =
    textOf(child(hash, 'sha256')) !== null ||
    textOf(child(hash, 'md5')) !== null;
  const built = url !== null && manager === 'conda';
  return {
    name: manager === 'pip' ? normaliseName(name) : name.toLowerCase(),
    version,
    manager,
    platform: textOf(child(node, 'platform')) ?? '',
    grade: url !== null && hashed ? 'A' : built ? 'B' : 'C'
  };
}

function weakest(
  packages: IPackage[],
  listed: number
): ILockedEnvironment['grade'] {
  if (packages.length === 0 || packages.length < listed) {
    return 'D';
  }
  const grades = packages.map(({ grade }) => grade).sort();
  return grades[grades.length - 1];
}

function distinct(packages: IPackage[]): ILockedEnvironment['packages'] {
  const seen = new Map<string, ILockedEnvironment['packages'][number]>();
  for (const { name, version, manager } of packages) {
    seen.set(`${manager} ${name} ${version}`, { name, version, manager });
  }
  return [...seen.values()];
}

type Freshness = ILockedEnvironment['fresh'];

function freshness(
  lock: ILockFile,
  metadata: YamlNode,
  packages: IPackage[],
  platforms: string[],
  resolve: Resolve
): Freshness {
  const unknown = (why: string): Freshness => ({ state: 'unknown', why });
  if (lock.sources.length === 0) {
    return unknown('The lock does not name what it was made from');
  }
  const byPlatform = new Map<string, Map<string, IPackage[]>>();
  for (const entry of packages) {
    const names = byPlatform.get(entry.platform) ?? new Map();
    byPlatform.set(entry.platform, names);
    names.set(entry.name, [...(names.get(entry.name) ?? []), entry]);
  }
  const doubts: string[] = [];
  for (const source of lock.sources) {
    const [path, text] = findSource(lock.path, source, resolve);
    const name = baseName(source);
    if (text === null) {
      doubts.push(`Locked from a file that is not here: ${name}`);
      continue;
    }
    const stored = textOf(
      child(child(child(metadata, 'inputs_metadata'), source), 'sha256')
    );
    if (stored === bytesToHex(sha256(utf8ToBytes(text)))) {
      continue;
    }
    const direct = directRequirements(path, text, resolve);
    if (direct === null) {
      doubts.push(`${name} is not compared`);
      continue;
    }
    for (const platform of platforms) {
      for (const requirement of direct) {
        const names = byPlatform.get(platform) ?? new Map();
        const found = names.get(requirement.name) ?? [];
        const result = judge(requirement, found, platform);
        if (result === null) {
          doubts.push(`${requirement.text} in ${name} cannot be judged`);
        } else if (!result) {
          const locked = found[0]?.version ?? 'nothing';
          return {
            state: 'stale',
            why: `${name} asks for ${requirement.text}, the lock has ${locked} for ${platform}`
          };
        }
      }
    }
  }
  return doubts.length > 0
    ? unknown(doubts[0])
    : {
        state: 'fresh',
        why: `Everything that ${lock.sources.map(baseName).join(', ')} asks for is in the lock`
      };
}

/** Older conda-lock recorded absolute paths of the author's computer. */
function findSource(
  lock: string,
  source: string,
  resolve: Resolve
): [string, string | null] {
  const folder = folderOf(lock);
  for (const path of [
    joinPath(folder, source),
    joinPath(folder, baseName(source))
  ]) {
    const text = resolve(path);
    if (text !== null) {
      return [path, text];
    }
  }
  return [source, null];
}

function directRequirements(
  path: string,
  text: string,
  resolve: Resolve
): IRequirement[] | null {
  const read = /\.ya?ml$/i.test(path)
    ? readCondaEnvironment(text, path, resolve)
    : /\.(?:txt|in)$/i.test(path)
      ? readRequirements(text, path, resolve)
      : null;
  return read && !read.problems.some(({ fatal }) => fatal)
    ? read.requirements
    : null;
}

/** Null when it cannot be told. */
function judge(
  requirement: IRequirement,
  found: IPackage[],
  platform: string
): boolean | null {
  const { name, marker, manager, text } = requirement;
  const holds = marker === null || selects(marker, platform);
  if (holds === false || name.startsWith('__')) {
    return true;
  }
  if (holds === null || name === '' || name.includes('*')) {
    return null;
  }
  if (found.length === 0) {
    return false;
  }
  const specifier =
    manager === 'pip'
      ? parsePipSpec(text).specifier
      : parseMatchSpec(text).version;
  const verdicts = found.map(({ version }) =>
    manager === 'pip'
      ? specifier === '' || versionFits(version, specifier)
      : condaVersionFits(version, specifier)
  );
  return verdicts.includes(true)
    ? true
    : verdicts.includes(null)
      ? null
      : false;
}

/** `linux`, `not win`, `osx-arm64` ...; null for what is no plain platform. */
function selects(marker: string, platform: string): boolean | null {
  const found = /^(not\s+)?([a-z]+)(-?[a-z0-9_]+)?$/.exec(marker.trim());
  if (!found) {
    return null;
  }
  const [, not, group] = found;
  const whole = found[0].replace(/^not\s+/, '');
  const system = platform.split('-')[0];
  const known = ['linux', 'osx', 'win', 'unix'];
  const short = whole.replace(/^(linux|osx|win)(32|64)$/, '$1-$2');
  if (!known.includes(whole) && !(known.includes(group) && /-/.test(short))) {
    return null;
  }
  const holds =
    whole === 'unix'
      ? system !== 'win'
      : whole === system || short === platform;
  return not ? !holds : holds;
}
