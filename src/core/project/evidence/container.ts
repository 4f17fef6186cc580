import type { IEvidence, IFacet } from '../../ladder/report';
import type { IDockerfile } from '../formats';
import { isContainerRecipeName } from '../names';
import { nameOf } from '../paths';
import { facet, type IProject, show } from '../project';

/** Image files, by name. Nothing is opened. */
const IMAGES: [RegExp, string][] = [
  [/\.sif$/i, 'an Apptainer image'],
  [
    /(?:^|[-_.])(?:image|docker|container|oci)(?:[-_.][\w.-]*)?\.tar(?:\.(?:gz|bz2|xz|zst))?$/i,
    'a saved container image'
  ],
  [/^oci-layout$/i, 'a folder in the OCI image layout']
];

/** Folders that hold container recipes and are hidden. */
const HIDDEN = ['.devcontainer', '.binder'];

/**
 * Level 5: an image that holds the project. A Dockerfile is a recipe that needs a network, and a listing does not show
 * what an image holds: never more than partly there.
 */
export function container(project: IProject): IFacet {
  const evidence: IEvidence[] = IMAGES.flatMap(([pattern, what]) =>
    project.tree
      .find(name => pattern.test(name))
      .map(({ path }): IEvidence => ({
        path,
        holds: 'yes',
        message: `${show(project, path)} looks like ${what}; not checked inside`
      }))
  );
  const images = evidence.length;
  let recipe: string | null = null;
  for (const file of project.dockerfiles) {
    const fixed =
      file.images.length > 0 &&
      file.images.every(({ digest }) => digest !== null);
    recipe ??= `${nameOf(file.path)}: base ${fixed ? 'fixed by digest' : 'by tag, not by digest'}`;
    evidence.push(...recipeEvidence(project, file));
  }
  for (const { path } of project.tree.find(isContainerRecipeName)) {
    recipe ??= `${nameOf(path)} only, no image`;
    evidence.push({
      path,
      holds: 'note',
      message: `${show(project, path)} describes a container`
    });
  }
  if (recipe !== null && images === 0) {
    evidence.push({
      holds: 'no',
      message: 'A recipe needs the network: no image is held here'
    });
  }
  if (!project.facts.hiddenVisible) {
    evidence.push({
      holds: 'unknown',
      message: `${HIDDEN.map(name => `\`${name}\``).join(' and ')} would not be visible to JupyterLab`
    });
  }
  if (images > 0 || recipe !== null) {
    return facet(
      'container',
      5,
      {
        state: 'partly',
        strength: 'present',
        summary:
          images > 0
            ? `${nameOf(evidence[0].path ?? '')} present, not checked`
            : (recipe ?? '')
      },
      evidence
    );
  }
  return facet(
    'container',
    5,
    { state: 'missing', strength: null, summary: 'no container image' },
    [
      { holds: 'no', message: 'No container image or recipe is seen' },
      ...evidence
    ]
  );
}

/** What a Dockerfile builds on, and which of its steps drift. */
function recipeEvidence(
  project: IProject,
  { path, images, unpinned, problems }: IDockerfile
): IEvidence[] {
  const where = show(project, path);
  return [
    ...images.map(({ reference, digest, line }): IEvidence => {
      const image = `\`${reference.slice(0, 80)}\``;
      return {
        path,
        line,
        holds: digest ? 'yes' : 'no',
        message: digest
          ? `${where} builds on ${image}, fixed by digest`
          : `${where} builds on ${image}: a tag may point elsewhere tomorrow`
      };
    }),
    ...[...unpinned, ...problems].map(({ line, message }): IEvidence => ({
      path,
      ...(line === null ? {} : { line }),
      holds: 'note',
      message
    }))
  ];
}
