import { facetKinds, standIns, type IStandIn } from './levels';
import type { IEvidence, IFacet, Level } from './report';

/**
 * All facets in the order of the ladder, each at its rung: what was not looked
 * at is `unknown`, and a stronger facet that holds stands in for a weaker one.
 */
export function completeFacets(given: IFacet[]): IFacet[] {
  const facets = facetKinds.map(({ id, level }): IFacet => {
    const facet = given.find(each => each.id === id);
    return facet
      ? { ...facet, level }
      : {
          id,
          level,
          state: 'unknown',
          strength: null,
          summary: 'Could not tell: not looked at',
          evidence: []
        };
  });
  return facets.map(facet => {
    const standIn = standIns.find(each => each.weaker === facet.id);
    const stronger = facets.find(each => each.id === standIn?.stronger);
    return standIn &&
      stronger?.state === 'holds' &&
      facet.state !== 'holds' &&
      mayStandIn(standIn, facet)
      ? metBy(facet, stronger, standIn)
      : facet;
  });
}

/** A lock makes up for missing pins, not for what a cell imports or installs past every file. */
function mayStandIn(standIn: IStandIn, { evidence }: IFacet): boolean {
  return (
    standIn.covers === 'all' ||
    evidence.every(({ holds, cell }) => holds !== 'no' || cell === undefined)
  );
}

function metBy(facet: IFacet, stronger: IFacet, standIn: IStandIn): IFacet {
  const why: IEvidence = { holds: 'yes', message: standIn.why };
  return {
    ...facet,
    state: 'holds',
    strength: stronger.strength,
    summary: `Met by level ${stronger.level}: ${stronger.summary}`,
    evidence: [
      why,
      ...facet.evidence.map((item): IEvidence =>
        item.holds === 'no' ? { ...item, holds: 'note' } : item
      )
    ]
  };
}

/**
 * The highest rung, 0 ... 7, whose every facet and every facet below it holds.
 * The run does not count here: this is what the files support.
 */
export function supportedLevel(facets: IFacet[]): Level {
  const open = facets
    .filter(({ id, state }) => id !== 'run' && state !== 'holds')
    .map(({ level }) => level);
  return Math.min(7, ...open.map(level => level - 1)) as Level;
}
