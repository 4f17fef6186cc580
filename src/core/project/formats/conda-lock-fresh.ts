import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { readCondaEnvironment } from './conda-environment';
import { condaVersionFits } from './conda-version';
import { parseMatchSpec } from './matchspec';
import { baseName, folderOf, joinPath } from './paths';
import { parsePipSpec } from './pep508';
import { readRequirements } from './requirements';
import type { Resolve } from './requirements';
import { versionFits } from './requirements-lock';
import { child, textOf } from './yaml';
import type { YamlNode } from './yaml';
import type { ILockedEnvironment, ILockFile, IRequirement } from './types';

/** One package of a conda-lock file, for one platform. */
export interface ILockedPackage {
  name: string;
  version: string;
  manager: 'pip' | 'conda';
  platform: string;
  line: number;
  /** Names of what it needs, virtual packages aside. */
  needs: string[];
  grade: ILockedEnvironment['grade'];
}

/** Packages by platform, then by name. */
export type ByPlatform = Map<string, Map<string, ILockedPackage[]>>;

type Freshness = ILockedEnvironment['fresh'];

/**
 * Whether every direct specification of the inputs is met on every platform. Inputs
 * are found through `resolve`, by base name where the recorded path is another
 * computer's.
 */
export function condaLockFreshness(
  lock: ILockFile,
  metadata: YamlNode,
  byPlatform: ByPlatform,
  platforms: string[],
  resolve: Resolve
): Freshness {
  const unknown = (why: string): Freshness => ({ state: 'unknown', why });
  if (lock.sources.length === 0) {
    return unknown('The lock does not name what it was made from');
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
        const names = byPlatform.get(platform);
        const found = names?.get(requirement.name) ?? [];
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
  found: ILockedPackage[],
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
