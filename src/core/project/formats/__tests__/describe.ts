import type { IEnvironmentFile, ILockFile, IProblem } from '../types';

/** An environment file as lines of text, for comparing with fixtures. */
export function describeFile(file: IEnvironmentFile): string[] {
  const requirement =
    (role: string) =>
    (r: IEnvironmentFile['requirements'][number]): string =>
      [
        `${role}${r.line}`,
        r.path === file.path ? '' : `(${r.path})`,
        r.manager,
        r.name || '-',
        r.pin,
        r.version ?? '',
        r.hashes.length > 0 ? `hashes=${r.hashes.length}` : '',
        r.local === null ? '' : `local=${r.local}`,
        r.marker === null ? '' : `; ${r.marker}`
      ]
        .filter(part => part !== '')
        .join(' ');
  return [
    ...file.requirements.map(requirement('')),
    ...file.constraints.map(requirement('c')),
    ...file.includes.map(
      ({ path, line, found }) => `> ${line} ${path}${found ? '' : ' missing'}`
    ),
    ...(file.options ?? []).map(({ name, value, line }) =>
      `o ${line} ${name} ${value ?? ''}`.trimEnd()
    ),
    ...(file.channels.length > 0
      ? [`channels ${file.channels.join(' ')}`]
      : []),
    ...file.problems.map(describeProblem)
  ];
}

export function describeProblem({ line, message, fatal }: IProblem): string {
  return `${fatal ? '!!' : '!'} ${line ?? '-'} ${message}`;
}

/** A lock as lines of text. */
export function describeLock(lock: ILockFile | null): string[] {
  if (!lock) {
    return ['no lock'];
  }
  return [
    `${lock.format} ${lock.sources.join(' ')}`.trimEnd(),
    ...lock.environments.flatMap(e => [
      `${e.name} grade ${e.grade}${e.enabled ? '' : ' off'} ${e.platforms.join(' ')}`.trimEnd(),
      `${e.fresh.state}: ${e.fresh.why}`,
      ...e.packages.map(p => `  ${p.manager} ${p.name} ${p.version}`.trimEnd())
    ]),
    ...lock.problems.map(describeProblem)
  ];
}
