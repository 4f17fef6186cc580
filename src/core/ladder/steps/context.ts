import type { ICodeAnalysis } from '../../python/types';
import { distributionsFor } from '../../project/modules';
import type { IProjectReading } from '../../project/reading';
import type { IAction, IEvidence, IFacet, IReport } from '../report';

/** What of a report a next step is made from. */
export type IReportSoFar = Omit<IReport, 'next'>;

/** The kinds of environment file for which a command can be told. */
export type Manager = 'pip' | 'conda' | 'anaconda-project';

/** What an advice on one facet is made from. */
export interface IAdviceContext {
  facet: IFacet;
  /** The notebook's path relative to the project's folder. */
  notebook: string;
  /** Last part of the project folder's path, fit for a file or image name. */
  name: string;
  manager: Manager;
  /** The environment file relative to the project's folder; null when there is none. */
  environmentFile: string | null;
  /** A `.in` file beside it, from which a lock can be compiled; null when there is none. */
  sourceFile: string | null;
  isPython: boolean;
}

/** What to do about one facet. */
export interface IAdvice {
  title: string;
  /** What to do and what to mind, one or two sentences with their full stops. */
  hint: string;
  actions: IAction[];
  /** Commands by which a person can check what is there already, where no program checks it. */
  check?: string[];
}

export function adviceContext(
  facet: IFacet,
  report: IReportSoFar,
  project: IProjectReading,
  code: ICodeAnalysis
): IAdviceContext {
  const { root } = report.project;
  const manager = managerOf(report);
  return {
    facet,
    notebook: within(root, report.notebook.path),
    name: imageName(root),
    manager,
    environmentFile: known(
      root,
      project,
      patterns.find(([each]) => each === manager)?.[1] ?? /^$/
    ),
    sourceFile: known(root, project, /requirements.*\.in$/),
    isPython: code.understood
  };
}

/** The path relative to the project's folder, fit for one line. */
function within(root: string, path: string): string {
  const inside =
    root !== '' && path.startsWith(`${root}/`)
      ? path.slice(root.length + 1)
      : path;
  // eslint-disable-next-line no-control-regex
  return inside.replace(/[\x00-\x1f\x7f]/g, '?');
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Lower case letters, digits and hyphens: what image names and file names share. */
function imageName(root: string): string {
  const name = baseName(root)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name || 'project';
}

const patterns: readonly [Manager, RegExp][] = [
  ['anaconda-project', /^anaconda-project\.ya?ml$/],
  ['conda', /^environment.*\.ya?ml$/],
  ['pip', /requirements.*\.txt$/]
];

/** The tool whose file the project goes by, judged by its name. */
function managerOf(report: IReportSoFar): Manager {
  const { manifest } = report.project;
  const files = [
    ...(manifest === null ? [] : [manifest]),
    ...report.facets
      .filter(({ id }) => id === 'environment')
      .flatMap(({ evidence }) => evidence.map(({ path }) => path ?? ''))
  ].map(baseName);
  const found = patterns.find(([, pattern]) =>
    files.some(file => pattern.test(file))
  );
  return found ? found[0] : report.notebook.language === 'r' ? 'conda' : 'pip';
}

/** A file that defines the environment and is named like that, relative to the project's folder. */
function known(
  root: string,
  { manifest, environmentDigests }: IProjectReading,
  pattern: RegExp
): string | null {
  const path = [
    ...(manifest === null ? [] : [manifest]),
    ...Object.keys(environmentDigests)
  ].find(each => pattern.test(baseName(each)));
  return path === undefined ? null : within(root, path);
}

/**
 * Names of the packages that the evidence holds against a facet: what stands in
 * backticks and reads as a requirement, modules by the package they come with.
 */
export function packagesLacking(facet: IFacet): string[] {
  const names = lacking(facet).flatMap(({ message, cell }) =>
    [...message.matchAll(/`([^`]+)`/g)].flatMap(([, text]) => {
      const name = requirementName(text);
      if (name === null) {
        return [];
      }
      return cell === undefined ? [name] : distributionsFor(name).slice(0, 1);
    })
  );
  return [...new Set(names)].sort();
}

function requirementName(text: string): string | null {
  const match = /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:$|[[<>=!~@;])/.exec(
    text
  );
  return match && !/\.(txt|ya?ml|toml|cfg|in|lock|md|ipynb|py)$/i.test(match[1])
    ? match[1]
    : null;
}

/** The evidence against a facet; where there is none, what could not be told. */
export function lacking({ evidence }: IFacet): IEvidence[] {
  const against = evidence.filter(({ holds }) => holds === 'no');
  return against.length > 0
    ? against
    : evidence.filter(({ holds }) => holds === 'unknown');
}

/** One "go to" or "open" for each cell and file that `lacking` speaks of. */
export function placesLacking(facet: IFacet): IAction[] {
  const against = lacking(facet);
  const cells = new Set(against.flatMap(({ cell }) => cell ?? []));
  const paths = new Set(
    against.flatMap(({ path, cell }) =>
      path === undefined || cell !== undefined ? [] : path
    )
  );
  return [
    ...[...cells].map(goToCell),
    ...[...paths].map((path): IAction => ({
      kind: 'open-file',
      label: `Open ${baseName(path)}`,
      path
    }))
  ];
}

export function goToCell(cell: number): IAction {
  return { kind: 'go-to-cell', label: `Go to cell ${cell + 1}`, cell };
}

/** Commands to read, and to run by hand. */
export function showCommand(title: string, lines: string[]): IAction {
  return {
    kind: 'show-text',
    label: 'Show command',
    title,
    language: 'shell',
    text: lines.join('\n') + '\n'
  };
}

/** The text of a file to make. */
export function showFile(
  title: string,
  language: 'text' | 'yaml',
  lines: string[]
): IAction {
  return {
    kind: 'show-text',
    label: `Show ${title}`,
    title,
    language,
    text: lines.join('\n') + '\n'
  };
}
