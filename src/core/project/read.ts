import { sha256Hex } from '../digest';
import type { IEvidence, IFacet } from '../ladder/report';
import type { INotebook } from '../notebook/facts';
import type { ICodeAnalysis } from '../python/types';
import { commands } from './evidence/commands';
import { container } from './evidence/container';
import { data } from './evidence/data';
import { environment, judgedFile } from './evidence/environment';
import { hardware } from './evidence/hardware';
import { instructions } from './evidence/instructions';
import { lock } from './evidence/lock';
import { machine } from './evidence/machine';
import { packed } from './evidence/packed';
import { shareable } from './evidence/shareable';
import type { IProjectFacts } from './facts';
import {
  isConstraintsName,
  isEnvironmentName,
  isInterpreterName,
  isLockName
} from './names';
import { foldersAbove, isWithin, nameOf } from './paths';
import { parseProject } from './parse';
import type { IProject } from './project';
import type { IProjectReading } from './reading';

/** One module for each facet, in the order of the ladder. */
const EVIDENCE = [
  environment,
  data,
  instructions,
  shareable,
  commands,
  lock,
  packed,
  container,
  machine,
  hardware
];

/** What the files beside a notebook amount to. Pure; takes whatever a survey returned. */
export function readProject(
  facts: IProjectFacts,
  notebook: INotebook,
  code: ICodeAnalysis
): IProjectReading {
  const project = parseProject(facts, notebook, code);
  return {
    root: facts.root,
    manifest: manifestOf(project),
    facets: EVIDENCE.map(judge => openWhereUnseen(project, judge(project))),
    environmentDigests: environmentDigests(project)
  };
}

/** Nothing is called missing from folders that could not be listed: it may be there. */
function openWhereUnseen({ facts }: IProject, facet: IFacet): IFacet {
  const walked = foldersAbove(facts.notebook).filter(folder =>
    isWithin(facts.root, folder)
  );
  const unseen = facts.folders.filter(
    ({ path, problem }) => problem !== undefined && walked.includes(path)
  );
  const judgedByListing = facet.id !== 'data' && facet.id !== 'shareable';
  if (unseen.length === 0 || facet.state !== 'missing' || !judgedByListing) {
    return facet;
  }
  const evidence = unseen.map(({ path, problem }): IEvidence => ({
    holds: 'unknown',
    message: `The folder \`${path || '.'}\` could not be looked into: ${problem}`
  }));
  return {
    ...facet,
    state: 'unknown',
    summary: 'the folder could not be looked into',
    evidence: [...evidence, ...facet.evidence]
  };
}

/** The file that defines environment and commands; else the environment that the notebook is judged by. */
function manifestOf(project: IProject): string | null {
  const both = project.environments.find(
    ({ format }) => format === 'anaconda-project'
  );
  return both?.path ?? judgedFile(project);
}

/** SHA-256 of each text that says what gets installed. */
function environmentDigests({
  facts,
  environments,
  locks,
  tree
}: IProject): IProjectReading['environmentDigests'] {
  const parsed = [...environments, ...locks].map(({ path }) => path);
  const included = environments.flatMap(({ includes }) =>
    includes.map(({ path }) => path)
  );
  const named = facts.files
    .map(({ path }) => path)
    .filter(path =>
      [
        isEnvironmentName,
        isLockName,
        isConstraintsName,
        isInterpreterName
      ].some(test => test(nameOf(path)) && isWithin(facts.root, path))
    );
  const digests: IProjectReading['environmentDigests'] = {};
  for (const path of [...new Set([...parsed, ...included, ...named])].sort()) {
    const text = tree.text(path);
    if (text !== null) {
      digests[path] = sha256Hex(text);
    }
  }
  return digests;
}
