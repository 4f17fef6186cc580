import { parseMatchSpec } from './matchspec';
import { parsePipSpec } from './pep508';

/** Names by which anaconda-project tells that one entry replaces another. */
export const specNames = {
  conda: (text: string): string => parseMatchSpec(text).name || text,
  pip: (text: string): string => parsePipSpec(text).name || text
};
