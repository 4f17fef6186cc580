import type { IEvidence } from '../../ladder/report';
import {
  type IEnvironmentFile,
  type ILockedEnvironment,
  type ILockFile,
  type IRequirement,
  normaliseName
} from '../formats';
import { isVersionIn } from './versions';
import { folderOf, nameOf } from '../paths';
import { type IProject, show } from '../project';

/**
 * Compares a lock with the file that it was made from: each of that file's requirements has to be in the lock, in the
 * version it is pinned to. Only where the format itself did not tell whether the lock is fresh.
 */
export function manifestEvidence(
  project: IProject,
  lock: ILockFile,
  locked: ILockedEnvironment
): IEvidence[] {
  const manifests = manifestsOf(project, lock);
  if (locked.fresh.state !== 'unknown') {
    return [];
  }
  if (manifests.length === 0) {
    const { sources } = lock;
    return sources.length > 0
      ? [
          {
            path: lock.path,
            holds: 'note',
            message: `It was made from \`${nameOf(sources[0].replace(/\\/g, '/'))}\`, which is not here`
          }
        ]
      : [];
  }
  const versions = new Map<string, string[]>();
  for (const { name, version } of locked.packages) {
    const key = normaliseName(name);
    versions.set(key, [...(versions.get(key) ?? []), version]);
  }
  return manifests.flatMap(({ requirements }) =>
    requirements
      .filter(isComparable)
      .flatMap(each => compare(project, lock, each, versions))
  );
}

/** Files that a lock names as its sources; those beside it when the format has no place for that. */
function manifestsOf(project: IProject, lock: ILockFile): IEnvironmentFile[] {
  const others = project.environments.filter(({ path }) => path !== lock.path);
  if (lock.format === 'conda-explicit') {
    return others.filter(
      ({ path, format }) =>
        format === 'conda-environment' && folderOf(path) === folderOf(lock.path)
    );
  }
  const names = lock.sources.map(source => nameOf(source.replace(/\\/g, '/')));
  return others.filter(({ path }) => names.includes(nameOf(path)));
}

/** Virtual packages, local code and requirements for some platforms only are not expected in every lock. */
function isComparable(requirement: IRequirement): boolean {
  return (
    requirement.name !== '' &&
    !requirement.name.startsWith('__') &&
    requirement.local === null &&
    requirement.marker === null &&
    !['pip', 'setuptools', 'wheel'].includes(requirement.name)
  );
}

function compare(
  project: IProject,
  lock: ILockFile,
  { name, text, path, line, pin, version }: IRequirement,
  versions: Map<string, string[]>
): IEvidence[] {
  const held = versions.get(normaliseName(name));
  if (!held) {
    return [
      {
        path,
        line,
        holds: 'no',
        message: `\`${text}\` is not in ${show(project, lock.path)}`
      }
    ];
  }
  const compared = pin === 'exact' || pin === 'build' || pin === 'series';
  const fits =
    !compared ||
    version === null ||
    held.some(each => isVersionIn(each, version));
  return fits
    ? []
    : [
        {
          path,
          line,
          holds: 'no',
          message: `\`${text}\` is asked for, but ${show(project, lock.path)} holds ${held[0]}`
        }
      ];
}
