import type { FacetId, Level } from './report';

/** One rung of the ladder. */
export interface ILevel {
  level: Level;
  name: string;
  /** Who can get the results again, and for how long. */
  audience: string;
  /** What the level asks for beyond the one below, one sentence. */
  needs: string;
}

/**
 * The ladder, from the bottom: James A. Bednar, "8 Levels of Reproducibility"
 * (Anaconda, 2022), in our words. The names stand nowhere else.
 */
export const levels: readonly ILevel[] = [
  {
    level: -1,
    name: 'Does not run',
    audience: 'Nobody, not even you',
    needs: 'Nothing: a restart stops at an error'
  },
  {
    level: 0,
    name: 'Runs today',
    audience: 'By you, on this computer, today',
    needs:
      'Restart and run all ends without an error and gives the stored outputs'
  },
  {
    level: 1,
    name: 'Environment and instructions',
    audience: 'By you and those you guide',
    needs:
      'Packages pinned in a file, data at hand, instructions to read, and a place from which others get it all'
  },
  {
    level: 2,
    name: 'Commands',
    audience: 'Anyone with internet access, today',
    needs:
      'A file that a tool can follow to set up the environment and run this notebook'
  },
  {
    level: 3,
    name: 'Locked',
    audience: 'Anyone with internet access, indefinitely',
    needs: 'Every package, direct or not, fixed to its individual build'
  },
  {
    level: 4,
    name: 'Packed',
    audience: 'Anyone on the same kind of computer, without internet access',
    needs: 'The locked packages themselves, kept with the project'
  },
  {
    level: 5,
    name: 'Container',
    audience: 'Anyone who can run containers, whatever is installed',
    needs: 'An image that holds the project and its system libraries'
  },
  {
    level: 6,
    name: 'Virtual machine',
    audience: 'Anyone who can run virtual machines, on other systems too',
    needs: 'A machine image that holds the container and what runs it'
  },
  {
    level: 7,
    name: 'Untouched hardware',
    audience: 'Anyone with access to the computer that is kept for it',
    needs: 'A computer set aside unchanged, and a signed statement that it is'
  }
];

/** One kind of thing that a level needs. */
export interface IFacetKind {
  id: FacetId;
  level: Level;
  label: string;
}

/** Every facet, in the order of the ladder. */
export const facetKinds: readonly IFacetKind[] = [
  { id: 'run', level: 0, label: 'Clean run' },
  { id: 'environment', level: 1, label: 'Environment' },
  { id: 'data', level: 1, label: 'Data' },
  { id: 'instructions', level: 1, label: 'Instructions' },
  { id: 'shareable', level: 1, label: 'Shared' },
  { id: 'commands', level: 2, label: 'Commands' },
  { id: 'lock', level: 3, label: 'Lock' },
  { id: 'packed', level: 4, label: 'Packed packages' },
  { id: 'container', level: 5, label: 'Container image' },
  { id: 'machine', level: 6, label: 'Virtual machine image' },
  { id: 'hardware', level: 7, label: 'Kept hardware' }
];

/** A facet that may be met by a stronger one of the same kind. */
export interface IStandIn {
  weaker: FacetId;
  stronger: FacetId;
  /** What of the weaker one it makes up for: all, or only what files lack and not what cells do. */
  covers: 'all' | 'files';
  /** Why that is enough, one sentence. */
  why: string;
}

/**
 * A lock fixes more than pins do, a command that a tool can follow is more than
 * a text to read, and an image holds the packages.
 */
export const standIns: readonly IStandIn[] = [
  {
    weaker: 'environment',
    stronger: 'lock',
    covers: 'files',
    why: 'The lock fixes every package, so that direct pins are not needed'
  },
  {
    weaker: 'instructions',
    stronger: 'commands',
    covers: 'all',
    why: 'A command sets up the environment and runs the notebook, so that nobody has to read how'
  },
  {
    weaker: 'packed',
    stronger: 'container',
    covers: 'all',
    why: 'The container image holds the packages'
  }
];

/** The rung of that number. */
export function levelOf(level: Level): ILevel {
  return levels[level + 1];
}

/** The kind of facet of that id. */
export function facetKind(id: FacetId): IFacetKind {
  const kind = facetKinds.find(each => each.id === id);
  if (!kind) {
    throw new RangeError(`No facet ${id}`);
  }
  return kind;
}
