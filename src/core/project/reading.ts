import type { IFacet } from '../ladder/report';

/** What the files beside a notebook amount to, ready for the ladder. */
export interface IProjectReading {
  /** The project's folder, relative to the host's root. */
  root: string;
  /** The file that defines the environment and commands, or null. */
  manifest: string | null;
  /** Every facet but `run`, in the order of the ladder. */
  facets: IFacet[];
  /**
   * Environment files whose change takes "verified" away, with a digest of each text.
   */
  environmentDigests: { [path: string]: string };
  /** Stamps of the data files that the notebook reads (`dataStamps`); left out where nobody asked. */
  data?: { [path: string]: string };
}
