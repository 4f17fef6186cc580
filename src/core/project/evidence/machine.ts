import type { IEvidence, IFacet } from '../../ladder/report';
import { isMachineRecipeName } from '../names';
import { nameOf } from '../paths';
import { facet, type IProject, show } from '../project';

/** Disk images, by name. */
const IMAGES: [RegExp, string][] = [
  [/\.(?:ova|ovf)$/i, 'a virtual appliance'],
  [/\.(?:qcow2|vmdk|vdi|vhdx?)$/i, "a virtual machine's disk"],
  [/\.box$/i, 'a Vagrant box']
];

/**
 * Level 6: a virtual machine that holds the container. Only names are looked at, so never more than partly there.
 */
export function machine(project: IProject): IFacet {
  const images = IMAGES.flatMap(([pattern, what]) =>
    project.tree
      .find(name => pattern.test(name))
      .filter(({ entry }) => entry.type === 'file')
      .map(({ path }): IEvidence => ({
        path,
        holds: 'yes',
        message: `${show(project, path)} looks like ${what}; not checked inside`
      }))
  );
  const recipes = project.tree
    .find(isMachineRecipeName)
    .map(({ path }): IEvidence => ({
      path,
      holds: 'note',
      message: `${show(project, path)} is a recipe for a machine, which needs the network`
    }));
  const media = project.tree
    .find(name => /\.iso$/i.test(name))
    .map(({ path }): IEvidence => ({
      path,
      holds: 'note',
      message: `${show(project, path)} is an installation disk, not an installed system`
    }));
  const evidence = [...images, ...recipes, ...media];
  if (evidence.length > 0) {
    const first = nameOf(evidence[0].path ?? '');
    return facet(
      'machine',
      6,
      {
        state: 'partly',
        strength: 'present',
        summary:
          images.length > 0
            ? `${first} present, not checked`
            : `${first} only, no machine image`
      },
      evidence
    );
  }
  return facet(
    'machine',
    6,
    { state: 'missing', strength: null, summary: 'no virtual machine image' },
    [{ holds: 'no', message: 'No virtual machine image or recipe is seen' }]
  );
}
