import type { ICondaEnvironment } from './conda-environment';
import type { IEnvironmentFile, ILockedEnvironment, ILockFile } from './types';

/**
 * The lock that an untouched `conda env export` amounts to: every package with
 * version and build (grade B), the pip part with versions only (C). Null for a file
 * that a person wrote.
 */
export function lockFromCondaEnvironment(
  file: ICondaEnvironment
): ILockFile | null {
  return file.exported === null ? null : lockFromExport(file, file.platforms);
}

/** The lock that a list of all packages of a conda environment amounts to. */
export function lockFromExport(
  file: IEnvironmentFile,
  platforms: string[]
): ILockFile {
  return {
    format: 'conda-export',
    path: file.path,
    environments: [
      {
        name: file.environment ?? 'default',
        platforms,
        grade: gradeOf(file),
        packages: file.requirements.map(({ name, version, manager }) => ({
          name,
          version: version ?? '',
          manager
        })),
        enabled: true,
        fresh: {
          state: 'unknown',
          why: 'An export does not tell what it was asked for'
        }
      }
    ],
    sources: [],
    problems: []
  };
}

function gradeOf({
  requirements
}: IEnvironmentFile): ILockedEnvironment['grade'] {
  if (requirements.every(({ pin }) => pin === 'build')) {
    return 'B';
  }
  const fixed = requirements.every(
    ({ pin }) => pin === 'build' || pin === 'exact'
  );
  return fixed ? 'C' : 'D';
}
