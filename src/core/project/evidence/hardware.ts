import type { IFacet } from '../../ladder/report';
import { isAttestationName } from '../names';
import { facet, type IProject, show } from '../project';

/**
 * Level 7: a machine put away untouched. No file can prove that; a statement is what somebody declares, and what it
 * says is not checked.
 */
export function hardware(project: IProject): IFacet {
  const statements = project.tree.find(isAttestationName);
  return statements.length > 0
    ? facet(
        'hardware',
        7,
        {
          state: 'partly',
          strength: 'declared',
          summary: 'a statement is here, not checked'
        },
        statements.map(({ path }) => ({
          path,
          holds: 'yes',
          message: `${show(project, path)} is a statement by a person; it proves nothing by itself`
        }))
      )
    : facet(
        'hardware',
        7,
        {
          state: 'missing',
          strength: null,
          summary: 'no machine is set aside'
        },
        [
          {
            holds: 'no',
            message: 'No statement about a machine that was set aside is seen'
          }
        ]
      );
}
