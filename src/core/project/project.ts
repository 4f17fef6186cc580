import type { IEvidence, IFacet, Level, FacetId } from '../ladder/report';
import type { INotebook } from '../notebook/facts';
import type { ICodeAnalysis } from '../python/types';
import type { IProjectFacts } from './facts';
import type {
  ICitation,
  ICommandFile,
  IDockerfile,
  IEnvironmentFile,
  ILockFile,
  IReadme
} from './formats';
import { relativeTo } from './paths';
import type { Tree } from './tree';

/** A surveyed project with its files parsed: what each evidence module looks at. */
export interface IProject {
  facts: IProjectFacts;
  tree: Tree;
  notebook: INotebook;
  code: ICodeAnalysis;
  /** In order of precedence: nearest to the notebook first, then as tools would choose. */
  environments: IEnvironmentFile[];
  commandFiles: ICommandFile[];
  locks: ILockFile[];
  dockerfiles: IDockerfile[];
  /** From the notebook's folder up to the project's. */
  readmes: IReadme[];
  citations: ICitation[];
  /** Values that a command asks a person for. */
  questions: { path: string; line: number; name: string }[];
  /** Files that a manifest fetches before a run. */
  downloads: { url: string; digest: string | null }[];
  /** Files whose format nothing here reads: a verdict cannot rest on their absence. */
  unread: IUnread[];
}

/** A file that bears on a facet, but whose content is not known. */
export interface IUnread {
  path: string;
  what: 'environment' | 'commands' | 'lock' | 'readme';
  /** Continues a sentence that begins with the file's name. */
  why: string;
}

/** A path as evidence shows it: in backticks, as seen from the project's folder. */
export function show(project: IProject, path: string): string {
  return `\`${relativeTo(project.facts.root, path)}\``;
}

/** Longest summary that the ladder shows in one line. */
const SUMMARY = 60;

/** Cuts a summary at the length that the ladder shows. */
export function fit(text: string): string {
  return text.length <= SUMMARY ? text : `${text.slice(0, SUMMARY - 1)}…`;
}

/** A count with its noun: "1 file", "3 files". */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** "a", "a and b", "a, b and 3 more". */
export function list(names: string[], most = 3): string {
  const shown = names.slice(0, most);
  const rest = names.length - shown.length;
  const last = rest > 0 ? `${rest} more` : shown.pop();
  return shown.length > 0 ? `${shown.join(', ')} and ${last}` : (last ?? '');
}

/** Puts a facet together; the summary is cut to fit. */
export function facet(
  id: FacetId,
  level: Level,
  verdict: Pick<IFacet, 'state' | 'strength' | 'summary'>,
  evidence: IEvidence[]
): IFacet {
  return { id, level, ...verdict, summary: fit(verdict.summary), evidence };
}
