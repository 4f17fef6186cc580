import type { IEvidence, IFacet, Level, FacetId } from '../ladder/report';
import type { INotebook } from '../notebook/facts';
import type { ICodeAnalysis } from '../python/types';
import type { IProjectFacts } from './facts';
import type {
  ICitation,
  ICommand,
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
  reaches: IReaches;
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

/** A command that opens or runs the notebook. */
export interface IReach {
  file: ICommandFile;
  command: ICommand;
  /** It does so on Windows, or on Unix, only. */
  only: 'windows' | 'unix' | null;
  /** Why it could not be told whether it runs; left out when nothing speaks against it. */
  unsure?: string;
}

/** What the commands of a project do with notebooks. */
export interface IReaches {
  reaching: IReach[];
  /** Commands that name a notebook which is not there. */
  missing: { command: ICommand; notebook: string }[];
  /** Commands that run notebooks, but a variable says which. */
  unclear: ICommand[];
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

/** More evidence than this is not listed one by one. */
const EVIDENCE = 60;

/** Puts a facet together: the summary is cut to fit, and of very much evidence what speaks against it is kept. */
export function facet(
  id: FacetId,
  level: Level,
  verdict: Pick<IFacet, 'state' | 'strength' | 'summary'>,
  evidence: IEvidence[]
): IFacet {
  const summary = fit(verdict.summary);
  if (evidence.length <= EVIDENCE) {
    return { id, level, ...verdict, summary, evidence };
  }
  const rest = evidence.length - EVIDENCE;
  const kept = [...evidence]
    .sort((a, b) => Number(b.holds === 'no') - Number(a.holds === 'no'))
    .slice(0, EVIDENCE);
  kept.push({ holds: 'note', message: `And ${rest} more, not listed here` });
  return { id, level, ...verdict, summary, evidence: kept };
}
