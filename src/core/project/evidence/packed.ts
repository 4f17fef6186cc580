import type { IEvidence, IFacet } from '../../ladder/report';
import { normaliseName } from '../formats';
import { folderOf, nameOf } from '../paths';
import { count, facet, type IProject, list, show } from '../project';

/** A package file that a listing shows. */
interface IHeld {
  name: string;
  version: string;
  path: string;
  /** Platform as the file's own name gives it; null when it does not. */
  platform: string | null;
  kind: 'wheel' | 'conda' | 'sdist';
}

/** Archives that packing tools write, by name. Nothing is opened. */
const ARCHIVES: [RegExp, string][] = [
  [/^environment\.(?:tar|sh|ps1)$/i, 'an environment packed by pixi-pack'],
  [/\.rpz$/i, 'a ReproZip bundle'],
  [/\.(?:pex|pyz)$/i, 'a Python application with its packages'],
  [/\.(?:parcel|squashfs)$/i, 'an environment packed by conda-pack'],
  [/\.receipt\.json$/i, 'a receipt of a bundled archive'],
  [
    /-(?:Linux|MacOSX|Windows)-(?:x86_64|aarch64|arm64|ppc64le)\.(?:sh|pkg|exe)$/i,
    'an installer made by constructor'
  ],
  [
    /(?:^|[-_.])(?:env|envs|environment|packed)(?:[-_.][\w.-]*)?\.(?:zip|tar|tar\.(?:gz|bz2|xz|zst)|tgz)$/i,
    'an archive of an environment'
  ]
];

/**
 * Level 4: the packages themselves are held here. A listing shows names only, so this is never more than partly there:
 * what the files contain is not checked.
 */
export function packed(project: IProject): IFacet {
  const held = heldPackages(project);
  const evidence: IEvidence[] = [];
  const archives = ARCHIVES.flatMap(([pattern, what]) =>
    project.tree
      .find(name => pattern.test(name))
      .map(({ path }): IEvidence => ({
        path,
        holds: 'yes',
        message: `${show(project, path)} looks like ${what}; not checked inside`
      }))
  );
  for (const { path } of project.tree.find(name =>
    /^construct\.ya?ml$/i.test(name)
  )) {
    evidence.push({
      path,
      holds: 'note',
      message: `${show(project, path)} is a recipe for an installer, not the installer`
    });
  }
  for (const { path } of emptyStores(project, held)) {
    evidence.push({
      path,
      holds: 'no',
      message: `${show(project, path)} holds no packages`
    });
  }
  if (held.length > 0) {
    const { summary, more } = compareWithLock(project, held);
    return partly(summary, [...more, ...archives, ...evidence]);
  }
  if (archives.length > 0) {
    return partly(`${nameOf(archives[0].path ?? '')} present, not checked`, [
      ...archives,
      ...evidence
    ]);
  }
  evidence.push({
    holds: 'no',
    message: 'No folder or archive holds the packages themselves'
  });
  return facet(
    'packed',
    4,
    { state: 'missing', strength: null, summary: 'packages are not included' },
    evidence
  );
}

function partly(summary: string, evidence: IEvidence[]): IFacet {
  return facet(
    'packed',
    4,
    { state: 'partly', strength: 'present', summary },
    evidence
  );
}

/** A folder of a conda channel: `noarch` or a platform. */
const SUBDIR = /^(?:noarch|(?:linux|osx|win)-\w+)$/;

/** Wheels, conda packages and source archives in folders that packages are kept in. */
function heldPackages(project: IProject): IHeld[] {
  return project.tree
    .find(name => /\.(?:whl|conda|tar\.bz2|tar\.gz|zip)$/i.test(name))
    .filter(({ entry }) => entry.type === 'file')
    .flatMap(({ path, entry }) => heldPackage(path, entry.name) ?? []);
}

/** What a file's name tells of a package, or null when it is none. */
function heldPackage(path: string, file: string): IHeld | null {
  const wheel = /^([^-]+)-([^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-([^-]+)\.whl$/i.exec(
    file
  );
  if (wheel) {
    const [, name, version, platform] = wheel;
    const kind = 'wheel';
    return { name: normaliseName(name), version, path, platform, kind };
  }
  const folder = nameOf(folderOf(path));
  const conda = /^(.+)-([^-]+)-[^-]+\.(conda|tar\.bz2)$/i.exec(file);
  if (
    conda &&
    (conda[3] === 'conda' || SUBDIR.test(folder) || folder === 'pkgs')
  ) {
    const [, name, version] = conda;
    const platform = SUBDIR.test(folder) ? folder : null;
    const kind = 'conda';
    return { name: normaliseName(name), version, path, platform, kind };
  }
  const source = /^(.+)-(\d[^-]*)\.(?:tar\.gz|zip)$/i.exec(file);
  if (source && /(?:^|\/)(?:wheelhouse|wheels|vendor)\//i.test(path)) {
    const [, name, version] = source;
    const kind = 'sdist';
    return { name: normaliseName(name), version, path, platform: null, kind };
  }
  return null;
}

/** Folders meant for packages that hold none. */
function emptyStores(project: IProject, held: IHeld[]): { path: string }[] {
  return project.tree
    .find(name => /^(?:wheelhouse|wheels)$/i.test(name))
    .filter(
      ({ path, entry }) =>
        entry.type === 'directory' &&
        project.tree.folder(path) !== null &&
        !held.some(each => each.path.startsWith(`${path}/`))
    );
}

/** How many of the locked packages are held, by name and version. */
function compareWithLock(
  project: IProject,
  held: IHeld[]
): { summary: string; more: IEvidence[] } {
  const where = [
    ...new Set(held.map(({ path }) => path.split('/').slice(0, -1).join('/')))
  ];
  const folders = list(where.map(folder => show(project, folder)));
  const platforms = [
    ...new Set(held.flatMap(({ platform }) => platform ?? []))
  ].filter(platform => platform !== 'any' && platform !== 'noarch');
  const more: IEvidence[] = [
    {
      path: where[0],
      holds: 'yes',
      message:
        `${count(held.length, 'package file')} in ${folders}` +
        (platforms.length > 0 ? ` for ${list(platforms)}` : '') +
        ', present, not checked'
    }
  ];
  const sdists = held.filter(({ kind }) => kind === 'sdist').length;
  if (sdists > 0) {
    more.push({
      path: where[0],
      holds: 'note',
      message: `${count(sdists, 'source archive')} among them: building needs more tools`
    });
  }
  const have = new Set(held.map(each => `${each.name} ${each.version}`));
  const best = project.locks
    .flatMap(lock => lock.environments.map(locked => ({ lock, locked })))
    .map(({ lock, locked }) => {
      const names = new Map(
        locked.packages.map(({ name, version }) => [
          `${normaliseName(name)} ${version}`,
          name
        ])
      );
      const lacking = [...names].filter(([key]) => !have.has(key));
      return { lock, total: names.size, lacking };
    })
    .filter(({ total }) => total > 0)
    .sort((a, b) => a.lacking.length / a.total - b.lacking.length / b.total)
    .at(0);
  if (!best) {
    const folder = nameOf(where[0]) || 'the project';
    return {
      summary: `${count(held.length, 'package file')} in ${folder}/, not checked`,
      more
    };
  }
  const { lock, total, lacking } = best;
  const summary = `${total - lacking.length} of ${count(total, 'package')} held, not checked`;
  more.push({
    path: lock.path,
    holds: lacking.length > 0 ? 'no' : 'yes',
    message:
      lacking.length > 0
        ? `${lacking.length} of the packages in ${show(project, lock.path)} are not held: ${list(lacking.map(([, name]) => `\`${name}\``))}`
        : `Every package in ${show(project, lock.path)} is held, by name and version`
  });
  return { summary, more };
}
