import type { IEvidence, IFacet } from '../../ladder/report';
import { isRepositoryName } from '../names';
import {
  folderOf,
  fromCode,
  isOnOneComputer,
  isWithin,
  nameOf,
  resolvePath
} from '../paths';
import { count, facet, type IProject, show } from '../project';
import { whyNotUnderstood } from './language';

/**
 * Level 1, shareable: what the notebook needs lies in one folder, so that it can be handed over as one archive or
 * repository. Whether it is one already shows only in part: `.git` is hidden from JupyterLab.
 */
export function shareable(project: IProject): IFacet {
  const outside = [
    ...outsideReferences(project),
    ...outsideRequirements(project)
  ];
  if (outside.length > 0) {
    return facet(
      'shareable',
      1,
      {
        state: 'missing',
        strength: null,
        summary: `needs ${count(outside.length, 'path')} outside the project's folder`
      },
      outside
    );
  }
  const signs = signsOfPublication(project);
  const evidence: IEvidence[] = [
    project.code.understood
      ? {
          holds: 'yes',
          message: 'Everything that the notebook names lies in one folder'
        }
      : {
          holds: 'unknown',
          message: `Could not tell which files the notebook reads: ${whyNotUnderstood(project)}`
        },
    ...signs
  ];
  if (!project.facts.hiddenVisible) {
    evidence.push({
      holds: 'unknown',
      message: 'Could not see a repository: `.git` is hidden from JupyterLab'
    });
  } else if (signs.length === 0) {
    evidence.push({
      holds: 'note',
      message: 'No repository or archive is seen'
    });
  }
  if (!project.code.understood && signs.length === 0) {
    return facet(
      'shareable',
      1,
      {
        state: 'unknown',
        strength: null,
        summary: `files could not be told: ${whyNotUnderstood(project)}`
      },
      evidence
    );
  }
  return facet(
    'shareable',
    1,
    {
      state: 'holds',
      strength: signs.length > 0 ? 'present' : 'consistent',
      summary:
        signs.length > 0
          ? 'in one folder, with a repository or archive'
          : 'everything it names lies in one folder'
    },
    evidence
  );
}

/** Files that the code reads from elsewhere. */
function outsideReferences(project: IProject): IEvidence[] {
  const { notebook, root } = project.facts;
  const evidence: IEvidence[] = [];
  const seen = new Set<string>();
  for (const { path, scheme, cell, mode } of project.code.files) {
    const written = path === null ? null : fromCode(path);
    const local = !scheme || scheme.toLowerCase() === 'file';
    if (
      written === null ||
      !local ||
      mode === 'write' ||
      seen.has(written) ||
      /^\/(?:tmp|var\/tmp|dev|proc|sys)\//.test(written)
    ) {
      continue;
    }
    seen.add(written);
    const resolved =
      scheme || isOnOneComputer(written)
        ? null
        : resolvePath(folderOf(notebook), written);
    if (resolved === null || !isWithin(root, resolved)) {
      evidence.push({
        cell,
        holds: 'no',
        message: `Cell ${cell + 1} reads \`${written.slice(0, 80)}\`, outside the project's folder`
      });
    }
  }
  return evidence;
}

/** Requirements that point at somebody's disk. */
function outsideRequirements(project: IProject): IEvidence[] {
  const evidence: IEvidence[] = [];
  for (const file of project.environments) {
    for (const { path, line, text, local } of file.requirements) {
      const resolved =
        local === null || isOnOneComputer(local)
          ? null
          : resolvePath(folderOf(path), local);
      if (
        local !== null &&
        (resolved === null || !isWithin(project.facts.root, resolved))
      ) {
        evidence.push({
          path,
          line,
          holds: 'no',
          message: `\`${text}\` points outside the project's folder`
        });
      }
    }
  }
  return evidence;
}

/** What shows that the project is kept in a repository or an archive. */
function signsOfPublication(project: IProject): IEvidence[] {
  const { tree } = project;
  const yes = (path: string, line: number | null, what: string): IEvidence => ({
    path,
    ...(line === null ? {} : { line }),
    holds: 'yes',
    message: `${show(project, path)} ${what}`
  });
  const evidence = tree
    .find(isRepositoryName)
    .map(({ path }) => yes(path, null, 'shows a repository'));
  for (const { path, repository, doi } of project.citations) {
    if (repository) {
      evidence.push(yes(path, repository.line, 'names a repository'));
    }
    if (doi) {
      evidence.push(yes(path, doi.line, `gives the DOI ${doi.doi}`));
    }
  }
  for (const { path, dois, repositories } of project.readmes) {
    const [doi] = dois;
    const [repository] = repositories;
    if (doi) {
      evidence.push(yes(path, doi.line, `gives the DOI ${doi.doi}`));
    }
    if (repository) {
      evidence.push(
        yes(path, repository.line, `links to \`${repository.url}\``)
      );
    }
  }
  const own =
    nameOf(project.facts.root) ||
    nameOf(project.facts.notebook).replace(/\.ipynb$/, '');
  const archives = tree.find(
    name =>
      /\.(?:zip|tar|tar\.(?:gz|bz2|xz|zst)|tgz)$/i.test(name) &&
      name.toLowerCase().startsWith(own.toLowerCase())
  );
  for (const { path } of archives) {
    evidence.push(yes(path, null, 'looks like an archive of the project'));
  }
  return evidence;
}
