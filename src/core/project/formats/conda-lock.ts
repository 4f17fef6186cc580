import { condaLockFreshness } from './conda-lock-fresh';
import type { ByPlatform, ILockedPackage } from './conda-lock-fresh';
import { baseName } from './paths';
import { isDigest, normaliseName } from './pep508';
import type { Resolve } from './requirements';
import { child, entriesOf, itemsOf, readYaml, textOf, textsOf } from './yaml';
import type { YamlNode } from './yaml';
import type { ILockedEnvironment, ILockFile } from './types';

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
  const byPlatform = groupByPlatform(packages);
  for (const platform of platforms) {
    if (!byPlatform.has(platform)) {
      report(`Lists no packages for ${platform}`, null);
    }
  }
  const gaps = findGaps(packages, byPlatform);
  gaps.forEach(({ message, line }) => report(message, line));
  const whole = gaps.length === 0 && packages.length === itemsOf(list).length;
  lock.environments.push({
    name: environmentName(path),
    platforms: platforms.filter(platform => byPlatform.has(platform)),
    grade: whole ? weakest(packages) : 'D',
    packages: distinct(packages),
    enabled: true,
    fresh: condaLockFreshness(lock, metadata, byPlatform, platforms, resolve)
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

function readPackage(node: YamlNode): ILockedPackage | null {
  const name = textOf(child(node, 'name'));
  const version = textOf(child(node, 'version'));
  if (name === null || version === null) {
    return null;
  }
  const manager = textOf(child(node, 'manager')) === 'pip' ? 'pip' : 'conda';
  const url = textOf(child(node, 'url'));
  const hash = child(node, 'hash');
  const hashed = ['sha256', 'md5'].some(kind =>
    isDigest(kind, textOf(child(hash, kind)) ?? '')
  );
  const built = url !== null && manager === 'conda';
  return {
    name: manager === 'pip' ? normaliseName(name) : name.toLowerCase(),
    version,
    manager,
    platform: textOf(child(node, 'platform')) ?? '',
    line: node.line,
    needs: entriesOf(child(node, 'dependencies')).flatMap(({ key }) =>
      manager === 'conda' && !key.startsWith('__') ? key.toLowerCase() : []
    ),
    grade: url !== null && hashed ? 'A' : built ? 'B' : 'C'
  };
}

function weakest(packages: ILockedPackage[]): ILockedEnvironment['grade'] {
  const grades = packages.map(({ grade }) => grade).sort();
  return grades[grades.length - 1] ?? 'D';
}

function groupByPlatform(packages: ILockedPackage[]): ByPlatform {
  const groups: ByPlatform = new Map();
  for (const entry of packages) {
    const names =
      groups.get(entry.platform) ?? new Map<string, ILockedPackage[]>();
    groups.set(entry.platform, names);
    const same = names.get(entry.name);
    if (same) {
      same.push(entry);
    } else {
      names.set(entry.name, [entry]);
    }
  }
  return groups;
}

/** Packages that lack what they need: a file cut short or edited. */
function findGaps(
  packages: ILockedPackage[],
  byPlatform: ByPlatform
): { message: string; line: number }[] {
  const gaps: { message: string; line: number }[] = [];
  for (const { name, platform, needs, line } of packages) {
    const absent = needs.find(need => !byPlatform.get(platform)?.has(need));
    if (absent !== undefined) {
      const message = `${name} needs ${absent}, which is not listed for ${platform}`;
      gaps.push({ message, line });
    }
  }
  return gaps.slice(0, 10);
}

function distinct(packages: ILockedPackage[]): ILockedEnvironment['packages'] {
  const seen = new Map<string, ILockedEnvironment['packages'][number]>();
  for (const { name, version, manager } of packages) {
    seen.set(`${manager} ${name} ${version}`, { name, version, manager });
  }
  return [...seen.values()];
}
